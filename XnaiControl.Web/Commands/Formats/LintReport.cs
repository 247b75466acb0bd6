using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands.Formats;

/// <summary>What the rules say about all inputs of one run, each finding once, by file and place.</summary>
/// <param name="Folder">The working folder: files below it are named relative to it.</param>
/// <param name="Files">Everything that was read.</param>
/// <param name="Rules">All rules that looked, whether they found something or not.</param>
/// <param name="Problems">Inputs that could not be used, each a sentence with its remedy.</param>
internal sealed record LintReport(
    string Folder,
    ImmutableArray<SourceText> Files,
    ImmutableArray<Finding> Findings,
    ImmutableArray<(Finding Finding, Suppression By)> Suppressed,
    ImmutableArray<RuleInfo> Rules,
    ImmutableArray<string> Problems)
{
    public SourceText? File(string name) => Files.FirstOrDefault(file => file.File == name);
}

/// <summary>One way of writing a report down. Lines end with <c>\n</c>.</summary>
internal interface IReportFormat
{
    void Write(LintReport report, TextWriter output);
}
