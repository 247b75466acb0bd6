using XnaiControl.Core.Compose.Rules;

namespace XnaiControl.Tests.Compose.Rules.Security;

public class SecurityRulesTests
{
    [Fact]
    public void All_EveryRule_HasTextsAndAscendingIds()
    {
        var ids = SecurityRules.All.Select(rule => rule.Info.Id).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(SecurityRules.All, rule => Assert.DoesNotContain("", new[] { rule.Info.Failure, rule.Info.Remedy, rule.Info.Bad, rule.Info.Good }));
    }
}
