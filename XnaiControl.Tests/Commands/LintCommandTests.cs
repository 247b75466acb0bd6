using System.Text.Json.Nodes;
using XnaiControl.Tests.Commands.Formats;

namespace XnaiControl.Tests.Commands;

public sealed class LintCommandTests : IDisposable
{
    private const string Faulty = "services:\n  web:\n    image: nginx:1.27.3\n    tmpfs:\n      - /app/logs:size=100m,mode=1777\n    volumes:\n      - ./logs:/app/logs\n";

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Lint_FindingsAtTheLevel_EndsWith1AndNamesThem()
    {
        var ran = await _cli.Xnai("lint", _cli.Put("docker-compose.yml", Faulty));

        Assert.Equal(1, ran.Code);
        Assert.Contains(ran.Output.Split('\n'), line => line.StartsWith("docker-compose.yml:", StringComparison.Ordinal) && line.Contains(" critical XC101 ", StringComparison.Ordinal));
        Assert.DoesNotContain('\e', ran.Output);
        Assert.Equal("", ran.Errors);
    }

    [Fact]
    public async Task Lint_AllSuppressedOrBelowTheLevel_EndsWith0()
    {
        _cli.Put("docker-compose.yml", Faulty);
        var findings = JsonNode.Parse((await _cli.Xnai("lint", "docker-compose.yml", "--format", "json")).Output)!.AsArray();
        _cli.Put("docker-compose.yml", Suppressed(findings));

        var ran = await _cli.Xnai("lint", "docker-compose.yml", "--fail-on", "critical");

        Assert.Equal(0, ran.Code);
        Assert.Contains(" suppressed.", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_Json_GivesRuleAndPlace()
    {
        var ran = await _cli.Xnai("lint", _cli.Put("docker-compose.yml", Faulty), "--format", "json");

        var finding = JsonNode.Parse(ran.Output)!.AsArray().Single(item => (string?)item!["id"] == "XC101")!;
        Assert.Equal(("critical", "docker-compose.yml", "web", true), ((string?)finding["severity"], (string?)finding["file"], (string?)finding["service"], (bool)finding["fixable"]!));
        Assert.InRange((int)finding["line"]!, 5, 7);
    }

    [Fact]
    public async Task Lint_Sarif_IsValidAndCarriesFixes()
    {
        var ran = await _cli.Xnai("lint", _cli.Put("docker-compose.yml", Faulty), "--format", "sarif");

        await SarifFormatTests.IsValid(ran.Output);
        var run = JsonNode.Parse(ran.Output)!["runs"]![0]!;
        Assert.NotNull(run["results"]!.AsArray().Single(result => (string?)result!["ruleId"] == "XC101")!["fixes"]);
        Assert.All(run["tool"]!["driver"]!["rules"]!.AsArray(), rule => Assert.NotEmpty((string)rule!["help"]!["text"]!));
    }

    [Fact]
    public async Task Lint_Github_WritesAnnotations() => Assert.Contains(
        "::error file=docker-compose.yml,line=", (await _cli.Xnai("lint", _cli.Put("docker-compose.yml", Faulty), "--format", "github")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Lint_OverrideAndEnvironmentBeside_AreReadAsComposeDoes()
    {
        _cli.Put("compose.yml", "services:\n  web:\n    image: nginx:1.27.3\n    tmpfs: [\"/app/logs:size=100m,mode=1777\"]\n");
        _cli.Put("compose.override.yml", "services:\n  web:\n    volumes: [\"./logs:${WHERE}\"]\n");
        _cli.Put(".env", "WHERE=/app/logs\n");

        Assert.Contains("XC101", (await _cli.Xnai("lint", "compose.yml")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("XC101", (await _cli.Xnai("lint", "compose.yml", "--env", "WHERE=/srv")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_SharedFileOfTwoProjects_IsReportedOnce()
    {
        var shared = "services:\n  base:\n    image: nginx:1.27.3\n    tmpfs: [\"/x:size=1m,mode=1777\"]\n    volumes: [\"./x:/x\"]\n";
        _cli.Put("shared.yml", shared);
        _cli.Put("a/compose.yml", "include: [../shared.yml]\n");
        _cli.Put("b/compose.yml", "include: [../shared.yml]\n");

        var ran = await _cli.Xnai("lint", ".", "--format", "json");

        Assert.Single(JsonNode.Parse(ran.Output)!.AsArray(), item => (string?)item!["id"] == "XC101");
    }

    [Fact]
    public async Task Lint_Folder_ReadsContainerfilesWithWhatTheirServicesSay()
    {
        _cli.Put("docker-compose.yml", "services:\n  web:\n    build: { context: web, dockerfile: Containerfile }\n    tmpfs: [\"/scratch:size=10m,mode=1777\"]\n");
        _cli.Put("web/Containerfile", "FROM debian:12.8\nVOLUME /scratch\n");

        var findings = JsonNode.Parse((await _cli.Xnai("lint", ".", "--format", "json")).Output)!.AsArray();

        var finding = findings.Single(item => (string?)item!["id"] == "XD101")!;
        Assert.Equal(("web/Containerfile", 2, "web"), ((string?)finding["file"], (int)finding["line"]!, (string?)finding["service"]));
    }

    [Theory]
    [InlineData("a: [1\n", ":")]
    [InlineData("\t- x\n", ":")]
    public async Task Lint_NotYaml_EndsWith2AndNamesThePlace(string text, string place)
    {
        var ran = await _cli.Xnai("lint", _cli.Put("compose.yml", text));

        Assert.Equal(2, ran.Code);
        Assert.Contains("compose.yml" + place, ran.Output, StringComparison.Ordinal);
        Assert.Contains("compose.yml cannot be used", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_UnusableAmongUsable_StillReportsTheRest()
    {
        _cli.Put("a/compose.yml", "a: [1\n");
        _cli.Put("b/compose.yml", Faulty);

        var ran = await _cli.Xnai("lint", ".");

        Assert.Equal(2, ran.Code);
        Assert.Contains("XC101", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lint")]
    [InlineData("lint", "missing.yml")]
    [InlineData("lint", "x.yml", "--format", "xml")]
    [InlineData("lint", "x.yml", "--env", "NAME")]
    [InlineData("lint", "x.yml", "--policy", "missing.yml")]
    [InlineData("lnit", "x.yml")]
    [InlineData("fix")]
    [InlineData("fix", ".")]
    [InlineData("fix", "x.yml", "--rule", "XC999")]
    public async Task Xnai_WrongArguments_EndsWith2AndSaysWhy(params string[] arguments)
    {
        var ran = await _cli.Xnai(arguments);

        Assert.Equal(2, ran.Code);
        Assert.StartsWith("xnai: ", ran.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_OutputOnAFullDisk_EndsWith2AndSaysSo()
    {
        _cli.Put("docker-compose.yml", Faulty);

        var ran = await _cli.Run("sh", ["-c", "exec dotnet \"$0\" lint docker-compose.yml >/dev/full", Path.Combine(AppContext.BaseDirectory, "XnaiControl.Web.dll")]);

        Assert.Equal(2, ran.Code);
        Assert.Contains("could not be written", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xnai_Help_NamesCommandsAndExitCodes()
    {
        var help = await _cli.Xnai("--help");
        var lint = await _cli.Xnai("lint", "--help");

        Assert.Equal((0, 0), (help.Code, lint.Code));
        Assert.Contains("fix <file>", help.Output, StringComparison.Ordinal);
        Assert.Contains("--fail-on", lint.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xnai_Version_IsTheAssemblys() =>
        Assert.StartsWith("0.", (await _cli.Xnai("--version")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Lint_PolicyFile_FromOptionOrEnvironment_IsUsed()
    {
        _cli.Put("docker-compose.yml", Faulty);
        _cli.Put("policy.yml", "tmpsf: {}\n");

        Assert.Contains("policy.yml:1:1: The policy has no tmpsf.", (await _cli.Xnai("lint", "docker-compose.yml", "--policy", "policy.yml")).Errors, StringComparison.Ordinal);
        var ran = await _cli.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "XnaiControl.Web.dll"), "lint", "docker-compose.yml"], ("XNAI_POLICY", "policy.yml"));
        Assert.Equal(2, ran.Code);
    }

    [Fact]
    public async Task Lint_PrintPolicy_CanBeUsedAsPolicy()
    {
        _cli.Put("docker-compose.yml", Faulty);
        _cli.Put("policy.yml", (await _cli.Xnai("lint", "--print-policy")).Output);

        Assert.Equal(1, (await _cli.Xnai("lint", "docker-compose.yml", "--policy", "policy.yml")).Code);
    }

    // A comment above each finding's line, from the last line up, so that lines stay where they are.
    private static string Suppressed(JsonArray findings)
    {
        var lines = Faulty.Split('\n').ToList();
        foreach (var line in findings.GroupBy(finding => (int)finding!["line"]!).Where(line => line.Key > 0).OrderByDescending(line => line.Key))
        {
            lines.Insert(line.Key - 1, $"# xnai-ignore: {string.Join(", ", line.Select(finding => (string?)finding!["id"]).Distinct())} known");
        }

        return string.Join('\n', lines);
    }
}
