using XnaiControl.Core.Containerfiles;

namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD102RuntimeDirectoryModeTests
{
    private static readonly ContainerfileContext Crawler = new(["/tmp", "/var/run", "/app/logs"], "crawler");

    [Theory]
    [InlineData("RUN mkdir -p /app/logs && chmod 1777 /app/logs")]
    [InlineData("RUN mkdir -p -m 1777 /app/logs")]
    [InlineData("RUN mkdir --mode=01777 -p /app/logs/")]
    [InlineData("RUN install -d -m 1777 -o 1001 /app/logs")]
    [InlineData("RUN mkdir -p /app/{logs,data} \\\n # both\n && chmod -R a+rwx,+t /app")]
    [InlineData("WORKDIR /app\nRUN mkdir logs; chmod 1777 ./logs")]
    [InlineData("ENV L=/app/logs\nRUN <<EOF\nset -eux\nmkdir -p \"$L\"\nchmod 1777 \"$L\"\nEOF")]
    [InlineData("WORKDIR /app/logs\nRUN chmod 1777 .")]
    [InlineData("RUN cd /app && mkdir logs && chmod 1777 logs")]
    [InlineData("COPY --chmod=1777 empty/ /app/logs/")]
    [InlineData("RUN [\"sh\", \"-c\", \"mkdir -p /app/logs && chmod 1777 /app/logs\"]")]
    public void Lint_DirectoryWithTheStickyMode_IsFine(string lines) => Assert.Empty(Bench.Of("XD102", $"FROM a:1\n{lines}\n", Crawler));

    [Theory]
    [InlineData("RUN mkdir -p /app/logs", "0755", "2:14 /app/logs")]
    [InlineData("RUN mkdir -p /app/logs && chmod 777 /app/logs", "0777", "2:37 /app/logs")]
    [InlineData("RUN mkdir -p -m 1777 /app/logs/x", "0755", "2:22 /app/logs/x")]
    [InlineData("RUN mkdir -m 1777 /app/logs && chmod o-w /app/logs", "01775", "2:42 /app/logs")]
    public void Lint_AnotherMode_IsFoundWhereItWasSet(string line, string mode, string place)
    {
        var text = $"FROM a:1\n{line}\n";
        var finding = Bench.Only("XD102", text, Crawler);

        Assert.Contains($"mode {mode} in", finding.Message, StringComparison.Ordinal);
        Assert.Equal(place, Bench.At(finding, text));
    }

    [Fact]
    public void Lint_DirectoryThatNoStepCreates_IsFound() =>
        Assert.Equal("/app/logs is not created in the image", Bench.Only("XD102", "FROM a:1\n", Crawler).Message);

    [Fact]
    public void Lint_DirectoryOfTheBuildStageOnly_IsFound() =>
        Bench.Only("XD102", "FROM a:1 AS build\nRUN mkdir -m 1777 /app/logs\nFROM a:1\nCOPY --from=build /x /x\n", Crawler);

    [Fact]
    public void Lint_DirectoryOfTheStageBelow_Counts() =>
        Assert.Empty(Bench.Of("XD102", "FROM a:1 AS base\nRUN mkdir -m 1777 /app/logs\nFROM base\n", Crawler));

    [Fact]
    public void Lint_LogDirectory_MustBeThereToo()
    {
        Assert.Equal("/srv/logs", Bench.Only("XD102", "FROM a:1\nENV LOG_DIR=/srv/logs\n").Subject);
        Assert.Equal("/srv/logs", Bench.Only("XD102", "FROM a:1\n", new ContainerfileContext([], "x", LogDirectory: "/srv/logs")).Subject);
        Assert.Empty(Bench.Of("XD102", "FROM a:1\nENV LOG_DIR=/tmp/logs\n"));
    }

    [Fact]
    public void Lint_NoServiceKnown_AsksOnlyWhereTheImageWorks()
    {
        Assert.Empty(Bench.Of("XD102", "FROM a:1\nWORKDIR /srv\n"));
        Assert.Equal(["/app/.cache", "/app/data", "/app/logs"], Bench.Of("XD102", "FROM a:1\nWORKDIR /app\n").Select(one => one.Subject));
    }

    [Fact]
    public void Lint_TargetThatPolicyGives0755_NeedsToExist() =>
        Assert.Empty(Bench.Of("XD102", "FROM a:1\nRUN mkdir -p /app/.cache\n", new ContainerfileContext(["/app/.cache"], "rag")));
}
