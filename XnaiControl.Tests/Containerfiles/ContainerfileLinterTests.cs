using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Containerfiles;

public sealed class ContainerfileLinterTests
{
    [Fact]
    public void Rules_All_HaveFullTexts() => Assert.All(ContainerfileLinter.Rules, rule =>
    {
        Assert.Equal(RuleCategory.Containerfile, rule.Category);
        Assert.All([rule.Title, rule.Failure, rule.Remedy, rule.Bad, rule.Good, rule.Source], text => Assert.NotEmpty(text));
    });

    [Fact]
    public void Rules_Ids_AreInOrderAndOnce() =>
        Assert.Equal(["XD001", .. Enumerable.Range(101, 11).Select(number => $"XD{number}")], ContainerfileLinter.Rules.Select(rule => rule.Id));

    [Fact]
    public void Rules_Examples_ShowTheFaultAndItsAbsence() => Assert.All(ContainerfileLinter.Rules, rule =>
    {
        var context = new ContainerfileContext(["/app/logs"], "rag");
        Assert.Contains(Bench.Lint(Whole(rule.Bad), context).Findings, finding => finding.Rule.Id == rule.Id);
        Assert.DoesNotContain(Bench.Lint(Whole(rule.Good), context).Findings, finding => finding.Rule.Id is "XD001" || finding.Rule.Id == rule.Id);
    });

    [Fact]
    public void Lint_Findings_AreWorstFirstThenByPlace()
    {
        var findings = Bench.Lint("FROM python\nENV API_KEY=abcdef\nRUN npm ci\nVOLUME /app/logs\nENV DB_PASSWORD=x\n", new ContainerfileContext(["/app/logs"], "rag")).Findings;

        Assert.Equal(["XD111", "XD111", "XD102", "XD108", "XD110", "XD101", "XD109", "XD105"], findings.Select(finding => finding.Rule.Id));
        Assert.All(findings, finding => Assert.Equal("rag", finding.Service));
    }

    [Fact]
    public void Lint_DemoImages_BrokenSpeakAndFixedKeepQuiet()
    {
        var context = new ContainerfileContext(["/tmp", "/var/run", "/app/.cache", "/app/logs", "/app/data"], "rag", LogDirectory: "/app/logs", ServiceSetsUser: true, ServiceChecksHealth: true);

        Assert.Equal(["/app/.cache", "/app/data", "/app/logs"], Demo("app/Containerfile", context).Where(finding => finding.Rule.Id == "XD102").Select(finding => finding.Subject));
        Assert.Equal(["XD108"], Demo("app/Containerfile.fixed", context).Select(finding => finding.Rule.Id));
        Assert.Equal(["XD105", "XD108", "XD109"], Demo("base/Containerfile.registry", ContainerfileContext.Default).Select(finding => finding.Rule.Id).Order());
    }

    private static IEnumerable<Finding> Demo(string file, ContainerfileContext context)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "XnaiControl.sln")))
        {
            folder = folder.Parent!;
        }

        var path = Path.Combine(folder.FullName, "compose", "demo", file);
        return ContainerfileLinter.Lint(path, File.ReadAllBytes(path), context).Findings;
    }

    private static string Whole(string example) => example.Contains("FROM", StringComparison.Ordinal) ? example : $"FROM debian:12-slim\n{example}";
}
