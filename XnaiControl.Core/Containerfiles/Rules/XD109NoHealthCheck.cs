using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed class XD109NoHealthCheck : IContainerfileRule
{
    public RuleInfo Info { get; } = new(
        "XD109",
        RuleCategory.Containerfile,
        "No HEALTHCHECK",
        Severity.Note,
        "A service that hangs still counts as running: nothing restarts it, and depends_on with service_healthy waits for ever.",
        "Add a HEALTHCHECK with a command that asks the service itself, or a healthcheck: to the compose service. "
        + "Podman keeps HEALTHCHECK only with --format docker; the compose healthcheck always counts.",
        Bad: "FROM python:3.12-slim\nCMD [\"python3\", \"-m\", \"xnai.rag\"]",
        Good: "FROM python:3.12-slim\nHEALTHCHECK --interval=30s CMD [\"http-ok\", \"8000\", \"/health\"]\nCMD [\"python3\", \"-m\", \"xnai.rag\"]",
        Source: "Dockerfile reference, HEALTHCHECK; podman-build(1), --format");

    public IEnumerable<Finding> Check(LintInput input)
    {
        if (input.Final is not { } final || input.Context.ServiceChecksHealth)
        {
            yield break;
        }

        var last = input.Chain.LastOrDefault(step => step.Instruction.Keyword == "HEALTHCHECK")?.Instruction;
        if (last is null || last.Words is [var none] && none.Value.Equals("NONE", StringComparison.OrdinalIgnoreCase))
        {
            var at = last ?? final.From;
            yield return input.Finding(Info, at.Place, final.Label, last is null ? "The image has no HEALTHCHECK" : "HEALTHCHECK NONE takes the health check away", input.Seen(at.Brief, at.Place));
        }
    }
}
