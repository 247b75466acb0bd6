using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Puts entries into the <c>tmpfs:</c> key of a service.</summary>
internal static class TmpfsEntries
{
    /// <summary>As the policy wants it: <c>/tmp:size=512m,mode=1777</c>.</summary>
    public static string Text(ComposeScene scene, string target) => scene.PolicyFor(target) is var policy ? $"{target}:size={policy.Size},mode={policy.Mode}" : target;

    /// <summary>Adds to the list, makes one of a single value, or begins one. Holds a null where no edit is certain.</summary>
    public static TextEdit?[] Add(ComposeService service, params ReadOnlySpan<string> entries)
    {
        var owner = service.Node;
        return owner.Entry("tmpfs") switch
        {
            null => [YamlEdit.AddBlock(owner, Block(entries), "read_only", "user", "image", "build")],
            { Value: SequenceNode list } => [YamlEdit.AddItems(list, entries)],
            { Merged: false, Value: ScalarNode { IsNull: false } single } entry => MakeList(owner, entry, single, entries),
            _ => [null],
        };
    }

    public static string[] Block(ReadOnlySpan<string> entries)
    {
        var lines = new string[entries.Length + 1];
        lines[0] = "tmpfs:";
        for (var i = 0; i < entries.Length; i++)
        {
            lines[i + 1] = $"  - {YamlText.Scalar(entries[i], ScalarForm.Plain)}";
        }

        return lines;
    }

    private static TextEdit?[] MakeList(MappingNode owner, Entry entry, ScalarNode single, ReadOnlySpan<string> entries)
    {
        var source = single.Source;
        var colon = entry.Name.Span.End;
        if (owner.Flow || entry.Name.Source != source || single.Span.Start < colon || source.LineColumn(colon).Line != source.LineColumn(single.Span.End).Line
            || !source.Slice(TextSpan.Between(colon, single.Span.Start)).TrimStart(':').Trim().IsEmpty)
        {
            return [null];
        }

        var dash = source.NewLine + YamlLayout.Indent(source, entry.Name.Span.Start) + new string(' ', YamlLayout.Step(source)) + "- ";
        var added = "";
        foreach (var text in entries)
        {
            added += dash + YamlText.Scalar(text, single.Form is ScalarForm.SingleQuoted or ScalarForm.DoubleQuoted ? single.Form : ScalarForm.Plain);
        }

        var end = YamlLayout.LineEnd(source, single.Span.End);
        return [new TextEdit(source.File, TextSpan.Between(colon + 1, single.Span.Start), dash), new TextEdit(source.File, new TextSpan(end, 0), added)];
    }
}
