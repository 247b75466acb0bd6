using System.Text.RegularExpressions;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed partial class XD111SecretInImage : IContainerfileRule
{
    public RuleInfo Info { get; } = new(
        "XD111",
        RuleCategory.Containerfile,
        "A secret in ENV or ARG",
        Severity.Critical,
        "The value is in the image: anyone who can pull it reads it with inspect or history, and it stays in every older layer after the line is gone.",
        "Take the value out and change it where it is used. Give it at run time through the compose file's secrets or env_file, and at build time through RUN --mount=type=secret.",
        Bad: "ENV REDIS_PASSWORD=…",
        Good: "RUN --mount=type=secret,id=token,target=/run/secrets/token ./fetch-models",
        Source: "Dockerfile reference, build secrets; BuildKit check SecretsUsedInArgOrEnv");

    public IEnumerable<Finding> Check(LintInput input)
    {
        foreach (var instruction in input.File.Instructions.Select(instruction => instruction.Trigger ?? instruction).Where(instruction => instruction.Keyword is "ENV" or "ARG"))
        {
            foreach (var one in Assignment.In(instruction))
            {
                if (Fault(one) is { } fault)
                {
                    // The name's place alone: what a page quotes of it must not hold the value.
                    var place = instruction.Text.InFile(one.Place.Start, Math.Min(one.Name.Length, one.Place.Length));
                    yield return input.Finding(Info, place, one.Name, $"{instruction.Keyword} {one.Name} {fault}", input.Seen($"{instruction.Keyword} {one.Name}, a value of {one.Value.Length} characters, not shown", place));
                }
            }
        }
    }

    private static string? Fault(Assignment one)
    {
        if (!one.HasValue || one.Value.Length == 0)
        {
            return null;
        }

        if (Login().IsMatch(one.Value))
        {
            return "holds an address with a password";
        }

        var literal = one.Literal || !one.Value.Contains('$', StringComparison.Ordinal);
        return literal && Secret().IsMatch(one.Name) && !Harmless().IsMatch(one.Name) && !one.Value.StartsWith('/') && !Switch().IsMatch(one.Value)
            ? "holds a secret as plain text"
            : null;
    }

    [GeneratedRegex("(^|[_-])(password|passwd|passphrase|pass|secret|token|key|apikey|credentials?)$|password|secret_", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();

    [GeneratedRegex("(public|gpg|pgp|cache|sort|partition|primary|foreign|signing_pub)[_-]?key$|(file|path|dir|name|length|min|max|ttl|policy|url|id|expiry|timeout)$|^key$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();

    [GeneratedRegex("^(true|false|yes|no|on|off|none|null|0|1)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Switch();

    [GeneratedRegex(@"://[^/\s:@$]*:[^/\s@${}]+@", RegexOptions.CultureInvariant)]
    private static partial Regex Login();
}
