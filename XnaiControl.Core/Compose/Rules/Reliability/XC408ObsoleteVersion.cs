using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC408ObsoleteVersion : IComposeRule
{
    public RuleInfo Info { get; } = new("XC408", RuleCategory.Reliability, "The version key is obsolete", Severity.Note,
        Failure: "Compose ignores it and warns on every command: \"the attribute version is obsolete\". The warning hides others.",
        Remedy: "Remove the line.",
        Fixable: true,
        Bad: "version: \"3.8\"\nservices: {}",
        Good: "services: {}",
        Source: "Compose specification, \"Version top-level element\"");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from document in scene.Documents.All
        where scene.Model.Files.Contains(document.Source.File)
        let version = document.Entry("version")
        where version is { Merged: false }
        select ComposeScene.Answered(
            new Finding(Info, Info.Severity, version.Name.Range, "", "version", $"version: {(version.Value as ScalarNode)?.Value} has no meaning any more", []),
            ComposeScene.FixBy("Remove the version key", Remove(document, version)),
            "It is written in a way that cannot be removed with certainty.");

    /// <summary>The blank line below goes too where one stands above, or nothing.</summary>
    private static TextEdit? Remove(MappingNode document, Entry version)
    {
        if (YamlEdit.RemoveEntry(document, version) is not { } edit || edit.NewText.Length > 0 || document.Flow)
        {
            return YamlEdit.RemoveEntry(document, version);
        }

        var source = document.Source;
        var (line, _) = source.LineColumn(edit.Span.Start);
        var (below, _) = source.LineColumn(edit.Span.End);
        var openAbove = line == 1 || source.Line(line - 1).Trim().IsEmpty;
        return openAbove && below < source.LineCount && source.Line(below).Trim().IsEmpty
            ? edit with { Span = TextSpan.Between(edit.Span.Start, source.LineStart(below + 1)) }
            : edit;
    }
}
