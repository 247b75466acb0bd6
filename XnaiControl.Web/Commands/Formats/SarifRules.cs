using System.Reflection;
using System.Text.Json.Nodes;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands.Formats;

/// <summary>The tool and its rules, with the texts that code scanning shows beside a result.</summary>
internal static class SarifRules
{
    private static readonly string Version =
        typeof(SarifRules).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    public static JsonObject Driver(IReadOnlyList<RuleInfo> rules) => new()
    {
        ["name"] = "XnaiControl",
        ["semanticVersion"] = Version,
        ["rules"] = new JsonArray([.. rules.Select(Rule)]),
    };

    public static string Level(Severity severity) => severity switch { Severity.Critical => "error", Severity.Warning => "warning", _ => "note" };

    private static JsonObject Rule(RuleInfo rule)
    {
        var properties = new JsonObject
        {
            ["tags"] = new JsonArray(rule.Category.ToString().ToLowerInvariant()),
            ["precision"] = "high",
            ["problem.severity"] = rule.Severity switch { Severity.Critical => "error", Severity.Warning => "warning", _ => "recommendation" },
        };
        if (rule.Category == RuleCategory.Security)
        {
            // Code scanning sorts security rules by this score: above 7.0 high, above 4.0 medium.
            properties["security-severity"] = rule.Severity switch { Severity.Critical => "8.5", Severity.Warning => "5.5", _ => "2.0" };
        }

        return new JsonObject
        {
            ["id"] = rule.Id,
            ["name"] = Name(rule.Title),
            ["shortDescription"] = Text(rule.Title),
            ["fullDescription"] = Text(rule.Failure),
            ["help"] = new JsonObject { ["text"] = PlainHelp(rule), ["markdown"] = MarkdownHelp(rule) },
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Severity) },
            ["properties"] = properties,
        };
    }

    private static JsonObject Text(string text) => new() { ["text"] = text };

    // SARIF wants one word in Pascal case beside the id.
    private static string Name(string title) => string.Concat(title.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => string.Concat(word.Where(char.IsLetterOrDigit)))
        .Where(word => word.Length > 0)
        .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string PlainHelp(RuleInfo rule) => string.Join("\n\n", Parts(
        rule.Failure, rule.Remedy, rule.Bad.Length > 0 ? "Instead of:\n" + rule.Bad : "", rule.Good.Length > 0 ? "Write:\n" + rule.Good : "", Source(rule)));

    private static string MarkdownHelp(RuleInfo rule) => string.Join("\n\n", Parts(
        rule.Failure, rule.Remedy, rule.Bad.Length > 0 ? "Instead of\n" + Fenced(rule, rule.Bad) : "", rule.Good.Length > 0 ? "write\n" + Fenced(rule, rule.Good) : "", Source(rule)));

    private static string Fenced(RuleInfo rule, string text) =>
        $"\n```{(rule.Category == RuleCategory.Containerfile ? "dockerfile" : "yaml")}\n{text.TrimEnd('\n')}\n```";

    private static string Source(RuleInfo rule) => rule.Source.Length > 0 ? "Source: " + rule.Source : "";

    private static IEnumerable<string> Parts(params IEnumerable<string> parts) => parts.Where(part => part.Length > 0);
}
