using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Linting;

public class UnclosedBracketTests
{
    [Fact]
    public void Lint_CommentAfterAnUnclosedBracket_IsAFindingNotAnException()
    {
        var text = SourceText.FromText("/srv/docker-compose.yml", "services:\n  a:\n    image: x\n    command: [\"sh\", \"-c\"\n    tmpfs:\n      # kept\n      - /tmp:size=1m\n");

        var lint = ComposeLinter.Lint([text], LintOptions.Default);

        Assert.False(lint.Usable);
        var finding = Assert.Single(lint.Findings);
        Assert.Equal("XC001", finding.Rule.Id);
        Assert.InRange(finding.Place.Line, 4, 6);
    }
}
