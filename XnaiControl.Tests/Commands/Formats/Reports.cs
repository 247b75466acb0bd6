using XnaiControl.Core.Findings;
using XnaiControl.Web.Commands.Formats;

namespace XnaiControl.Tests.Commands.Formats;

/// <summary>A report with everything that a format must be able to write.</summary>
internal static class Reports
{
    public const string Folder = "/srv/my stack";

    public static readonly RuleInfo Double = new("XC101", RuleCategory.Mounts, "A tmpfs and a volume on one path", Severity.Critical,
        "The engine refuses to create the container.", "Keep one.", Fixable: true, Bad: "tmpfs: [/tmp]\n", Good: "volumes: []\n", Source: "The guide");

    public static readonly RuleInfo Ports = new("XC308", RuleCategory.Security, "A port on all interfaces", Severity.Warning, "Everybody can reach it.", "Bind it to 127.0.0.1.");

    public static readonly SourceText Source = SourceText.FromText(Folder + "/compose ü.yml", "a: 1\nb: \"😀 x\"\nc: 3\n");

    public static LintReport Full()
    {
        var span = new TextSpan(Source.Text.IndexOf('x', StringComparison.Ordinal), 1);
        var first = new Finding(Double, Severity.Critical, Source.Range(span), "web", "/tmp", "Two mounts on /tmp, 50%:\nsecond line", [new Evidence("The other mount", new SourceRange(Source.File, 1, 1, 1, 2))],
            new Fix("Remove one", [new TextEdit(Source.File, span, ""), new TextEdit(Source.File, new TextSpan(0, 0), "# new\n")]));
        var second = new Finding(Ports, Severity.Warning, new SourceRange(Source.File, 1, 1, 3, 2), "", "", "Several lines", []);
        var third = new Finding(Ports, Severity.Note, SourceRange.Whole("/elsewhere/compose.yml"), "", "", "The file as a whole", []);
        return new LintReport(Folder, [Source], [first, second, third],
            [(second with { Subject = "s" }, new Suppression("XC308", 1, "internal only", new SourceRange(Source.File, 3, 1, 3, 5)))],
            [Double, Ports], []);
    }

    public static string Write(IReportFormat format, LintReport report)
    {
        using var output = new StringWriter();
        format.Write(report, output);
        return output.ToString();
    }
}
