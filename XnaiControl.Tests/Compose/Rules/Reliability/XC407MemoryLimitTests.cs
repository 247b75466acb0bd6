using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class XC407MemoryLimitTests
{
    private const string Id = "XC407";

    [Theory]
    [InlineData("image: a", Severity.Note, "It has no memory limit")]
    [InlineData("image: a\n    tmpfs: /tmp", Severity.Warning, "Its tmpfs may fill the host's memory: there is no limit")]
    [InlineData("image: a\n    tmpfs: [/tmp, /run]", Severity.Warning, "Its 2 tmpfs mounts may fill the host's memory: there is no limit")]
    public void Check_NoLimit_WeighsTmpfs(string text, Severity severity, string message)
    {
        var finding = Assert.Single(RuleCase.Find(Id, $"services:\n  a:\n    {text}\n"));

        Assert.Equal((severity, message), (finding.Severity, finding.Message));
    }

    [Theory]
    [InlineData("mem_limit: 1g")]
    [InlineData("mem_limit: ${LIMIT}")]
    [InlineData("deploy: { resources: { limits: { memory: 1g } } }")]
    public void Check_Limit_IsQuiet(string text) => Assert.Empty(RuleCase.Find(Id, $"services:\n  a:\n    image: a\n    {text}\n"));
}
