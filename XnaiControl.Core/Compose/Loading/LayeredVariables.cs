using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace XnaiControl.Core.Compose;

/// <summary>The environment over the <c>.env</c> file, without a copy of either.</summary>
internal sealed class LayeredVariables(IReadOnlyDictionary<string, string> upper, IReadOnlyDictionary<string, string> lower) : IReadOnlyDictionary<string, string>
{
    public IEnumerable<string> Keys => upper.Keys.Concat(lower.Keys.Where(key => !upper.ContainsKey(key)));

    public IEnumerable<string> Values => Keys.Select(key => this[key]);

    public int Count => Keys.Count();

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => upper.ContainsKey(key) || lower.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => upper.TryGetValue(key, out value) || lower.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Keys.Select(key => KeyValuePair.Create(key, this[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
