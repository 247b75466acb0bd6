using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC102TwoVolumesTests
{
    private const string Id = "XC102";

    [Fact]
    public void Fix_SameSourceInTwoSpellings_RemovesTheLater()
    {
        const string Bad = """
            services:
              a:
                image: a
                volumes:
                  - ./data/:/app/data # keep
                  - logs:/logs
                  - ./data:/app//data/:rw # and why

            """;

        var finding = Assert.Single(RuleCase.Find(Id, Bad));
        Assert.Equal((Severity.Critical, "./data/ is mounted twice on /app/data"), (finding.Severity, finding.Message));
        Assert.Equal([5, 7], finding.Evidence.Select(e => e.Place!.Value.Line));
        RuleCase.Fixes(Id, Bad, Bad.Replace("      - ./data:/app//data/:rw # and why", "      # and why"));
    }

    [Fact]
    public void Fix_EqualEntriesInFlowAndCrlf_AreAWarning()
    {
        const string Bad = "services:\r\n  a:\r\n    image: a\r\n    volumes: [ 'd:/d' , x:/x, 'd:/d' ]\r\n";

        Assert.Equal(Severity.Warning, Assert.Single(RuleCase.Find(Id, Bad)).Severity);
        RuleCase.Fixes(Id, Bad, "services:\r\n  a:\r\n    image: a\r\n    volumes: [ 'd:/d' , x:/x ]\r\n");
    }

    [Fact]
    public void Fix_LongSyntaxAndThree_LeavesTheFirst() => RuleCase.Fixes(Id,
        "services:\n  a:\n    image: a\n    volumes:\n      - d:/d\n      - type: volume\n        source: d # named\n        target: /d/\n      - d:/d\n",
        "services:\n  a:\n    image: a\n    volumes:\n      - d:/d\n        # named\n".Replace("        # named", "      # named"));

    [Theory]
    [InlineData("- a:/x\n      - b:/x")]
    [InlineData("- ./a:/x\n      - ./a:/x:ro")]
    [InlineData("- /x\n      - b:/x")]
    [InlineData("- ${A:-./a}:/x\n      - ./b:/x")]
    [InlineData("- d:/x\n      - {type: volume, source: d, target: /x, volume: {nocopy: true}}")]
    public void Check_DifferentVolumes_AreExplained(string volumes)
    {
        var finding = Assert.Single(RuleCase.Find(Id, $"services:\n  a:\n    image: a\n    volumes:\n      {volumes}\n"));

        Assert.Null(finding.Fix);
        Assert.Contains("remove the other", finding.NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OverrideForTheSameTarget_Replaces() => Assert.DoesNotContain(
        RuleCase.Lint([("/s/compose.yml", "services:\n  a:\n    image: a\n    volumes: [l:/x]\n"), ("/s/compose.override.yml", "services:\n  a:\n    volumes: [m:/x/]\n")]).Findings,
        finding => finding.Rule.Id == Id);
}
