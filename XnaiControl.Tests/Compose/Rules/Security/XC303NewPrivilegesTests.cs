using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC303NewPrivilegesTests
{
    private const string Id = "XC303";

    [Fact]
    public void Fix_EveryForm_AddsOnlyTheOption()
    {
        RuleCase.Fixes(Id,
            "services:\n  a:\n    image: a # pinned below\n    # why\n    ports: []\n",
            "services:\n  a:\n    image: a # pinned below\n    security_opt:\n      - no-new-privileges:true\n    # why\n    ports: []\n");
        RuleCase.Fixes(Id,
            "services:\r\n    a:\r\n        image: a\r\n        security_opt:\r\n        - 'label=disable' # x\r\n",
            "services:\r\n    a:\r\n        image: a\r\n        security_opt:\r\n        - 'label=disable' # x\r\n        - 'no-new-privileges:true'\r\n");
        RuleCase.Fixes(Id,
            "services:\n  a: { image: a, security_opt: [\"label=disable\"] }\n  b: {image: b}",
            "services:\n  a: { image: a, security_opt: [\"label=disable\", \"no-new-privileges:true\"] }\n  b: {image: b, security_opt: [\"no-new-privileges:true\"]}");
    }

    [Fact]
    public void Fix_EmptyList_GetsItsFirst() => RuleCase.Fixes(Id, "services:\n  a:\n    image: a\n    security_opt: []\n", "services:\n  a:\n    image: a\n    security_opt: [no-new-privileges:true]\n");

    [Fact]
    public void Fix_CommonAnchorOfAllServices_IsNotDuplicated() => RuleCase.Fixes(Id,
        "x-o: &o\n  security_opt: [label=disable]\nservices:\n  a: { <<: *o, image: a }\n  b: { <<: *o, image: b }\n",
        "x-o: &o\n  security_opt: [label=disable, no-new-privileges:true]\nservices:\n  a: { <<: *o, image: a }\n  b: { <<: *o, image: b }\n");

    [Theory]
    [InlineData("command: sudo -u app run")]
    [InlineData("security_opt: [no-new-privileges:false]")]
    public void Check_NeededOrDecided_IsExplainedNotFixed(string text)
    {
        var finding = Assert.Single(RuleCase.Find(Id, $"services:\n  a:\n    image: a\n    {text}\n"));

        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Null(finding.Fix);
        Assert.NotNull(finding.NoFix);
    }

    [Theory]
    [InlineData("security_opt: [no-new-privileges]")]
    [InlineData("security_opt: ['no-new-privileges=true']")]
    [InlineData("privileged: true")]
    public void Check_SetOrPointless_IsQuiet(string text) => Assert.Empty(RuleCase.Find(Id, $"services:\n  a:\n    image: a\n    {text}\n"));
}
