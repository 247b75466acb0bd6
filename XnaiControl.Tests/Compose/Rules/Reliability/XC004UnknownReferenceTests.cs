using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class XC004UnknownReferenceTests
{
    private const string Id = "XC004";

    [Theory]
    [InlineData("depends_on: [reddis]", "There is no service reddis; did you mean redis?")]
    [InlineData("depends_on: { db: { condition: service_started } }", "There is no service db")]
    [InlineData("links: ['db:database']", "There is no service db")]
    [InlineData("volumes_from: ['db:ro']", "There is no service db")]
    [InlineData("network_mode: 'service:vpn'", "There is no service vpn")]
    [InlineData("volumes: ['dta:/data']", "There is no volume dta; did you mean data?")]
    [InlineData("volumes: [{ type: volume, source: x, target: /x }]", "There is no volume x")]
    [InlineData("networks: [back]", "There is no network back")]
    [InlineData("networks: { back: {} }", "There is no network back")]
    [InlineData("secrets: [key]", "There is no secret key")]
    [InlineData("configs: [{ source: app, target: /app }]", "There is no config app")]
    public void Check_NameThatNothingDeclares_IsCritical(string text, string message)
    {
        var finding = Assert.Single(RuleCase.Find(Id, $"services:\n  redis: {{ image: redis }}\n  a:\n    image: a\n    {text}\nvolumes: {{ data: {{}} }}\n"));

        Assert.Equal(message, finding.Message);
        Assert.Equal((Severity.Critical, 5, "a"), (finding.Severity, finding.Place.Line, finding.Service));
    }

    [Theory]
    [InlineData("depends_on: { db: { condition: service_started, required: false } }")]
    [InlineData("volumes: ['./x:/x', '/y', 'data:/d']")]
    [InlineData("volumes: ['${V}:/x']")]
    [InlineData("networks: [default]")]
    [InlineData("volumes_from: ['container:other']")]
    [InlineData("network_mode: host")]
    public void Check_DeclaredOptionalOrUnknown_IsQuiet(string text) => Assert.Empty(RuleCase.Find(Id, $"services:\n  a:\n    image: a\n    {text}\nvolumes: {{ data: {{}} }}\n"));

    [Fact]
    public void Check_DeclaredInAnotherFile_IsQuiet()
    {
        var lint = RuleCase.Lint([("/s/compose.yml", "services:\n  a:\n    image: a\n    volumes: [v:/v]\n    networks: [n]\n"), ("/s/compose.override.yml", "volumes: { v: {} }\nnetworks: { n: }\n")]);

        Assert.DoesNotContain(lint.Findings, finding => finding.Rule.Id == Id);
    }

    [Fact]
    public void Rules_SharedInfo_IsListedOnce() => Assert.Single(ComposeLinter.Rules, rule => rule.Id == Id);
}
