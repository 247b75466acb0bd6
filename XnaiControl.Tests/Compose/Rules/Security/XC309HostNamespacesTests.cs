namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC309HostNamespacesTests
{
    [Fact]
    public void Check_HostNamespaces_EachKeyIsFound() =>
        Assert.Equal(["network_mode", "pid", "ipc"], RuleCase.Find("XC309", "services:\n  a:\n    network_mode: \"host\"\n    pid: host\n    ipc: host\n  b:\n    network_mode: bridge\n    ipc: shareable\n").Select(finding => finding.Subject));
}
