using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed class XD108RunsAsRoot : IContainerfileRule
{
    public RuleInfo Info { get; } = new(
        "XD108",
        RuleCategory.Containerfile,
        "The image runs as root",
        Severity.Warning,
        "Whoever breaks into the service is root in the container, and files on volumes belong to root: after user: is set later, the service cannot write them.",
        "End the last stage with USER and a number, such as USER 1001:1001, behind the steps that need root.",
        Bad: "FROM python:3.12-slim\nCMD [\"python3\", \"-m\", \"xnai.rag\"]",
        Good: "FROM python:3.12-slim\nUSER 1001:1001\nCMD [\"python3\", \"-m\", \"xnai.rag\"]",
        Source: "Dockerfile reference, USER; CIS Docker benchmark 4.1");

    public IEnumerable<Finding> Check(LintInput input)
    {
        if (input.Final is not { } final || final.End.NotRoot)
        {
            yield break;
        }

        var last = input.Chain.LastOrDefault(step => step.Instruction.Keyword == "USER")?.Instruction;
        var place = last?.Place ?? final.From.Place;
        var message = last is null ? "No USER: the service runs as the base image's user, mostly root" : $"The last USER is {final.End.User}";
        var finding = input.Finding(Info, place, final.Label, message, input.Seen((last ?? final.From).Brief, place));
        yield return input.Context.ServiceSetsUser
            ? finding with { Severity = Severity.Note, Evidence = finding.Evidence.Add(new Evidence("The service sets user: itself, so only other uses of the image run as root.")) }
            : finding;
    }
}
