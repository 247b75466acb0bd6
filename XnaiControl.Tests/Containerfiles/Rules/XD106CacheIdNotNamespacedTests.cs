namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD106CacheIdNotNamespacedTests
{
    [Theory]
    [InlineData("RUN --mount=type=cache,target=/x make", "2:5 --mount=type=cache,target=/x", "has no id")]
    [InlineData("RUN --mount=type=cache,id=pip,target=/x make", "2:5 --mount=type=cache,id=pip,target=/x", "has the id pip")]
    [InlineData("ONBUILD RUN --mount=type=cache,target=/x make", "2:13 --mount=type=cache,target=/x", "has no id")]
    public void Lint_IdWithoutThePrefix_IsFound(string line, string place, string message)
    {
        var text = $"FROM a:1\n{line}\n";
        var finding = Bench.Only("XD106", text);

        Assert.Equal(place, Bench.At(finding, text));
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RUN --mount=type=cache,id=xnai-pip,target=/x make")]
    [InlineData("RUN --mount=type=secret,id=token make")]
    [InlineData("RUN --mount=type=bind,target=/x make")]
    public void Lint_IdWithThePrefixOrNoCache_IsFine(string line) => Assert.Empty(Bench.Of("XD106", $"FROM a:1\n{line}\n"));
}
