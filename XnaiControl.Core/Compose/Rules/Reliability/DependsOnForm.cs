using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Turns a <c>depends_on</c> list into the mapping form, in place: comments and quotes stay where they are.</summary>
internal static class DependsOnForm
{
    /// <param name="item">One of the list's items; its whole list changes.</param>
    /// <param name="healthy">Which targets to wait for; the others keep the list's meaning.</param>
    /// <returns>A null among the edits: not certain.</returns>
    public static IEnumerable<TextEdit?> ToMapping(ComposeScene scene, ScalarNode item, Func<string, bool> healthy)
    {
        if (scene.Documents.HolderOf(item) is not { List: { } list, Entry.Key: "depends_on" })
        {
            return [null];
        }

        var names = list.Items.OfType<ScalarNode>().ToList();
        var certain = names.Count == list.Items.Length
            && names.TrueForAll(name => name.IsVerbatim && name.Raw == name.Value && ReferenceEquals(name.Source, list.Source) && list.Span.Contains(name.Span))
            && names.Select(name => name.Value).Distinct().Count() == names.Count;
        return !certain ? [null] : list.Flow ? Flow(list, names, healthy) : Block(scene, list, names, healthy);
    }

    private static string Condition(ScalarNode name, Func<string, bool> healthy) => $"condition: {(healthy(name.Value) ? "service_healthy" : "service_started")}";

    private static IEnumerable<TextEdit?> Flow(SequenceNode list, List<ScalarNode> names, Func<string, bool> healthy) =>
    [
        YamlEdit.Replace(list.Source, new TextSpan(list.Span.Start, 1), "{"),
        .. names.Select(name => YamlEdit.Replace(list.Source, new TextSpan(name.Span.End, 0), $": {{{Condition(name, healthy)}}}")),
        YamlEdit.Replace(list.Source, new TextSpan(list.Span.End - 1, 1), "}"),
    ];

    private static IEnumerable<TextEdit?> Block(ComposeScene scene, SequenceNode list, List<ScalarNode> names, Func<string, bool> healthy)
    {
        var source = list.Source;
        var step = new string(' ', YamlLayout.Step(source));

        // Dashes may stand below the key's own column; the keys of a mapping may not.
        var key = scene.Documents.HolderOf(list)?.Entry.Name;
        var deeper = key is not null && source.LineColumn(key.Span.Start).Column == source.LineColumn(list.Span.Start).Column ? step : "";
        foreach (var name in names)
        {
            var dash = YamlLayout.DashOf(name);
            if (dash < 0 || !YamlLayout.StartsLine(source, dash) || source.LineColumn(dash).Line != source.LineColumn(name.Span.Start).Line)
            {
                yield return null;
                yield break;
            }

            var indent = YamlLayout.Indent(source, dash) + deeper;
            var end = YamlLayout.LineEnd(source, name.Span.End);
            var rest = source.Text[name.Span.End..end];
            yield return YamlEdit.Replace(source, TextSpan.Between(dash, end), $"{deeper}{source.Slice(name.Span)}:{rest}{source.NewLine}{indent}{step}{Condition(name, healthy)}");
        }
    }
}
