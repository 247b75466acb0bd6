using System.Collections.Immutable;

namespace XnaiControl.Core.Engine.Monitoring;

/// <summary>
/// The containers as last seen. Answers can overtake each other, so each carries the number its question got, and an
/// answer to an older question never replaces a newer one. Not thread-safe; the monitor's lock guards it.
/// </summary>
internal sealed class ContainerSet
{
    private readonly Dictionary<string, (long Question, ContainerRecord? Record)> _byId = new(StringComparer.Ordinal);
    private long _question;

    public long NextQuestion() => ++_question;

    public ContainerRecord? Find(string id) => _byId.GetValueOrDefault(id).Record;

    /// <summary>Takes one container's answer; a null record means that it is gone.</summary>
    public bool Apply(long question, string id, ContainerRecord? record)
    {
        if (_byId.TryGetValue(id, out var known) && known.Question > question)
            return false;
        _byId[id] = (question, record);
        return true;
    }

    /// <summary>Takes a whole list: what it does not name is gone, unless heard of since.</summary>
    public void ApplyList(long question, ImmutableArray<ContainerRecord> list)
    {
        foreach (var record in list)
            Apply(question, record.Id, record);
        var named = list.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in _byId.Where(p => p.Value.Question <= question && !named.Contains(p.Key)).Select(p => p.Key).ToList())
            _byId.Remove(id);
    }

    public ImmutableArray<ContainerRecord> ToImmutable() =>
        [.. _byId.Values.Select(v => v.Record).OfType<ContainerRecord>().OrderBy(r => r.Name, StringComparer.Ordinal)];
}
