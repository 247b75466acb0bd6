using XnaiControl.Core.Containerfiles;

namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD110UnpinnedBaseTests
{
    [Theory]
    [InlineData("FROM python\n", "1:6 python", "python has no tag")]
    [InlineData("FROM --platform=linux/amd64 python:latest AS x\n", "1:29 python:latest", "python:latest has the tag latest")]
    [InlineData("FROM localhost:5000/team/app\n", "1:6 localhost:5000/team/app", "has no tag")]
    [InlineData("ARG TAG=latest\nFROM python:${TAG}\n", "2:6 python:${TAG}", "python:latest has the tag latest")]
    [InlineData("ARG BASE\nFROM ${BASE:-python}\n", "2:6 ${BASE:-python}", "python has no tag")]
    [InlineData("FROM a:1\nCOPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/\n", "2:6 --from=ghcr.io/astral-sh/uv:latest", "uv:latest has the tag latest")]
    [InlineData("FROM a:1\nRUN --mount=type=bind,from=team/tools,target=/t make\n", "2:5 --mount=type=bind,from=team/tools,target=/t", "team/tools has no tag")]
    public void Lint_ImageWithoutAVersion_IsFound(string text, string place, string message)
    {
        var finding = Bench.Only("XD110", text);

        Assert.Equal(place, Bench.At(finding, text));
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FROM scratch\n")]
    [InlineData("FROM python:3.12-slim\n")]
    [InlineData("FROM python@sha256:0123\n")]
    [InlineData("FROM a:1 AS base\nFROM BASE\nCOPY --from=base /x /x\nCOPY --from=0 /x /x\n")]
    [InlineData("ARG TAG\nFROM python:$TAG\n")]
    [InlineData("ARG TAG=3\nFROM python:$TAG\n")]
    public void Lint_PinnedOrUnknown_IsFine(string text) => Assert.Empty(Bench.Of("XD110", text));

    [Fact]
    public void Lint_BuildArgumentOfTheService_WinsOverTheDefault()
    {
        const string Text = "ARG TAG=latest\nFROM python:$TAG\n";

        Assert.Empty(Bench.Of("XD110", Text, ContainerfileContext.Default with { BuildArguments = new Dictionary<string, string> { ["TAG"] = "3.12" } }));
    }
}
