using XnaiControl.Core.Containerfiles;

namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD109NoHealthCheckTests
{
    [Theory]
    [InlineData("FROM a:1 AS x\nHEALTHCHECK CMD y\nFROM a:1\n", "3:1 FROM a:1")]
    [InlineData("FROM a:1\nHEALTHCHECK CMD y\nHEALTHCHECK NONE\n", "3:1 HEALTHCHECK NONE")]
    public void Lint_FinalStageWithout_IsFound(string text, string place) => Assert.Equal(place, Bench.At(Bench.Only("XD109", text), text));

    [Theory]
    [InlineData("FROM a:1\nHEALTHCHECK --interval=30s CMD [\"http-ok\"]\n")]
    [InlineData("FROM a:1 AS base\nHEALTHCHECK CMD y\nFROM base\n")]
    public void Lint_FinalStageWith_IsFine(string text) => Assert.Empty(Bench.Of("XD109", text));

    [Fact]
    public void Lint_ServiceThatChecks_IsFine() => Assert.Empty(Bench.Of("XD109", "FROM a:1\n", ContainerfileContext.Default with { ServiceChecksHealth = true }));
}
