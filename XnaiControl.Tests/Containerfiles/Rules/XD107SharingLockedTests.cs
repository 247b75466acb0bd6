namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD107SharingLockedTests
{
    [Theory]
    [InlineData("RUN --mount=type=cache,id=xnai-a,target=/x,sharing=locked make", "RUN --mount=type=cache,id=xnai-a,target=/x make")]
    [InlineData("RUN --mount=sharing=locked,type=cache,target=/x make", "RUN --mount=type=cache,target=/x make")]
    [InlineData("RUN --mount=\"type=cache,sharing=locked,target=/x\" make", "RUN --mount=\"type=cache,target=/x\" make")]
    [InlineData("RUN --mount=type=cache,target=/x,\\\nsharing=LOCKED,uid=1 \\\n  # why\n  make", "RUN --mount=type=cache,target=/x,uid=1 \\\n  # why\n  make")]
    [InlineData("RUN --mount=type=cache,target=/x,sharing=locked --mount=type=cache,target=/y,sharing=locked make", "RUN --mount=type=cache,target=/x --mount=type=cache,target=/y make")]
    [InlineData("ONBUILD run --MOUNT=type=cache,target=/x,sharing=locked make", "ONBUILD run --MOUNT=type=cache,target=/x make")]
    public void Fix_SharingLocked_GoesWithItsComma(string before, string after) => Bench.Fixes("XD107", $"FROM a:1\r\n{before}", $"FROM a:1\r\n{after}");

    [Theory]
    [InlineData("RUN --mount=type=cache,target=/x,sharing=shared make")]
    [InlineData("RUN --mount=type=cache,target=/x make --sharing=locked")]
    public void Lint_OtherSharing_IsFine(string line) => Assert.Empty(Bench.Of("XD107", $"FROM a:1\n{line}\n"));

    [Fact]
    public void Lint_QuotesWithinTheFlag_AreLeftToThePerson()
    {
        var finding = Bench.Only("XD107", "FROM a:1\nRUN --mount=type=cache,target=\"/x\",sharing=locked make\n");

        Assert.Null(finding.Fix);
        Assert.Contains("by hand", finding.NoFix, StringComparison.Ordinal);
    }
}
