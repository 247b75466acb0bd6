namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD105InstallWithoutCacheTests
{
    [Theory]
    [InlineData("RUN apt-get install -y curl", "RUN --mount=type=cache,id=xnai-apt,target=/var/cache/apt apt-get install -y curl")]
    [InlineData("RUN apt-get update && apt-get install -y curl", "RUN --mount=type=cache,id=xnai-apt,target=/var/cache/apt --mount=type=cache,id=xnai-apt-lists,target=/var/lib/apt/lists apt-get update && apt-get install -y curl")]
    [InlineData("RUN apk add --no-cache curl", "RUN --mount=type=cache,id=xnai-apk,target=/etc/apk/cache apk add --update-cache curl")]
    [InlineData("RUN dnf -y install curl", "RUN --mount=type=cache,id=xnai-dnf,target=/var/cache/dnf dnf -y install curl")]
    [InlineData("RUN pip install --no-cache-dir -r r.txt", "RUN --mount=type=cache,id=xnai-pip,target=/root/.cache/pip pip install -r r.txt")]
    [InlineData("RUN python3 -m pip install x", "RUN --mount=type=cache,id=xnai-pip,target=/root/.cache/pip python3 -m pip install x")]
    [InlineData("RUN [\"/usr/bin/pip3\", \"install\", \"x\"]", "RUN --mount=type=cache,id=xnai-pip,target=/root/.cache/pip [\"/usr/bin/pip3\", \"install\", \"x\"]")]
    [InlineData("RUN npm ci --omit=dev", "RUN --mount=type=cache,id=xnai-npm,target=/root/.npm npm ci --omit=dev")]
    [InlineData("RUN go mod download", "RUN --mount=type=cache,id=xnai-go-mod,target=/root/go/pkg/mod go mod download")]
    [InlineData("RUN uv sync --frozen --no-cache", "RUN --mount=type=cache,id=xnai-uv,target=/root/.cache/uv uv sync --frozen")]
    [InlineData("RUN poetry install", "RUN --mount=type=cache,id=xnai-poetry,target=/root/.cache/pypoetry/cache --mount=type=cache,id=xnai-poetry-artifacts,target=/root/.cache/pypoetry/artifacts poetry install")]
    [InlineData("ONBUILD RUN npm ci", "ONBUILD RUN --mount=type=cache,id=xnai-npm,target=/root/.npm npm ci")]
    public void Fix_EachManager_MountsItsCache(string before, string after) => Bench.Fixes("XD105", $"FROM a:1\n{before}\n", $"FROM a:1\n{after}\n");

    [Fact]
    public void Fix_CommentsContinuationsAndLineEnds_Survive() => Bench.Fixes(
        "XD105",
        "FROM a:1\r\nRUN \\\r\n  # tools\r\n  --network=host \\\r\n  set -eux; \\\r\n\r\n  pip install  --no-cache-dir \\\r\n    # why\r\n    x",
        "FROM a:1\r\nRUN \\\r\n  # tools\r\n  --mount=type=cache,id=xnai-pip,target=/root/.cache/pip --network=host \\\r\n  set -eux; \\\r\n\r\n  pip install  \\\r\n    # why\r\n    x");

    [Fact]
    public void Fix_CleaningTheCacheInTheSameRun_GoesWithIt() => Bench.Fixes(
        "XD105",
        "FROM a:1\nRUN apt-get update \\\n && apt-get install -y curl \\\n && apt-get clean \\\n && rm -rf /var/lib/apt/lists/* /tmp/* \\\n && echo done\n",
        "FROM a:1\nRUN --mount=type=cache,id=xnai-apt,target=/var/cache/apt --mount=type=cache,id=xnai-apt-lists,target=/var/lib/apt/lists apt-get update \\\n && apt-get install -y curl \\\n && rm -rf /tmp/* \\\n && echo done\n");

    [Fact]
    public void Fix_CleaningAsTheLastCommand_GoesWithItsOperator() => Bench.Fixes(
        "XD105",
        "FROM a:1\nRUN apt-get update && apt-get install -y curl \\\n && rm -rf /var/lib/apt/lists/*\nUSER 1001\n",
        "FROM a:1\nRUN --mount=type=cache,id=xnai-apt,target=/var/cache/apt --mount=type=cache,id=xnai-apt-lists,target=/var/lib/apt/lists apt-get update && apt-get install -y curl\nUSER 1001\n");

    [Fact]
    public void Fix_ListsThatAnotherRunNeeds_StayInTheImage() => Bench.Fixes(
        "XD105",
        "FROM a:1\nRUN apt-get update\nRUN apt-get install -y curl\n",
        "FROM a:1\nRUN --mount=type=cache,id=xnai-apt,target=/var/cache/apt apt-get update\nRUN --mount=type=cache,id=xnai-apt,target=/var/cache/apt apt-get install -y curl\n");

    [Fact]
    public void Fix_TwoManagersInOneRun_TakesTwoRounds() => Bench.Fixes(
        "XD105",
        "FROM a:1\nRUN pip install x && npm ci\n",
        "FROM a:1\nRUN --mount=type=cache,id=xnai-npm,target=/root/.npm --mount=type=cache,id=xnai-pip,target=/root/.cache/pip pip install x && npm ci\n");

    [Fact]
    public void Fix_HeredocScript_GetsTheMountBeforeIt() => Bench.Fixes(
        "XD105",
        "FROM a:1\nRUN <<EOF\nset -e\npip install --no-cache-dir x # one\nEOF\n",
        "FROM a:1\nRUN --mount=type=cache,id=xnai-pip,target=/root/.cache/pip <<EOF\nset -e\npip install x # one\nEOF\n");

    [Theory]
    [InlineData("ENV HOME=/app\nUSER 1001:1001", "xnai-pip-1001", "/app/.cache/pip,uid=1001,gid=1001")]
    [InlineData("ENV HOME=/app\nUSER ${APP_UID:-1001}", "xnai-pip-1001", "/app/.cache/pip,uid=1001,gid=1001")]
    [InlineData("ENV HOME=/app\nUSER xnai", "xnai-pip-1001", "/app/.cache/pip,uid=1001,gid=1001")]
    [InlineData("RUN useradd -m -u 1005 xnai\nUSER xnai", "xnai-pip-1005", "/home/xnai/.cache/pip,uid=1005,gid=1005")]
    [InlineData("RUN adduser -D -h /srv/xnai -u 1001 xnai\nUSER 1001:50", "xnai-pip-1001", "/srv/xnai/.cache/pip,uid=1001,gid=50")]
    [InlineData("USER node", "xnai-pip-1000", "/home/node/.cache/pip,uid=1000,gid=1000")]
    [InlineData("USER root", "xnai-pip", "/root/.cache/pip")]
    [InlineData("ENV PIP_CACHE_DIR=/cache/pip", "xnai-pip", "/cache/pip")]
    [InlineData("ENV XDG_CACHE_HOME=/cache", "xnai-pip", "/cache/pip")]
    public void Fix_ActiveUser_OwnsTheCache(string lines, string id, string target) =>
        Bench.Fixes("XD105", $"FROM a:1\n{lines}\nRUN pip install x\n", $"FROM a:1\n{lines}\nRUN --mount=type=cache,id={id},target={target} pip install x\n");

    [Fact]
    public void Fix_ModulesOfGoImages_AreUnderGo() => Bench.Fixes(
        "XD105",
        "FROM golang:1.23 AS build\nRUN go build -o /x\nFROM scratch\nCOPY --from=build /x /x\n",
        "FROM golang:1.23 AS build\nRUN --mount=type=cache,id=xnai-go-mod,target=/go/pkg/mod go build -o /x\nFROM scratch\nCOPY --from=build /x /x\n");

    [Theory]
    [InlineData("USER 1234\nRUN pip install x", "Set ENV HOME")]
    [InlineData("ENV PIP_NO_CACHE_DIR=1\nRUN pip install x", "PIP_NO_CACHE_DIR")]
    [InlineData("RUN [\"pip\", \"install\", \"--no-cache-dir\", \"x\"]", "--no-cache-dir")]
    [InlineData("RUN pip install x && rm -rf /root/.cache", "/root/.cache")]
    [InlineData("RUN dnf install -y x || dnf clean all", "dnf clean")]
    [InlineData("RUN (apt-get update && apt-get install x) && rm -rf /var/lib/apt/lists/*", "/var/lib/apt/lists")]
    public void Lint_FixThatIsNotCertain_IsNotOffered(string lines, string reason)
    {
        var finding = Bench.Only("XD105", $"FROM a:1\n{lines}\n");

        Assert.Null(finding.Fix);
        Assert.Contains(reason, finding.NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_CacheThatALaterStageCopies_IsNotFixed() =>
        Assert.Contains("/go/pkg", Bench.Only("XD105", "FROM golang:1.23 AS b\nRUN go mod download\nFROM a:1\nCOPY --from=b /go/pkg /go/pkg\n").NoFix, StringComparison.Ordinal);

    [Theory]
    [InlineData("RUN --mount=type=cache,target=/root/.cache pip install x")]
    [InlineData("RUN --mount=type=cache,id=x,dst=/var/cache/apt,sharing=locked apt-get install x")]
    [InlineData("RUN --mount=type=cache,target=/var/cache/apk apk add x")]
    [InlineData("RUN echo pip install x")]
    [InlineData("RUN npm run install-hooks && go version && apk info && pip --version")]
    [InlineData("RUN python3 <<EOF\npip install x\nEOF")]
    [InlineData("CMD pip install x")]
    public void Lint_NothingToCache_IsFine(string line) => Assert.Empty(Bench.Of("XD105", $"FROM a:1\n{line}\n"));

    [Fact]
    public void Lint_CommentAboveTheRun_Silences()
    {
        var lint = Bench.Lint("FROM a:1\n# xnai-ignore: XD105 built once a year\nRUN x \\\n && pip install y\n");

        Assert.DoesNotContain(lint.Findings, one => one.Rule.Id == "XD105");
        Assert.Equal("built once a year", Assert.Single(lint.Suppressed).By.Reason);
    }
}
