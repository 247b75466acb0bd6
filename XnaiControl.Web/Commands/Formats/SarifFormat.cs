using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands.Formats;

/// <summary>SARIF 2.1.0 for code scanning: rules with help, results with regions, fixes and suppressions.</summary>
internal sealed class SarifFormat : IReportFormat
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    public void Write(LintReport report, TextWriter output) => JsonText.Write(Log(report), output);

    private static JsonObject Log(LintReport report)
    {
        var rules = Rules(report);
        var places = new SarifPlaces(report);
        var open = report.Findings.Select(finding => Result(finding, null));
        var suppressed = report.Suppressed.Select(pair => Result(pair.Finding, pair.By));
        return new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = SarifRules.Driver(rules) },
                ["invocations"] = new JsonArray(Invocation(report)),
                ["originalUriBaseIds"] = places.Base(),
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. open, .. suppressed]),
            }),
        };

        JsonObject Result(Finding finding, Suppression? by)
        {
            var result = new JsonObject
            {
                ["ruleId"] = finding.Rule.Id,
                ["ruleIndex"] = rules.FindIndex(rule => rule.Id == finding.Rule.Id),
                ["level"] = SarifRules.Level(finding.Severity),
                ["message"] = new JsonObject { ["text"] = finding.Message },
                ["locations"] = new JsonArray(places.Location(finding.Place, finding.Service)),
                ["partialFingerprints"] = new JsonObject { ["xnaiFinding/v1"] = Fingerprint(finding, places) },
                // Given for all results or for none: an empty list says that this one is not suppressed.
                ["suppressions"] = by is null ? new JsonArray() : new JsonArray(new JsonObject
                {
                    ["kind"] = "inSource",
                    ["justification"] = by.Reason,
                    ["location"] = places.Location(by.Place, ""),
                }),
            };
            if (Related(finding, places) is { Count: > 0 } related)
            {
                result["relatedLocations"] = related;
            }

            if (places.Fix(finding) is { } fix)
            {
                result["fixes"] = new JsonArray(fix);
            }

            return result;
        }
    }

    // Rules that found something stand in the list even when no linter names them, so that every index has its rule.
    private static List<RuleInfo> Rules(LintReport report) =>
        [.. report.Rules.Concat(report.Findings.Select(finding => finding.Rule)).Concat(report.Suppressed.Select(pair => pair.Finding.Rule))
            .DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    private static JsonArray Related(Finding finding, SarifPlaces places)
    {
        var related = new JsonArray();
        foreach (var evidence in finding.Evidence.Where(evidence => evidence.Place is not null))
        {
            var location = places.Location(evidence.Place!.Value, "");
            location["id"] = related.Count;
            location["message"] = new JsonObject { ["text"] = evidence.Text };
            related.Add((JsonNode)location);
        }

        return related;
    }

    private static JsonObject Invocation(LintReport report) => new()
    {
        ["executionSuccessful"] = report.Problems.IsEmpty,
        ["toolExecutionNotifications"] = new JsonArray([.. report.Problems.Select(problem =>
            new JsonObject { ["level"] = "error", ["message"] = new JsonObject { ["text"] = problem } })]),
    };

    private static string Fingerprint(Finding finding, SarifPlaces places) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{finding.Rule.Id}|{places.Uri(finding.Place.File).Uri}|{finding.Service}|{finding.Subject}")))[..32];
}
