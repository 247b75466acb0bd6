using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC106NestedMountsTests
{
    private const string Id = "XC106";

    [Theory]
    [InlineData("tmpfs: /app\n    volumes: ['d:/app/data/']", "The volume on /app/data lies inside the tmpfs /app")]
    [InlineData("tmpfs: /app/tmp\n    volumes: ['.:/app']", "The tmpfs /app/tmp lies inside the bind on /app")]
    public void Check_Nested_IsANote(string mounts, string message)
    {
        var finding = Assert.Single(RuleCase.Find(Id, $"services:\n  a:\n    image: a\n    {mounts}\n"));

        Assert.Equal((Severity.Note, message, 2), (finding.Severity, finding.Message, finding.Evidence.Length));
        Assert.Null(finding.Fix);
    }

    [Theory]
    [InlineData("tmpfs: [/app/log, /app]\n    volumes: ['d:/app/logs']", 1)]
    [InlineData("tmpfs: [/app/log]\n    volumes: ['d:/app/logs']", 0)]
    [InlineData("tmpfs: [/app]\n    volumes: ['d:/app']", 0)]
    [InlineData("tmpfs: [/a/b/c]\n    volumes: ['d:/a', 'e:/a/b']", 1)]
    public void Check_ComparesWholeNames(string mounts, int findings) => Assert.Equal(findings, RuleCase.Find(Id, $"services:\n  a:\n    image: a\n    {mounts}\n").Count);
}
