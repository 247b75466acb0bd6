using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Operations.Compose;

public sealed class ProposedStackTests
{
    private const string File = "/srv/shop/compose.yml";

    private const string Base = """
        x-app: &app
          image: app:1
        services:
          ui:
            extends: {service: rag}
            depends_on: [rag]
          rag:
            <<: *app
            environment: {LOG: info}
            depends_on: [redis]
          redis:
            image: redis:7   # pinned
            command: ["redis-server"]
          other:
            image: other:1
        networks: {n: {}}
        """;

    [Theory]
    [InlineData("   # pinned", "", "")]
    [InlineData("redis:7", "redis:8", "redis")]
    [InlineData("app:1", "app:2", "rag ui")]
    [InlineData("LOG: info", "LOG: debug", "rag ui")]
    [InlineData("  other:\n    image: other:1\n", "", "")]
    [InlineData("networks: {n: {}}", "networks: {m: {}}", "")]
    public void Read_AnEdit_NamesTheChangedServicesInOrderOfDependence(string old, string fresh, string services)
    {
        var stack = Read(Base.Replace(old, fresh, StringComparison.Ordinal));

        Assert.Equal(services.Split(' ', StringSplitOptions.RemoveEmptyEntries), stack.Changed);
        Assert.Equal(old.Contains("other", StringComparison.Ordinal) ? ["other"] : [], stack.Removed);
        Assert.Equal(old.Contains("networks", StringComparison.Ordinal) ? ["networks"] : [], stack.OtherParts);
    }

    [Fact]
    public void DependentsOf_ByWayOfOthers_AreNamed() => Assert.Equal(["rag", "ui"], Read(Base).DependentsOf(["redis"]));

    [Theory]
    [InlineData("services: [")]
    [InlineData("")]
    [InlineData("services:\n  a: {image: x}\n  a: {image: y}\n")]
    public void Read_TextThatComposeRefuses_SaysWhy(string text)
    {
        var stack = Read(text);

        Assert.Null(stack.Model);
        Assert.StartsWith(File, stack.Problem, StringComparison.Ordinal);
    }

    private static ProposedStack Read(string after)
    {
        var services = new[] { "redis", "rag", "ui", "other" }.Select(name => new DeclaredService(name, null, null, false, null, false, null, [], []));
        return ProposedStack.Read(
            new StackDeclaration("shop", [File], [.. services], null), [new FileChange(SourceText.FromText(File, Base), SourceText.FromText(File, after))], []);
    }
}
