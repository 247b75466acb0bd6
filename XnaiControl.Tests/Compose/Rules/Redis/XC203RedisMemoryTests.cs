namespace XnaiControl.Tests.Compose.Rules.Redis;

public class XC203RedisMemoryTests
{
    private const string Id = "XC203";

    [Theory]
    [InlineData("redis-server --maxmemory 128mb", "mem_limit: 128m", "maxmemory of 128 MiB is more than 80 % of the memory limit of 128 MiB")]
    [InlineData("redis-server --maxmemory 0", "mem_limit: 128m", "maxmemory 0 means no limit, and the container's is 128 MiB")]
    [InlineData("redis-server", "deploy: { resources: { limits: { memory: 1g } } }", "No maxmemory, and a memory limit of 1024 MiB")]
    public void Check_MoreThanTheContainerHas_SaysBothNumbers(string command, string limit, string message) =>
        Assert.Equal(message, Assert.Single(RuleCase.Find(Id, $"services:\n  redis:\n    image: redis\n    command: {command}\n    {limit}\n")).Message);

    [Theory]
    [InlineData("command: redis-server --maxmemory 100m\n    mem_limit: 128m")]
    [InlineData("command: redis-server --maxmemory 1gb")]
    [InlineData("command: redis-server /x/redis.conf\n    mem_limit: 128m")]
    [InlineData("command: redis-server --maxmemory ${MAX}\n    mem_limit: 128m")]
    public void Check_FitsOrUnknown_IsQuiet(string text) => Assert.Empty(RuleCase.Find(Id, $"services:\n  redis:\n    image: redis\n    {text}\n"));
}
