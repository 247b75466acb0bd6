namespace XnaiControl.Tests.Compose.Rules.Redis;

public class XC201RedisUserTests
{
    private const string Id = "XC201";
    private const string App = "  app:\n    image: localhost/app\n    user: \"${APP_UID:-1001}:${APP_GID:-1001}\"\n";

    [Fact]
    public void Fix_HostDirectoryInAStackWithAUser_TakesThatUser() => RuleCase.Fixes(Id,
        $"services:\n{App}  redis:\n    image: redis:7.4.1 # pinned\n    volumes:\n      - ./data/redis:/data\n",
        $"services:\n{App}  redis:\n    image: redis:7.4.1 # pinned\n    user: \"${{APP_UID:-1001}}:${{APP_GID:-1001}}\"\n    volumes:\n      - ./data/redis:/data\n");

    [Fact]
    public void Fix_StatedOwnUser_IsReplacedInItsQuotes() => RuleCase.Fixes(Id,
        "services:\r\n  a: { image: a, user: '1000:1000' }\r\n  redis: { image: redis:7, user: '999:999', volumes: [./r:/data] }\r\n",
        "services:\r\n  a: { image: a, user: '1000:1000' }\r\n  redis: { image: redis:7, user: '1000:1000', volumes: [./r:/data] }\r\n");

    [Fact]
    public void Fix_BoundVolumeInFlow_AddsAQuotedUser() => RuleCase.Fixes(Id,
        "services:\n  a: { image: a, user: '1000' }\n  redis: { image: redis:7, volumes: [r:/data] }\nvolumes:\n  r: { driver_opts: { type: none, o: bind, device: /srv/r } }\n",
        "services:\n  a: { image: a, user: '1000' }\n  redis: { image: redis:7, volumes: [r:/data], user: \"1000\" }\nvolumes:\n  r: { driver_opts: { type: none, o: bind, device: /srv/r } }\n");

    [Fact]
    public void Check_HostDirectoryWithoutAnyUser_IsExplained()
    {
        var finding = Assert.Single(RuleCase.Find(Id, "services:\n  redis:\n    image: redis:7\n    volumes: [./r:/data]\n"));

        Assert.Null(finding.Fix);
        Assert.Contains("${APP_UID:-1001}:${APP_GID:-1001}", finding.NoFix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image: redis:7\n    volumes: [r:/data]")]
    [InlineData("image: redis:7")]
    [InlineData("image: redis:7\n    user: \"1001\"\n    volumes: [./r:/data]")]
    [InlineData("image: redis:7\n    volumes: ['./redis.conf:/usr/local/etc/redis.conf']")]
    public void Check_NothingToAlign_IsQuiet(string redis) => Assert.Empty(RuleCase.Find(Id, $"services:\n{App}  redis:\n    {redis}\nvolumes: {{ r: {{}} }}\n"));
}
