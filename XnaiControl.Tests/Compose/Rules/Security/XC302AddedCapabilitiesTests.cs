namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC302AddedCapabilitiesTests
{
    [Fact]
    public void Check_PowerfulCapabilities_EachIsNamedWithWhatItAllows()
    {
        var found = RuleCase.Find("XC302", "services:\n  a:\n    cap_add:\n      - CAP_SYS_ADMIN\n      - net_admin\n      - CHOWN\n      - ALL\n");

        Assert.Equal(["SYS_ADMIN", "NET_ADMIN", "ALL"], found.Select(finding => finding.Subject));
        Assert.Equal("NET_ADMIN allows changing interfaces, routes and firewall rules", found[1].Message);
    }
}
