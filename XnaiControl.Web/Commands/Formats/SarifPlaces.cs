using System.Text.Json.Nodes;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands.Formats;

/// <summary>Files, regions and replacements as SARIF writes them. Columns and offsets count UTF-16 code units without a byte order mark.</summary>
internal sealed class SarifPlaces(LintReport report)
{
    private const string Root = "%SRCROOT%";

    public JsonObject Base() => new() { [Root] = new JsonObject { ["uri"] = FileUri(report.Folder.TrimEnd('/')) + "/" } };

    /// <summary>Relative to the working folder for files below it; only those match a repository's files.</summary>
    public (string Uri, string? BaseId) Uri(string file) =>
        Words.Path(file, report.Folder) is var path && Path.IsPathRooted(path) ? (FileUri(path), null) : (Escaped(path), Root);

    public JsonObject Location(SourceRange place, string service)
    {
        var location = new JsonObject
        {
            ["physicalLocation"] = new JsonObject { ["artifactLocation"] = Artifact(place.File), ["region"] = Region(place) },
        };
        if (service.Length > 0)
        {
            location["logicalLocations"] = new JsonArray(new JsonObject { ["name"] = service, ["kind"] = "service" });
        }

        return location;
    }

    /// <summary>Null when the finding has none, or when the text that it edits is not at hand.</summary>
    public JsonObject? Fix(Finding finding)
    {
        if (finding.Fix is not { } fix || fix.Edits.Any(edit => report.File(edit.File) is null))
        {
            return null;
        }

        return new JsonObject
        {
            ["description"] = new JsonObject { ["text"] = fix.Title },
            ["artifactChanges"] = new JsonArray([.. fix.Edits.GroupBy(edit => edit.File).Select(edits => new JsonObject
            {
                ["artifactLocation"] = Artifact(edits.Key),
                ["replacements"] = new JsonArray([.. edits.OrderBy(edit => edit.Span.Start).Select(edit => Replacement(report.File(edits.Key)!, edit))]),
            })]),
        };
    }

    private static JsonObject Replacement(SourceText source, TextEdit edit)
    {
        var region = Region(source.Range(edit.Span));
        region["charOffset"] = edit.Span.Start;
        region["charLength"] = edit.Span.Length;
        var replacement = new JsonObject { ["deletedRegion"] = region };
        if (edit.NewText.Length > 0)
        {
            replacement["insertedContent"] = new JsonObject { ["text"] = edit.NewText };
        }

        return replacement;
    }

    // Code scanning wants a line for every result: a file as a whole is shown at its first.
    private static JsonObject Region(SourceRange place) => place.Line == 0
        ? new JsonObject { ["startLine"] = 1 }
        : new JsonObject
        {
            ["startLine"] = place.Line,
            ["startColumn"] = place.Column,
            ["endLine"] = Math.Max(place.Line, place.EndLine),
            ["endColumn"] = Math.Max(1, place.EndColumn),
        };

    private JsonObject Artifact(string file)
    {
        var (uri, baseId) = Uri(file);
        var artifact = new JsonObject { ["uri"] = uri };
        if (baseId is not null)
        {
            artifact["uriBaseId"] = baseId;
        }

        return artifact;
    }

    private static string FileUri(string path) => "file://" + Escaped(path);

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));
}
