namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD111SecretInImageTests
{
    private const string Canary = "hunter2-canary";

    [Theory]
    [InlineData("ENV REDIS_PASSWORD=hunter2-canary", "2:5 REDIS_PASSWORD")]
    [InlineData("ENV A=1 \\\n  API_KEY='hunter2-canary'", "3:3 API_KEY")]
    [InlineData("ENV TOKEN hunter2-canary", "2:5 TOKEN")]
    [InlineData("ARG GITHUB_TOKEN=hunter2-canary", "2:5 GITHUB_TOKEN")]
    [InlineData("ONBUILD ENV SECRET_KEY_BASE=hunter2-canary", "2:13 SECRET_KEY_BASE")]
    [InlineData("ENV REDIS_URL=redis://:hunter2-canary@redis:6379/0", "2:5 REDIS_URL")]
    public void Lint_SecretAsPlainText_IsFoundAndNeverShown(string line, string place)
    {
        var text = $"FROM a:1\n{line}\n";
        var finding = Bench.Only("XD111", text);

        Assert.Equal(place, Bench.At(finding, text));
        foreach (var shown in finding.Evidence.Select(one => one.Text).Append(finding.Message).Append(finding.Key))
        {
            Assert.DoesNotContain(Canary, shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ENV REDIS_PASSWORD=$REDIS_PASSWORD")]
    [InlineData("ENV REDIS_PASSWORD_FILE=/run/secrets/redis TLS_KEY=/etc/tls.key")]
    [InlineData("ARG TOKEN")]
    [InlineData("ENV API_KEY=")]
    [InlineData("ENV MAX_TOKENS=4096 GPG_KEY=A035C8 TOKEN_TTL=60 MONKEY=1 KEYBOARD=de")]
    [InlineData("ENV REQUIRE_TOKEN=true REDIS_URL=redis://redis:6379/0 DB=redis://u:${PW}@redis")]
    public void Lint_NoSecretOrNoValue_IsFine(string line) => Assert.Empty(Bench.Of("XD111", $"FROM a:1\n{line}\n"));
}
