using System.Text.Json.Nodes;
using NJsonSchema;
using XnaiControl.Core.Findings;
using XnaiControl.Web.Commands.Formats;

namespace XnaiControl.Tests.Commands.Formats;

public class SarifFormatTests
{
    [Fact]
    public async Task Write_FullReport_IsValidSarif() => await IsValid(Reports.Write(new SarifFormat(), Reports.Full()));

    [Fact]
    public async Task Write_EmptyReportWithProblem_IsValidSarif()
    {
        var sarif = Reports.Write(new SarifFormat(), Reports.Full() with { Findings = [], Suppressed = [], Rules = [], Files = [], Problems = ["x.yml does not exist."] });

        await IsValid(sarif);
        Assert.False((bool)Run(sarif)["invocations"]![0]!["executionSuccessful"]!);
    }

    [Fact]
    public async Task IsValid_BrokenSarif_IsRefusedByTheSchema()
    {
        var broken = Reports.Write(new SarifFormat(), Reports.Full()).Replace("\"ruleIndex\": 0", "\"ruleIndex\": \"0\"", StringComparison.Ordinal);

        Assert.NotEmpty((await Schema()).Validate(broken));
    }

    [Fact]
    public void Write_Result_HasLevelRegionServiceAndItsRule()
    {
        var run = Run(Reports.Write(new SarifFormat(), Reports.Full()));
        var result = run["results"]![0]!;
        var place = result["locations"]![0]!["physicalLocation"]!;

        Assert.Equal("utf16CodeUnits", (string?)run["columnKind"]);
        Assert.Equal("error", (string?)result["level"]);
        Assert.Equal("compose%20%C3%BC.yml", (string?)place["artifactLocation"]!["uri"]);
        Assert.Equal("file:///srv/my%20stack/", (string?)run["originalUriBaseIds"]![(string)place["artifactLocation"]!["uriBaseId"]!]!["uri"]);
        Assert.Equal((2, 8, 2, 9), ((int)place["region"]!["startLine"]!, (int)place["region"]!["startColumn"]!, (int)place["region"]!["endLine"]!, (int)place["region"]!["endColumn"]!));
        Assert.Equal("web", (string?)result["locations"]![0]!["logicalLocations"]![0]!["name"]);
        Assert.Equal("The other mount", (string?)result["relatedLocations"]![0]!["message"]!["text"]);
        var rule = run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!;
        Assert.Equal("XC101", (string?)rule["id"]);
        Assert.Contains("```yaml\ntmpfs: [/tmp]\n```", (string?)rule["help"]!["markdown"], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FileOutsideTheFolder_HasAnAbsoluteUriAndItsFirstLine()
    {
        var place = Run(Reports.Write(new SarifFormat(), Reports.Full()))["results"]![2]!["locations"]![0]!["physicalLocation"]!;

        Assert.Equal("file:///elsewhere/compose.yml", (string?)place["artifactLocation"]!["uri"]);
        Assert.Null(place["artifactLocation"]!["uriBaseId"]);
        Assert.Equal(1, (int)place["region"]!["startLine"]!);
    }

    [Fact]
    public void Write_Suppression_CarriesItsReasonAndOpenResultsAnEmptyList()
    {
        var results = Run(Reports.Write(new SarifFormat(), Reports.Full()))["results"]!.AsArray();

        Assert.Equal([0, 0, 0, 1], results.Select(result => result!["suppressions"]!.AsArray().Count));
        Assert.Equal("internal only", (string?)results[3]!["suppressions"]![0]!["justification"]);
    }

    [Fact]
    public void Write_Fix_AppliedByItsOffsets_YieldsWhatItsEditsYield()
    {
        var report = Reports.Full();
        var replacements = Run(Reports.Write(new SarifFormat(), report))["results"]![0]!["fixes"]![0]!["artifactChanges"]![0]!["replacements"]!.AsArray();
        var byOffset = Reports.Source.Text;
        foreach (var replacement in replacements.Reverse())
        {
            var region = replacement!["deletedRegion"]!;
            var start = (int)region["charOffset"]!;
            Assert.Equal(start, Reports.Source.LineStart((int)region["startLine"]!) + (int)region["startColumn"]! - 1);
            byOffset = byOffset.Remove(start, (int)region["charLength"]!).Insert(start, (string?)replacement["insertedContent"]?["text"] ?? "");
        }

        Assert.Equal(Reports.Source.With(report.Findings[0].Fix!.Edits).Text, byOffset);
    }

    [Fact]
    public void Write_Fingerprint_DoesNotMoveWithTheLine()
    {
        var report = Reports.Full();
        var moved = report with { Findings = [report.Findings[0] with { Place = new SourceRange(Reports.Source.File, 3, 1, 3, 2) }] };

        Assert.Equal(Fingerprint(report), Fingerprint(moved));

        static string? Fingerprint(LintReport report) => (string?)Run(Reports.Write(new SarifFormat(), report))["results"]![0]!["partialFingerprints"]!["xnaiFinding/v1"];
    }

    internal static async Task IsValid(string sarif) =>
        Assert.Empty((await Schema()).Validate(sarif).Select(error => $"{error.Path}: {error.Kind}"));

    private static Task<JsonSchema> Schema()
    {
        using var stream = typeof(SarifFormatTests).Assembly.GetManifestResourceStream("sarif-schema.json")!;
        using var reader = new StreamReader(stream);
        return JsonSchema.FromJsonAsync(reader.ReadToEnd(), TestContext.Current.CancellationToken);
    }

    private static JsonNode Run(string sarif) => JsonNode.Parse(sarif)!["runs"]![0]!;
}
