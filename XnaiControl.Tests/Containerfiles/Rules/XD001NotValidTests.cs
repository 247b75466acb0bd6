using System.Text;
using XnaiControl.Core.Containerfiles;

namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD001NotValidTests
{
    [Theory]
    [InlineData("FROM a:1\nRUM x\n", "2:1 RUM", "RUM is no instruction")]
    [InlineData("FROM a:1\nRUN\n", "2:1 RUN", "RUN says nothing")]
    [InlineData("RUN x\nFROM a:1\n", "1:1 RUN", "before the first FROM")]
    [InlineData("# nothing\n", "1:1 ", "There is no FROM")]
    [InlineData("", "1:1 ", "There is no FROM")]
    [InlineData("FROM a:1\nRUN x <<EOF\nbody\n", "2:7 <<EOF", "EOF has no end")]
    [InlineData("FROM a:1 build\n", "1:1 FROM a:1 build", "FROM image AS name")]
    [InlineData("FROM a:1\nENV A=1 B\n", "2:1 ENV A=1 B", "name=value")]
    [InlineData("FROM a:1\nCOPY x\n", "2:1 COPY x", "one path")]
    [InlineData("FROM a:1\nHEALTHCHECK curl x\n", "2:1 HEALTHCHECK curl x", "NONE nor CMD")]
    [InlineData("FROM a:1\nSHELL /bin/bash\n", "2:1 SHELL /bin/bash", "JSON form")]
    [InlineData("FROM a:1\nONBUILD FROM b\n", "2:1 ONBUILD FROM b", "cannot hold FROM")]
    [InlineData("# escape=x\nFROM a:1\n", "1:1 # escape=x", "escape character")]
    [InlineData("# escape=`\n# escape=`\nFROM a:1\n", "2:1 # escape=`", "a second time")]
    [InlineData("FROM a:1 AS x\nFROM a:1 AS X\n", "2:13 X", "Two stages")]
    public void Lint_WhatABuilderRefuses_IsSaidWithPlaceAndRemedy(string text, string place, string message)
    {
        var finding = Bench.Only("XD001", text);

        Assert.Equal(place, Bench.At(finding, text));
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
        Assert.False(Bench.Lint(text).Usable);
    }

    [Theory]
    [InlineData("ARG V=1\nFROM a:$V\nENV old form with = signs\nENV A=1 B=\"x y\"\nCMD []\nENTRYPOINT\nLABEL a=b\n")]
    [InlineData("FROM a:1 as b\nCOPY --from=b <<EOF /x\nEOF\nHEALTHCHECK NONE\nONBUILD RUN x\nEXPOSE 80/tcp\nMAINTAINER x y\nSTOPSIGNAL 9\nADD a b c/\nSHELL [\"sh\"]")]
    public void Lint_WhatABuilderTakes_IsUsable(string text) => Assert.Empty(Bench.Of("XD001", text));

    [Fact]
    public void Lint_LineThatIsNoInstruction_DoesNotShowWhatMayBeASecret()
    {
        var finding = Bench.Only("XD001", "FROM a:1\nENV A=1\n  REDIS_PASSWORD=hunter2\n");

        Assert.DoesNotContain("HUNTER2", finding.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(finding.Evidence, one => one.Text.Contains("hunter2", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Lint_ALotOfNonsense_IsTwentyFindings() => Assert.Equal(20, Bench.Of("XD001", string.Concat(Enumerable.Repeat("nonsense here\n", 500))).Length);

    [Fact]
    public void Lint_BytesThatAreNotUtf8_AreAFindingWithTheirPlace()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("FROM a:1\nRUN é"), 0xFF, (byte)'\n'];
        var result = ContainerfileLinter.Lint(Bench.File, bytes, ContainerfileContext.Default);

        var finding = Assert.Single(result.Findings);
        Assert.Equal(("XD001", 2, 6), (finding.Rule.Id, finding.Place.Line, finding.Place.Column));
        Assert.False(result.Usable);
    }
}
