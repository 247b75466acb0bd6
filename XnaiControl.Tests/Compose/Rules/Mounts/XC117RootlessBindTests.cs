using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC117RootlessBindTests
{
    private const string Id = "XC117";
    private static readonly LintOptions Rootless = LintOptions.Default with { Rootless = true };

    [Theory]
    [InlineData("- ./data:/data # d", "- ./data:/data:U # d")]
    [InlineData("- './data:/data:z'", "- './data:/data:z,U'")]
    [InlineData("- ${D:-./data}:/data", "- ${D:-./data}:/data:U")]
    public void Fix_FolderBesideTheFile_GetsU(string bad, string good) => RuleCase.Fixes(Id, Service(bad), Service(good), Rootless);

    [Fact]
    public void Fix_FlowList_IsQuotedWhereItMust() => RuleCase.Fixes(Id,
        "services:\n  a: { image: a, user: app, volumes: [./d:/d:z, ./e:/e] }\n", "services:\n  a: { image: a, user: app, volumes: [\"./d:/d:z,U\", ./e:/e:U] }\n", Rootless);

    [Theory]
    [InlineData("- ./data:/data:ro", "Reading")]
    [InlineData("- ./app.conf:/app.conf", "Reading")]
    [InlineData("- /srv/data:/data", "beside")]
    [InlineData("- ../data:/data", "beside")]
    [InlineData("- .:/data", "beside")]
    [InlineData("- ./shared/x:/data", "b mounts it too")]
    [InlineData("- {type: bind, source: ./data, target: /data}", "Long syntax")]
    public void Check_NotCertain_IsExplained(string volume, string why)
    {
        var finding = Assert.Single(RuleCase.Find(Id, Service(volume), Rootless));

        Assert.Null(finding.Fix);
        Assert.Contains(why, finding.NoFix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- ./data:/data:U")]
    [InlineData("- data:/data")]
    [InlineData("- /etc/localtime:/etc/localtime")]
    [InlineData("- /run/user/1000/podman/podman.sock:/s")]
    public void Check_OwnedOrTheHosts_IsQuiet(string volume) => Assert.Empty(RuleCase.Find(Id, Service(volume), Rootless));

    [Fact]
    public void Check_RootfulUnknownOrRootUser_IsQuiet()
    {
        Assert.Empty(RuleCase.Find(Id, Service("- ./data:/data")));
        Assert.Empty(RuleCase.Find(Id, Service("- ./data:/data"), LintOptions.Default with { Rootless = false }));
        Assert.Empty(RuleCase.Find(Id, Service("- ./data:/data").Replace("1001:1001", "0"), Rootless));
        Assert.Empty(RuleCase.Find(Id, Service("- ./data:/data\n    userns_mode: keep-id"), Rootless));
    }

    private static string Service(string volume) => $"services:\n  a:\n    image: a\n    user: \"1001:1001\"\n    volumes:\n      {volume}\n  b: {{ image: b, volumes: ['./shared:/s'] }}\n";
}
