using XnaiControl.Core.Containerfiles;

namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD103HardCodedLogPathTests
{
    [Theory]
    [InlineData("CMD python3 -m xnai.rag >> /var/log/rag.log 2>&1", "2:28 /var/log/rag.log", "/var/log/rag.log")]
    [InlineData("WORKDIR /srv\nCMD exec app &> out.txt", "3:17 out.txt", "/srv/out.txt")]
    [InlineData("CMD [\"gunicorn\", \"--access-logfile\", \"/srv/access\", \"x:app\"]", "2:38 \"/srv/access\"", "/srv/access")]
    [InlineData("ENTRYPOINT [\"app\", \"--log-file=/srv/app.out\"]", "2:20 \"--log-file=/srv/app.out\"", "/srv/app.out")]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\", \"app | tee /var/log/app.log\"]", "2:25 \"app | tee /var/log/app.log\"", "/var/log/app.log")]
    [InlineData("ENV APP_LOG=/var/log/app.log X=1", "2:5 APP_LOG=/var/log/app.log", "/var/log/app.log")]
    [InlineData("ENV LOG_DIR /var/log/app", "2:5 LOG_DIR /var/log/app", "/var/log/app")]
    [InlineData("HEALTHCHECK CMD probe >> /health.out", "2:26 /health.out", "/health.out")]
    [InlineData("COPY <<EOF /start.sh\n#!/bin/sh\nexec app >> /var/log/app.log\nEOF", "4:13 /var/log/app.log", "/var/log/app.log")]
    public void Lint_LogOnAPathThatNoTmpfsCovers_IsFound(string lines, string place, string path)
    {
        var text = $"FROM a:1\n{lines}\n";
        var finding = Bench.Only("XD103", text);

        Assert.Equal(place, Bench.At(finding, text));
        Assert.Contains($" {path}, which", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CMD app >> /app/logs/app.log 2>&1")]
    [InlineData("CMD app > /dev/stdout 2>&1")]
    [InlineData("CMD [\"app\", \"--log-level\", \"info\", \"--log-config\", \"/etc/logging.yml\"]")]
    [InlineData("CMD tail -f /var/log/app.log")]
    [InlineData("ENV LOG_LEVEL=info LOGGING_CONFIG=/etc/logging.yml CATALOG=/srv/catalog")]
    [InlineData("ENV LOG_FILE=/tmp/x.log")]
    [InlineData("RUN make > /var/log/build.log")]
    [InlineData("RUN ln -sf /dev/stdout /var/log/nginx/access.log\nCMD nginx --log /var/log/nginx/access.log")]
    [InlineData("CMD old >> /var/log/old.log\nCMD new")]
    public void Lint_LogElsewhere_IsFine(string lines) => Assert.Empty(Bench.Of("XD103", $"FROM a:1\n{lines}\n"));

    [Fact]
    public void Lint_LogDirectoryThatTheServiceReplaces_IsFine() =>
        Assert.Empty(Bench.Of("XD103", "FROM a:1\nENV LOG_DIR=/var/log/app\n", new ContainerfileContext(["/app/logs"], "rag", LogDirectory: "/app/logs")));
}
