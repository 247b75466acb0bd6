using System.Collections.Frozen;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Compose.Schema;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>What the Compose specification's schema does not know: misspelt keys, wrong shapes, words that are not in a list.</summary>
internal sealed class XC409UnknownKey : IComposeRule
{
    /// <summary>Keys of a service whose shape the reader itself reports.</summary>
    private static readonly FrozenSet<string> ReadElsewhere = new[]
    {
        "build", "container_name", "deploy", "depends_on", "healthcheck", "image", "mem_limit", "ports", "profiles", "read_only", "restart", "tmpfs", "user", "volumes",
    }.ToFrozenSet();

    public RuleInfo Info { get; } = new("XC409", RuleCategory.Reliability, "A key or value is not in the Compose specification", Severity.Warning,
        Failure: "Docker Compose refuses the whole file with \"Additional property … is not allowed\"; podman-compose ignores the key silently, so the setting has no effect.",
        Remedy: "Correct the spelling or the indentation. Keys of your own begin with x-.",
        Bad: "services:\n  a:\n    enviroment: [A=1]",
        Good: "services:\n  a:\n    environment: [A=1]",
        Source: "Compose specification, JSON schema of July 2025");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from violation in SchemaWalk.Over(scene.Model.Root)
        where !IsReadElsewhere(violation)
        select new Finding(Info, Info.Severity, violation.At.Range, violation.Path is ["services", var service, ..] ? service : "", string.Join('.', violation.Path.Skip(violation.Path is ["services", _, _, ..] ? 2 : 0)), Message(violation), [], NoFix: "Only you know what was meant.");

    /// <summary>The reader takes a single value for a list; Compose does not.</summary>
    private static bool IsReadElsewhere(SchemaViolation violation) => violation.Fault == SchemaFault.WrongShape
        && (violation.Path.Length < 3 || (violation.Path is ["services", _, var key] && ReadElsewhere.Contains(key) && !(violation.At is ScalarNode && key is ("ports" or "volumes" or "profiles" or "depends_on"))));

    private static string Message(SchemaViolation violation)
    {
        var (key, owner) = violation.Path is [.., var before, var last] ? (last, before) : (violation.Path.LastOrDefault("file"), "");
        var written = (violation.At as ScalarNode)?.Value ?? "";
        return violation.Fault switch
        {
            SchemaFault.UnknownKey when violation.Known.Count == 0 => $"{key} is not a name that Compose accepts below {owner}",
            SchemaFault.UnknownKey => $"The key {key} is unknown{Below(violation)}{Meant(key, violation.Known)}",
            SchemaFault.UnknownWord => $"{key} is {written}; it may be {string.Join(", ", violation.Known.Order(StringComparer.Ordinal))}{Meant(written, violation.Known)}",
            _ => $"{key} has a shape that Compose does not accept",
        };
    }

    private static string Below(SchemaViolation violation) => violation.Path switch
    {
        [_] => " at the top level",
        ["services", var service, _] => $" in the service {service}",
        [.., var owner, _] => $" below {owner}",
        _ => "",
    };

    private static string Meant(string word, IEnumerable<string> known) => Spelling.Nearest(word, known) is { } meant ? $"; did you mean {meant}?" : "";
}
