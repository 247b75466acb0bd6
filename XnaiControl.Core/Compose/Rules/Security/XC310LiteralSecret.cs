using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Secrets written into the file. A finding names the variable and never its value.</summary>
internal sealed class XC310LiteralSecret : IComposeRule
{
    public RuleInfo Info { get; } = new("XC310", RuleCategory.Security, "A secret stands in the file", Severity.Warning,
        Failure: "Whoever reads the file, its history or podman inspect has the secret; a copied example runs with a password that everybody knows.",
        Remedy: "Move it into the .env file (kept out of version control) and write ${NAME:?} here, or use secrets: with a file and the image's NAME_FILE variable. Then change the secret.",
        Bad: "environment:\n  POSTGRES_PASSWORD: example",
        Good: "environment:\n  POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}",
        Source: "OWASP Docker Security Cheat Sheet, rule 12; Compose documentation, \"Secrets in Compose\"");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services)
        {
            foreach (var variable in service.Environment)
            {
                var raw = Raw(variable);
                var literal = SecretNames.Names(variable.Name) && SecretNames.IsLiteral(raw);
                if (literal || SecretNames.HasPassword(raw))
                {
                    yield return ComposeScene.Found(Info, service, variable.NameNode.Range, variable.Name,
                        literal ? $"{variable.Name} has its value in the file" : $"{variable.Name} has a password in its address") with
                    {
                        NoFix = $"Put the value into the .env file as {variable.Name}, write ${{{variable.Name}:?}} here, and change the secret where it is used.",
                    };
                }
            }
        }
    }

    /// <summary>As written, before variables are put in.</summary>
    private static string Raw(EnvironmentVariable variable) => variable.Node is not ScalarNode { IsNull: false } node ? ""
        : !ReferenceEquals(variable.Node, variable.NameNode) ? node.Raw
        : node.Raw.IndexOf('=', StringComparison.Ordinal) is var sign and >= 0 ? node.Raw[(sign + 1)..] : "";
}
