using XnaiControl.Web.Commands.Formats;

namespace XnaiControl.Tests.Commands.Formats;

public class TextFormatTests
{
    [Fact]
    public void Write_Findings_AreLinesAsCompilersWriteThem() => Assert.Equal(
        "compose ü.yml:2:8: critical XC101 Two mounts on /tmp, 50%: second line\n"
        + "compose ü.yml:1:1: warning XC308 Several lines\n"
        + "/elsewhere/compose.yml: note XC308 The file as a whole\n"
        + "3 findings in 1 file: 1 critical, 1 warning, 1 note; 1 fixable, 1 suppressed.\n",
        Reports.Write(new TextFormat(colours: false), Reports.Full()));

    [Fact]
    public void Write_NoFindings_SaysHowMuchWasRead() => Assert.Equal(
        "No findings in 1 file.\n", Reports.Write(new TextFormat(colours: false), Reports.Full() with { Findings = [], Suppressed = [] }));

    [Fact]
    public void Write_WithColours_PaintsPlaceAndSeverity() => Assert.StartsWith(
        "\e[1mcompose ü.yml:2:8:\e[0m \e[31;1mcritical\e[0m XC101 ", Reports.Write(new TextFormat(colours: true), Reports.Full()), StringComparison.Ordinal);

    [Fact]
    public void Write_MessageWithEscapeSequence_DoesNotReachTheTerminal()
    {
        var report = Reports.Full();
        report = report with { Findings = [report.Findings[0] with { Message = "bad \e[2J name" }] };

        Assert.Contains("bad \uFFFD[2J name", Reports.Write(new TextFormat(colours: false), report), StringComparison.Ordinal);
    }
}
