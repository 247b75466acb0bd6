using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC109OctalModeTests
{
    private const string Id = "XC109";

    [Theory]
    [InlineData("1777", "\"01777\"", Severity.Warning)]
    [InlineData("01777", "\"01777\"", Severity.Warning)]
    [InlineData("0755", "\"0755\"", Severity.Warning)]
    [InlineData("0o1777", "\"01777\"", Severity.Critical)]
    [InlineData("'0o1777'", "'01777'", Severity.Critical)]
    [InlineData("1023", "\"01777\"", Severity.Warning)]
    [InlineData("493", "\"0755\"", Severity.Warning)]
    [InlineData("511", "\"0777\"", Severity.Warning)]
    public void Fix_LongSyntax_BecomesTextWithALeadingZero(string bad, string good, Severity severity)
    {
        Assert.Equal(severity, Assert.Single(RuleCase.Find(Id, Long(bad))).Severity);
        RuleCase.Fixes(Id, Long(bad), Long(good));
    }

    [Theory]
    [InlineData("mode=0o1777", "mode=1777")]
    [InlineData("mode=1023,size=1m", "mode=1777,size=1m")]
    [InlineData("size=1m,mode=448", "size=1m,mode=700")]
    [InlineData("mode=${M:-0o755}", "mode=${M:-755}")]
    public void Fix_ShortSyntax_BecomesOctal(string bad, string good) => RuleCase.Fixes(Id, Short(bad), Short(good));

    [Theory]
    [InlineData("mode=1777")]
    [InlineData("mode=01777")]
    [InlineData("mode=555")]
    [InlineData("mode=${M}")]
    public void Check_OctalText_IsQuiet(string options) => Assert.Empty(RuleCase.Find(Id, Short(options)));

    [Theory]
    [InlineData("\"01777\"")]
    [InlineData("'1777'")]
    [InlineData("${M:-1777}")]
    public void Check_LongText_IsQuiet(string mode) => Assert.Empty(RuleCase.Find(Id, Long(mode)));

    [Theory]
    [InlineData("mode=a+rwx")]
    [InlineData("mode=999")]
    public void Check_NotOctal_IsExplained(string options)
    {
        var finding = Assert.Single(RuleCase.Find(Id, Short(options)));

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Null(finding.Fix);
    }

    [Fact]
    public void Fix_Crlf_ChangesTheDigitsOnly() => RuleCase.Fixes(Id, Long("01777").Replace("\n", "\r\n"), Long("\"01777\"").Replace("\n", "\r\n"));

    private static string Long(string mode) => $"services:\n  a:\n    image: a\n    volumes:\n      - type: tmpfs\n        target: /app/logs\n        tmpfs:\n          mode: {mode} # m\n          size: 1m\n";

    private static string Short(string options) => $"services:\n  a:\n    image: a\n    tmpfs:\n      - /app/logs:{options} # m\n";
}
