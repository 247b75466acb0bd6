using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC305OpenPortsTests
{
    private const string Id = "XC305";

    [Fact]
    public void Fix_ShortSyntax_KeepsQuotesCommentsAndVariables() => RuleCase.Fixes(Id,
        """
        services:
          a:
            ports:
              # web
              - "8000:8000"   # api
              - '9000-9001:9000-9001/tcp'
              - 8002:8002
              - "${PORT:-8003}:8003"
              - "0.0.0.0:8004:8004"
              - "[::]:8005:8005"
              - "${BIND:-0.0.0.0}:8006:8006"
              - 3000
              - "127.0.0.1:1:1"

        """,
        """
        services:
          a:
            ports:
              # web
              - "127.0.0.1:8000:8000"   # api
              - '127.0.0.1:9000-9001:9000-9001/tcp'
              - 127.0.0.1:8002:8002
              - "127.0.0.1:${PORT:-8003}:8003"
              - "127.0.0.1:8004:8004"
              - "127.0.0.1:8005:8005"
              - "${BIND:-127.0.0.1}:8006:8006"
              - 127.0.0.1::3000
              - "127.0.0.1:1:1"

        """);

    [Fact]
    public void Fix_LongSyntaxFlowAndCrlf_AddHostIp()
    {
        RuleCase.Fixes(Id,
            "services:\r\n  a:\r\n    ports:\r\n      - target: 80 # in\r\n        published: \"8080\"\r\n        protocol: tcp\r\n",
            "services:\r\n  a:\r\n    ports:\r\n      - target: 80 # in\r\n        published: \"8080\"\r\n        host_ip: 127.0.0.1\r\n        protocol: tcp\r\n");
        RuleCase.Fixes(Id,
            "services:\n  a: { ports: [ \"81:80\", { target: 80, published: 82, host_ip: '0.0.0.0' } ] }\n",
            "services:\n  a: { ports: [ \"127.0.0.1:81:80\", { target: 80, published: 82, host_ip: '127.0.0.1' } ] }\n");
    }

    [Fact]
    public void Fix_ReadAgain_KeepsHostAndContainerPort()
    {
        var text = RuleCase.Fix(Id, "services:\n  a:\n    ports: [\"3000\", \"[::]:8005:80/tcp\"]\n");

        Assert.Equal([("127.0.0.1", "", "3000"), ("127.0.0.1", "8005", "80")], RuleCase.Lint(text).Model!.Services[0].Ports.Select(port => (port.HostAddress, port.HostPort, port.ContainerPort)));
    }

    [Theory]
    [InlineData("80:80")]
    [InlineData("443:8443")]
    [InlineData("51820:51820/udp")]
    public void Check_MeantForOthers_IsANoteWithoutFix(string port)
    {
        var finding = Assert.Single(RuleCase.Find(Id, $"services:\n  a:\n    ports: [\"{port}\"]\n"));

        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Null(finding.Fix);
    }

    [Theory]
    [InlineData("ports: ['192.168.1.2:8000:8000']")]
    [InlineData("ports: ['${ADDRESS_AND_PORT}:8000']")]
    [InlineData("expose: [8000]")]
    [InlineData("network_mode: host\n    ports: ['8000:8000']")]
    public void Check_BoundOrUnknown_IsQuiet(string text) => Assert.Empty(RuleCase.Find(Id, $"services:\n  a:\n    {text}\n"));

    [Fact]
    public void Fix_AddressFromASetVariable_IsExplained()
    {
        var options = LintOptions.Default with { Environment = new Dictionary<string, string> { ["BIND"] = "0.0.0.0" } };

        var finding = Assert.Single(RuleCase.Find(Id, "services:\n  a:\n    ports: ['${BIND}:8000:8000']\n", options));

        Assert.Null(finding.Fix);
        Assert.Contains("variable", finding.NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Fix_OverrideFile_ChangesTheFileWithThePort()
    {
        var lint = RuleCase.Lint([("/s/compose.yml", "services:\n  a:\n    image: a\n    ports:\n      - 8000:80\n"), ("/s/compose.override.yml", "services:\n  a:\n    restart: always\n")]);

        var change = Assert.Single(FixPlanner.PlanAll(lint, LintOptions.Default, f => f.Rule.Id == Id).Files);

        Assert.Equal("services:\n  a:\n    image: a\n    ports:\n      - 127.0.0.1:8000:80\n", change.After.Text);
    }
}
