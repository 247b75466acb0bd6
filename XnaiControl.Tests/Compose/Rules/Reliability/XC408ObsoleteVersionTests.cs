using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class XC408ObsoleteVersionTests
{
    private const string Id = "XC408";

    [Theory]
    [InlineData("version: \"3.8\"\n\nservices:\n  a: {}\n", "services:\n  a: {}\n")]
    [InlineData("# mine\nversion: '3' # old\nservices:\n  a: {}\n", "# mine\n# old\nservices:\n  a: {}\n")]
    [InlineData("name: x\nversion: 3\n\nservices:\n  a: {}\n", "name: x\n\nservices:\n  a: {}\n")]
    [InlineData("name: x\r\n\r\nversion: 3\r\n\r\nservices:\r\n  a: {}\r\n", "name: x\r\n\r\nservices:\r\n  a: {}\r\n")]
    [InlineData("services:\n  a: {}\nversion: '2'", "services:\n  a: {}")]
    [InlineData("{ version: '3', services: { a: {} } }\n", "{ services: { a: {} } }\n")]
    public void Fix_Version_GoesAndCommentsStay(string bad, string good) => RuleCase.Fixes(Id, bad, good);

    [Fact]
    public void Fix_EveryNamedFile_IsAnswered()
    {
        var lint = RuleCase.Lint([("/s/compose.yml", "version: '3'\nservices:\n  a: { image: a }\n"), ("/s/compose.override.yml", "version: '3'\nservices:\n  a: { restart: always }\n")]);

        Assert.Equal(2, FixPlanner.PlanAll(lint, LintOptions.Default, f => f.Rule.Id == Id).Files.Length);
    }
}
