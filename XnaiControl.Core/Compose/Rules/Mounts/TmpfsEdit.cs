using System.Text.RegularExpressions;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Changes one option of a mount where it stands. Null when the text does not allow a certain edit.</summary>
internal static partial class TmpfsEdit
{
    /// <summary>Sets <c>size</c> or <c>mode</c>; a new size goes in front of the other options, anything else behind them.</summary>
    public static TextEdit? Set(ComposeScene scene, ComposeMount mount, string name, string value)
    {
        var option = mount.OptionList.LastOrDefault(o => o.Name == name);
        if (mount.Spelling == MountSpelling.LongVolume)
        {
            return option is null ? AddLong((MappingNode)mount.Node, name, value) : ReplaceLong(option, name, value);
        }

        return option is null ? Add(scene, mount, $"{name}={value}", first: name == "size") : Replace(mount, option, value);
    }

    /// <summary>One more option at the end, for short syntax.</summary>
    public static TextEdit? Append(ComposeScene scene, ComposeMount mount, string option) =>
        mount.Spelling == MountSpelling.LongVolume ? null : Add(scene, mount, option, first: false);

    /// <summary>Writes the options anew from those that <paramref name="map"/> gives back; null leaves one out. The colon goes with the last.</summary>
    public static TextEdit? Rewrite(ComposeMount mount, Func<MountOption, string?> map)
    {
        var options = mount.OptionList;
        if (mount.Spelling == MountSpelling.LongVolume || options.IsEmpty || options.Any(option => option.Span is null))
        {
            return null;
        }

        var kept = options.Select(map).OfType<string>().ToList();
        var span = TextSpan.Between(options[0].Span!.Value.Start, options[^1].Span!.Value.End);
        return kept.Count == 0
            ? YamlEdit.Replace(mount.Node.Source, TextSpan.Between(span.Start - 1, span.End), "")
            : YamlEdit.Replace(mount.Node.Source, span, string.Join(',', kept));
    }

    /// <summary>True when the options come from a variable that is empty here: nothing can be said about them.</summary>
    public static bool HasUnknownOptions(ComposeMount mount) =>
        mount.Options.Length == 0 && mount.Node is ScalarNode text && text.Raw.Contains('$') && ShortMount.Colon(text.Raw, 0) >= 0;

    /// <summary>An option as the file writes it, variables included.</summary>
    public static string Written(ComposeMount mount, MountOption option) => mount.Node.Source.Slice(option.Span!.Value).ToString();

    private static TextEdit? Add(ComposeScene scene, ComposeMount mount, string option, bool first)
    {
        if (mount.Node is not ScalarNode { IsVerbatim: true } scalar)
        {
            return null;
        }

        var raw = scalar.Raw;
        var at = mount.Spelling == MountSpelling.TmpfsEntry ? ShortMount.Colon(raw, 0) + 1 : ShortMount.Parse(raw) is var parts && parts.OptionsAt < raw.Length ? parts.OptionsAt : 0;
        if (at > 0 && at < raw.Length && mount.Options.Length == 0)
        {
            return null;
        }

        var (position, text) = at == 0 ? (raw.Length, ":" + option) : at == raw.Length ? (at, option) : first ? (at, option + ",") : (raw.Length, "," + option);
        var whole = raw.Insert(position, text);
        var mustQuote = scalar.Form == ScalarForm.Plain && InFlow(scene, scalar) && whole.Contains(',');
        return mustQuote
            ? YamlEdit.Replace(scalar.Source, scalar.Span, YamlText.Scalar(whole, ScalarForm.Plain, inFlow: true))
            : YamlEdit.Replace(scalar.Source, scalar.Locate(position, 0)!.Value, text);
    }

    private static TextEdit? Replace(ComposeMount mount, MountOption option, string value) => option.ValueSpan is { } span ? Literal(mount.Node.Source, span, option.Value, value) : null;

    private static TextEdit? ReplaceLong(MountOption option, string name, string value) => option.Node switch
    {
        null or { IsVerbatim: false } => null,
        { Form: ScalarForm.Plain } node when name == "mode" && !node.Raw.Contains('$') => YamlEdit.Replace(node.Source, node.Span, Quoted(value)),
        var node => Literal(node.Source, node.Content, node.Value, value),
    };

    /// <summary>A mode in long syntax is text with a leading zero: the one spelling that every tool reads as octal.</summary>
    public static string Quoted(string mode) => $"\"0{mode.TrimStart('0')}\"";

    private static TextEdit? AddLong(MappingNode mount, string name, string value)
    {
        var text = name == "mode" ? Quoted(value) : value;
        if (mount.Entry("tmpfs") is { } entry)
        {
            return entry.Value is MappingNode { Flow: false } options && name == "size" ? YamlEdit.SetEntry(options, name, text)
                : entry.Value is MappingNode { Flow: true } flow && name == "size" ? YamlEdit.SetEntry(flow, name, text)
                : null;
        }

        return YamlEdit.AddBlock(mount, ["tmpfs:", $"  {name}: {text}"], "target");
    }

    /// <summary>Of a variable, only the default that is in force can be changed here.</summary>
    private static TextEdit? Literal(SourceText source, TextSpan span, string? now, string value)
    {
        var text = source.Slice(span).ToString();
        if (!text.Contains('$'))
        {
            return YamlEdit.Replace(source, span, value);
        }

        return Default().Match(text) is { Success: true } match && match.Groups[1] is var literal && literal.Value == now
            ? YamlEdit.Replace(source, new TextSpan(span.Start + literal.Index, literal.Length), value)
            : null;
    }

    private static bool InFlow(ComposeScene scene, Node item) => scene.Documents.HolderOf(item) is { } holder && (holder.List?.Flow == true || holder.Owner.Flow);

    [GeneratedRegex(@"^\$\{[A-Za-z_][A-Za-z0-9_]*:?-([^${}]+)\}$")]
    private static partial Regex Default();
}
