using XnaiControl.Web.Commands.Formats;

namespace XnaiControl.Tests.Commands.Formats;

public class GithubFormatTests
{
    [Fact]
    public void Write_Findings_AreEscapedWorkflowCommands()
    {
        var report = Reports.Full();
        report = report with { Findings = report.Findings.SetItem(1, report.Findings[1] with { Rule = Reports.Ports with { Title = "One, two: 100%" } }) };

        Assert.Equal(
            "::error file=compose ü.yml,line=2,endLine=2,col=8,endColumn=9,title=XC101 A tmpfs and a volume on one path::Two mounts on /tmp, 50%25:%0Asecond line\n"
            + "::warning file=compose ü.yml,line=1,endLine=3,title=XC308 One%2C two%3A 100%25::Several lines\n"
            + "::notice file=/elsewhere/compose.yml,title=XC308 A port on all interfaces::The file as a whole\n",
            Reports.Write(new GithubFormat(), report));
    }
}
