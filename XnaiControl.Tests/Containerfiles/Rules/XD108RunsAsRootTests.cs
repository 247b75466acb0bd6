using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD108RunsAsRootTests
{
    [Theory]
    [InlineData("FROM a:1\n", "1:1 FROM a:1")]
    [InlineData("FROM a:1\nUSER 1001\nUSER root\n", "3:1 USER root")]
    [InlineData("FROM a:1\nUSER 0:1001\n", "2:1 USER 0:1001")]
    [InlineData("FROM a:1\nARG U=root\nUSER $U\n", "3:1 USER $U")]
    [InlineData("FROM a:1 AS x\nUSER 1001\nFROM a:1\nONBUILD USER 1001\n", "3:1 FROM a:1")]
    public void Lint_RootInTheEnd_IsFound(string text, string place) => Assert.Equal(place, Bench.At(Bench.Only("XD108", text), text));

    [Theory]
    [InlineData("FROM a:1\nUSER root\nUSER 1001:1001\n")]
    [InlineData("FROM a:1\nUSER ${APP_UID}\n")]
    [InlineData("FROM a:1 AS base\nUSER xnai\nFROM base\n")]
    public void Lint_AnotherUserInTheEnd_IsFine(string text) => Assert.Empty(Bench.Of("XD108", text));

    [Fact]
    public void Lint_ServiceThatSetsItsUser_MakesItANote() =>
        Assert.Equal(Severity.Note, Bench.Only("XD108", "FROM a:1\n", ContainerfileContext.Default with { ServiceSetsUser = true }).Severity);

    [Fact]
    public void Lint_TargetOfTheBuild_IsTheStageThatCounts()
    {
        const string Text = "FROM a:1 AS app\nUSER 1001\nFROM app AS dev\nUSER root\n";

        Assert.Empty(Bench.Of("XD108", Text, ContainerfileContext.Default with { Target = "APP" }));
        Bench.Only("XD108", Text);
    }
}
