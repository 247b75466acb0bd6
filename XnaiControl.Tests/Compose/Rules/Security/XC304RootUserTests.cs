using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC304RootUserTests
{
    [Theory]
    [InlineData("root", 1)]
    [InlineData("\"0:0\"", 1)]
    [InlineData("0", 1)]
    [InlineData("1001:0", 0)]
    [InlineData("${U}", 0)]
    public void Check_StatedUser_OnlyRootIsFound(string user, int count) => Assert.Equal(count, RuleCase.Find("XC304", $"services:\n  a:\n    user: {user}\n").Count);

    [Fact]
    public void Check_RootlessEngine_IsANote()
    {
        var finding = Assert.Single(RuleCase.Find("XC304", "services:\n  a:\n    user: root\n", LintOptions.Default with { Rootless = true }));

        Assert.Equal(Severity.Note, finding.Severity);
    }
}
