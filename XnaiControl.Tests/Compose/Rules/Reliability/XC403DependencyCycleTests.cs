using System.Text;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class XC403DependencyCycleTests
{
    private const string Id = "XC403";

    [Fact]
    public void Check_Circle_IsFoundOnceWithEveryStep()
    {
        var finding = Assert.Single(RuleCase.Find(Id, "services:\n  x: { image: x, depends_on: [a] }\n  a:\n    depends_on: [b]\n  b:\n    depends_on:\n      c: { condition: service_healthy }\n  c:\n    depends_on: [a, d]\n  d: {}\n"));

        Assert.Equal((Severity.Critical, "a → b → c → a"), (finding.Severity, finding.Message));
        Assert.Equal([4, 7, 9], finding.Evidence.Select(e => e.Place!.Value.Line));
    }

    [Fact]
    public void Check_Itself_IsFound() => Assert.Equal("a depends on itself", Assert.Single(RuleCase.Find(Id, "services:\n  a: { depends_on: [a] }\n")).Message);

    [Fact]
    public void Check_DiamondAndLongChain_AreQuiet()
    {
        Assert.Empty(RuleCase.Find(Id, "services:\n  a: { depends_on: [b, c] }\n  b: { depends_on: [d] }\n  c: { depends_on: [d] }\n  d: {}\n"));
        var chain = new StringBuilder("services:\n");
        for (var i = 0; i < 20_000; i++)
        {
            chain.Append("  s").Append(i).Append(": { depends_on: [s").Append(i + 1).Append("] }\n");
        }

        Assert.Empty(RuleCase.Find(Id, chain.Append("  s20000: {}\n").ToString()));
    }
}
