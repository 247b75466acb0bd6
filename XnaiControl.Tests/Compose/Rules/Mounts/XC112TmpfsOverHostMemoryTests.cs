using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC112TmpfsOverHostMemoryTests
{
    private const string Id = "XC112";
    private const string Stack = "services:\n  a: { image: a, tmpfs: ['/x:size=2g', /y] }\n  b: { image: b, tmpfs: ['/x:size=1536m'] }\n";

    [Theory]
    [InlineData(4, "3584 MiB of tmpfs in 2 services take more than 80 % of the host's 4 GiB of RAM")]
    [InlineData(3, "3584 MiB of tmpfs in 2 services exceed the host's 3 GiB of RAM")]
    public void Check_TooMuch_IsOneFindingOfTheStack(int gibibytes, string message)
    {
        var finding = Assert.Single(RuleCase.Find(Id, Stack, Host(gibibytes)));

        Assert.Equal((message, "", 1), (finding.Message, finding.Service, finding.Place.Line));
        Assert.Equal(["a: 2 GiB", "b: 1536 MiB"], finding.Evidence.Select(e => e.Text));
    }

    [Fact]
    public void Check_EnoughOrUnknownRam_IsQuiet()
    {
        Assert.Empty(RuleCase.Find(Id, Stack, Host(8)));
        Assert.Empty(RuleCase.Find(Id, Stack));
    }

    private static LintOptions Host(int gibibytes) => LintOptions.Default with { HostMemoryBytes = (long)gibibytes << 30 };
}
