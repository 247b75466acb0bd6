namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC307EngineSocketTests
{
    [Theory]
    [InlineData("volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro']")]
    [InlineData("volumes: ['/run//podman/podman.sock:/s']")]
    [InlineData("volumes: ['/run/user/1000/podman:/s']")]
    [InlineData("volumes: ['${XDG_RUNTIME_DIR:-/run/user/1000}/podman/podman.sock:/var/run/docker.sock']")]
    [InlineData("volumes: [{ type: bind, source: /var/run, target: /var/run }]")]
    [InlineData("use_api_socket: true")]
    public void Check_Socket_IsFound(string text)
    {
        const string Control = "control over the engine";

        Assert.Contains(Control, Assert.Single(RuleCase.Find("XC307", $"services:\n  a:\n    {text}\n")).Message, StringComparison.Ordinal);
        Assert.Empty(RuleCase.Find("XC308", $"services:\n  a:\n    {text}\n"));
    }

    [Theory]
    [InlineData("volumes: ['/var/run/mysqld/mysqld.sock:/s']")]
    [InlineData("volumes: ['docker.sock:/s']")]
    public void Check_OtherSocket_IsQuiet(string text) => Assert.Empty(RuleCase.Find("XC307", $"services:\n  a:\n    {text}\n"));
}
