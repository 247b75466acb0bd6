using XnaiControl.Core.Compose.Editing;

namespace XnaiControl.Tests.Compose.Editing;

public sealed class ServiceDifferenceTests
{
    private const string Base = """
        x-app: &app
          image: app:1
          user: "1001"
        services:
          redis:
            image: redis:7   # pinned
            command: ["redis-server"]
          rag:
            <<: *app
            environment: {LOG: info}
          ui:
            extends: {service: rag}
          other:
            image: other:1
        networks: {n: {}}
        """;

    [Theory]
    [InlineData("   # pinned", "", "")]
    [InlineData("command: [\"redis-server\"]", "command:\n      - 'redis-server'", "")]
    [InlineData("redis:7", "redis:8", "redis")]
    [InlineData("app:1", "app:2", "rag ui")]
    [InlineData("LOG: info", "LOG: debug", "rag ui")]
    [InlineData("  other:\n    image: other:1\n", "", "other")]
    [InlineData("user: \"1001\"", "user: 1001", "rag ui")]
    [InlineData("networks: {n: {}}", "networks: {m: {}}", "")]
    public void Of_AnEdit_NamesWhatItChanges(string old, string fresh, string services)
    {
        Assert.Contains(old, Base, StringComparison.Ordinal);
        var changed = ServiceDifference.Of(Base, Base.Replace(old, fresh, StringComparison.Ordinal));

        Assert.Equal(services.Split(' ', StringSplitOptions.RemoveEmptyEntries), changed!.Order());
    }

    [Fact]
    public void Of_TextThatCannotBeRead_DoesNotTell() => Assert.Null(ServiceDifference.Of("services: [", Base));

    [Fact]
    public void Of_AliasBomb_DoesNotTell()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 12).Select(n => $"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 9))}]\n"));

        Assert.Null(ServiceDifference.Of(Base, bomb + "services: {a: {command: *a12}}"));
    }

    [Fact]
    public void OtherParts_NetworksDiffer_AreNamed() => Assert.Equal(["networks"], ServiceDifference.OtherParts(Base, Base.Replace("{n: {}}", "{m: {}}", StringComparison.Ordinal)));
}
