using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Stacks;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Compose;

/// <summary>Findings in words and addresses.</summary>
internal static class FindingWords
{
    public static readonly ImmutableArray<Severity> Worst = [Severity.Critical, Severity.Warning, Severity.Note];

    public static StateWord Of(Severity severity) => severity switch
    {
        Severity.Critical => new("Critical", Tone.Crit, "crit"),
        Severity.Warning => new("Warning", Tone.Warn, "warn"),
        _ => new("Note", Tone.Idle, "info"),
    };

    public static string Css(Severity severity) => severity switch { Severity.Critical => "sev-critical", Severity.Warning => "sev-warning", _ => "sev-note" };

    /// <summary>What the address calls a finding: short, and the same after edits elsewhere in the file.</summary>
    public static string Id(Finding finding) =>
        $"{finding.Rule.Id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(finding.Key)))[..8]}";

    /// <summary><c>crawler, line 118</c>; the file's name where the stack has several.</summary>
    /// <param name="files">The files that the list is about; with one, its name says nothing.</param>
    public static string Place(Finding finding, IReadOnlyCollection<SourceText> files)
    {
        var parts = new[]
        {
            finding.Service,
            files.Count > 1 ? Name(finding.Place.File, files) : "",
            finding.Place.Line > 0 ? Lines(finding) : "",
        };
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    /// <summary>A file's name; with its folder where another file has the same name.</summary>
    public static string Name(string file, IEnumerable<SourceText> files)
    {
        var name = Path.GetFileName(file);
        return files.Any(other => other.File != file && Path.GetFileName(other.File) == name)
            ? $"{Path.GetFileName(Path.GetDirectoryName(file))}/{name}"
            : name;
    }

    /// <summary>The page's title.</summary>
    public static string Title(StackFindings findings)
    {
        var files = findings.Lint.Files.Length > 1 ? Format.Plural(findings.Lint.Files.Length, "file") : Path.GetFileName(findings.Files[0]);
        return findings.Lint.Findings.Length == 0
            ? findings.Lint.Usable ? $"No findings in {files}" : $"{files} could not be checked"
            : $"{Format.Plural(findings.Lint.Findings.Length, "finding")} in {files}";
    }

    /// <summary>The line under it: how bad it is, and how much of it the panel can mend.</summary>
    public static string Sentence(StackFindings findings)
    {
        var all = findings.Lint.Findings;
        if (all.IsEmpty)
        {
            return !findings.Lint.Usable
                ? "The check itself failed; its reason is in the panel's log. The file was not changed."
                : findings.Lint.Suppressed.IsEmpty
                    ? "Every rule was asked and none has anything to say."
                    : $"{Format.Plural(findings.Lint.Suppressed.Length, "finding")} {(findings.Lint.Suppressed.Length == 1 ? "is" : "are")} ignored with a reason.";
        }

        var critical = all.Where(finding => finding.Severity == Severity.Critical).ToList();
        var named = critical.Select(finding => finding.Service).Where(service => service.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var worst = critical.Count switch
        {
            0 => "None is critical.",
            _ => $"{Format.Count(critical.Count)} {(critical.Count == 1 ? "is" : "are")} critical{(named.Count is > 0 and < 5 ? ", in " + Format.Join(named) : "")}.",
        };
        var fixable = all.Count(finding => finding.Fix is not null);
        return fixable == 0
            ? $"{worst} None has a fix that is certain."
            : $"{worst} {Format.Count(fixable)} {(fixable == 1 ? "has" : "have")} a fix that changes only the bytes it must.";
    }

    public const string DriftSentence = "What the engine runs, compared with the files. Recreating a service brings it back to its file.";

    public static string DriftTitle(int count) => count == 0 ? "What runs is what the files say" : $"{Format.Plural(count, "difference")} between the files and what runs";

    /// <summary>Line numbers of the finding and its evidence in the same file: <c>line 118 and 124</c>.</summary>
    private static string Lines(Finding finding)
    {
        var lines = finding.Evidence.Select(evidence => evidence.Place).OfType<SourceRange>()
            .Where(place => place.File == finding.Place.File && place.Line > 0).Select(place => place.Line)
            .Append(finding.Place.Line).Distinct().Order().ToList();
        return lines.Count switch
        {
            1 => $"line {lines[0]}",
            2 => $"lines {lines[0]} and {lines[1]}",
            _ => $"line {finding.Place.Line}",
        };
    }
}
