using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Redis;

public class XC202RedisPersistenceTests
{
    private const string Id = "XC202";

    [Fact]
    public void Check_GuidesRedis_SaysBothCausesAndFixesBoth()
    {
        const string Bad = """
            services:
              redis:
                image: localhost/xnai-demo-redis:january
                command: ["redis-server", "--dir", "/data", "--save", "", "--appendonly", "no", "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"]
                tmpfs:
                  # fast and forgetful
                  - /data:size=64m,mode=1777 # 64 MB
                  - /tmp:size=8m,mode=1777
                mem_limit: 128m
              curation_worker:
                image: localhost/app
                depends_on: [redis]

            networks:
              default: {}

            """;

        var finding = Assert.Single(RuleCase.Find(Id, Bad));
        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("Redis keeps its data in /data, which is a tmpfs", finding.Message);
        Assert.Equal([7, 4], finding.Evidence.Select(e => e.Place!.Value.Line));
        RuleCase.Fixes(Id, Bad, Bad
            .Replace("\"--save\", \"\", \"--appendonly\", \"no\"", "\"--save\", \"300 10\", \"--appendonly\", \"yes\"")
            .Replace("\"allkeys-lru\"]", "\"allkeys-lru\", \"--aof-use-rdb-preamble\", \"yes\"]")
            .Replace("      - /data:size=64m,mode=1777 # 64 MB\n", "      # 64 MB\n")
            .Replace("    mem_limit: 128m\n", "    mem_limit: 128m\n    volumes:\n      - redis_data:/data\n")
            .Replace("  default: {}\n", "  default: {}\n\nvolumes:\n  redis_data: {}\n"));
    }

    [Fact]
    public void Fix_TextCommandAndLastKeyTmpfs_EndsWithVolumeAndDeclaration() => RuleCase.Fixes(Id,
        "services:\n  redis:\n    image: redis:7.4.1\n    command: redis-server --save \"\" --appendonly no # quick\n    tmpfs: /data",
        "services:\n  redis:\n    image: redis:7.4.1\n    command: redis-server --save 300 10 --appendonly yes --aof-use-rdb-preamble yes # quick\n    volumes:\n      - redis_data:/data\n\nvolumes:\n  redis_data: {}");

    [Fact]
    public void Fix_NoCommandCrlfAndDeclaredVolumes_AddsOneLineEach() => RuleCase.Fixes(Id,
        "services:\r\n    redis:\r\n        image: valkey/valkey:8\r\n        tmpfs: ['/data', '/tmp']\r\n        volumes:\r\n        - 'conf:/etc/x'\r\nvolumes:\r\n    conf: # c\r\n",
        "services:\r\n    redis:\r\n        image: valkey/valkey:8\r\n        command: valkey-server --save 300 10 --appendonly yes --aof-use-rdb-preamble yes\r\n        tmpfs: ['/tmp']\r\n        volumes:\r\n        - 'conf:/etc/x'\r\n        - 'redis_data:/data'\r\nvolumes:\r\n    conf: # c\r\n    redis_data: {}\r\n");

    [Fact]
    public void Fix_EscapedAndFoldedText_ChangesOnlyTheWords()
    {
        RuleCase.Fixes(Id,
            "services:\n  q:\n    image: redis:7\n    command: \"redis-server --save \\\"\\\" --loglevel warning\"\n",
            "services:\n  q:\n    image: redis:7\n    command: \"redis-server --save 300 10 --loglevel warning --appendonly yes --aof-use-rdb-preamble yes\"\n");
        RuleCase.Fixes(Id,
            "services:\n  q:\n    image: redis:7\n    command: >- # long\n      redis-server\n      --save ''\n      --port ${PORT:-6379}\n    restart: always\n",
            "services:\n  q:\n    image: redis:7\n    command: >- # long\n      redis-server\n      --save 300 10\n      --port ${PORT:-6379} --appendonly yes --aof-use-rdb-preamble yes\n    restart: always\n");
    }

    [Fact]
    public void Fix_BlockList_QuotesWhatYamlWouldRetype() => RuleCase.Fixes(Id,
        "services:\n  q:\n    image: redis:7\n    command:\n      - redis-server\n      - --save\n      - ''  # off\n      - --loglevel\n      - warning\n",
        "services:\n  q:\n    image: redis:7\n    command:\n      - redis-server\n      - --save\n      - '300 10'  # off\n      - --loglevel\n      - warning\n      - --appendonly\n      - \"yes\"\n      - --aof-use-rdb-preamble\n      - \"yes\"\n");

    [Fact]
    public void Fix_LongSyntax_BecomesAVolumeOfTheSameShape() => RuleCase.Fixes(Id,
        "services:\n  redis:\n    image: redis:7\n    command: --appendonly yes\n    volumes:\n      - type: tmpfs # ram\n        target: /data\n        tmpfs:\n          size: 64m\n",
        "services:\n  redis:\n    image: redis:7\n    command: --appendonly yes\n    volumes:\n      - type: volume # ram\n        target: /data\n        source: redis_data\n\nvolumes:\n  redis_data: {}\n");

    [Fact]
    public void Fix_FlowService_StaysOnItsLine() => RuleCase.Fixes(Id,
        "services:\n  redis: { image: redis:7, command: redis-server --appendonly yes, tmpfs: [/data] }\nvolumes: { x: {} }\n",
        "services:\n  redis: { image: redis:7, command: redis-server --appendonly yes, volumes: [\"redis_data:/data\"] }\nvolumes: { x: {}, redis_data: {} }\n");

    [Fact]
    public void Check_DeclaredCaches_AreQuiet()
    {
        Assert.Empty(RuleCase.Find(Id, "services:\n  redis:\n    image: redis\n    x-xnai-cache: true\n    tmpfs: /data\n"));
        Assert.Empty(RuleCase.Find(Id, "services:\n  page-cache:\n    image: redis\n    command: redis-server --save ''\n"));
        Assert.Empty(RuleCase.Find(Id, "services:\n  redis:\n    image: redis\n    command: redis-server --save '' --maxmemory-policy allkeys-lru\n"));
    }

    [Fact]
    public void Check_UnknownOrSaved_IsQuiet()
    {
        Assert.Empty(RuleCase.Find(Id, "services:\n  redis:\n    image: redis\n    volumes: [d:/data]\n"));
        Assert.Empty(RuleCase.Find(Id, "services:\n  redis:\n    image: redis\n    command: redis-server /etc/redis.conf\n    tmpfs: /data\n"));
        Assert.Empty(RuleCase.Find(Id, "services:\n  redis:\n    image: redis\n    command: redis-server --save '' --appendonly yes\n"));
        Assert.Empty(RuleCase.Find(Id, "services:\n  init:\n    image: redis\n    command: redis-cli -h redis ping\n    tmpfs: /data\n"));
        Assert.Empty(RuleCase.Find(Id, "services:\n  redis:\n    image: redis\n    tmpfs: /tmp\n"));
    }

    [Theory]
    [InlineData("sh -c \"redis-server --save ''\"")]
    [InlineData("redis-server --appendonly ${AOF:-no} --save ''")]
    public void Check_UncertainCommand_IsExplainedNotFixed(string command)
    {
        var lint = RuleCase.Find(Id, $"services:\n  redis:\n    image: redis:7\n    command: {command}\n    tmpfs: /data\n    volumes: [x:/x]\nvolumes: {{ x: }}\n");

        var finding = Assert.Single(lint);
        Assert.Null(finding.Fix);
        Assert.Contains("by hand", finding.NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Fix_OverrideFile_EditsTheFileThatHasTheTmpfs()
    {
        var lint = RuleCase.Lint([("/s/compose.yml", "services:\n  redis:\n    image: redis:7\n    command: redis-server --appendonly yes\n"), ("/s/compose.override.yml", "services:\n  redis:\n    restart: always\n    tmpfs:\n      - /data\n")]);

        var change = Assert.Single(FixPlanner.PlanAll(lint, LintOptions.Default, f => f.Rule.Id == Id).Files);

        Assert.Equal("/s/compose.override.yml", change.After.File);
        Assert.Equal("services:\n  redis:\n    restart: always\n    volumes:\n      - redis_data:/data\n\nvolumes:\n  redis_data: {}\n", change.After.Text);
    }

    [Fact]
    public void Fix_SharedThroughAnAnchor_IsExplainedNotFixed()
    {
        var finding = Assert.Single(RuleCase.Find(Id, "x-t: &t [/data]\nservices:\n  redis: { image: redis:7, tmpfs: *t }\n  b: { image: b, tmpfs: *t }\n"));

        Assert.Null(finding.Fix);
    }
}
