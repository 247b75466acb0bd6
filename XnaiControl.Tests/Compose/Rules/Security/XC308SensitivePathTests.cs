using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC308SensitivePathTests
{
    [Theory]
    [InlineData("/:/host", Severity.Warning)]
    [InlineData("/:/host:ro", Severity.Note)]
    [InlineData("/etc:/e:Z,ro", Severity.Note)]
    [InlineData("/etc/shadow:/s", Severity.Warning)]
    [InlineData("/root/.config:/c", Severity.Warning)]
    [InlineData("/var/lib/containers/storage:/s", Severity.Warning)]
    [InlineData("~/.ssh:/keys", Severity.Warning)]
    [InlineData("/home/ann/.kube/config:/k", Severity.Warning)]
    public void Check_Sensitive_IsFoundMilderWhenReadOnly(string mount, Severity severity) =>
        Assert.Equal(severity, Assert.Single(RuleCase.Find("XC308", $"services:\n  a:\n    volumes: ['{mount}']\n")).Severity);

    [Theory]
    [InlineData("/etc/localtime:/etc/localtime:ro")]
    [InlineData("./root:/root")]
    [InlineData("/srv/proc:/proc")]
    [InlineData("root:/data")]
    [InlineData("/dev/ttyUSB0:/dev/ttyUSB0")]
    public void Check_Harmless_IsQuiet(string mount) => Assert.Empty(RuleCase.Find("XC308", $"services:\n  a:\n    volumes: ['{mount}']\n"));
}
