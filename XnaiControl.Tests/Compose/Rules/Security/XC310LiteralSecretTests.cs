using System.Text.Json;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC310LiteralSecretTests
{
    private const string Id = "XC310";

    [Theory]
    [InlineData("POSTGRES_PASSWORD", "hunter2")]
    [InlineData("DB_PASS", "hunter2")]
    [InlineData("API_KEY", "hunter2")]
    [InlineData("OPENAI_APIKEY", "hunter2")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "hunter2")]
    [InlineData("GITHUB_TOKEN", "hunter2$$x")]
    [InlineData("authPassword", "hunter2")]
    [InlineData("SECRET_KEY_BASE", "hunter2")]
    [InlineData("DATABASE_URL", "postgres://app:hunter2@db/app")]
    public void Check_LiteralValue_IsNamedAndNeverShown(string name, string value)
    {
        foreach (var text in new[] { $"environment:\n      {name}: \"{value}\"", $"environment:\n      - {name}={value}" })
        {
            var lint = RuleCase.Lint($"services:\n  a:\n    {text}\n");

            Assert.Equal(name, Assert.Single(lint.Findings, finding => finding.Rule.Id == Id).Subject);
            Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(lint.Findings), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("POSTGRES_PASSWORD", "${POSTGRES_PASSWORD:?}")]
    [InlineData("POSTGRES_PASSWORD", "${POSTGRES_PASSWORD:-example}")]
    [InlineData("POSTGRES_PASSWORD_FILE", "/run/secrets/pg")]
    [InlineData("ALLOW_EMPTY_PASSWORD", "yes")]
    [InlineData("MYSQL_RANDOM_ROOT_PASSWORD", "1")]
    [InlineData("MAX_TOKENS", "4096")]
    [InlineData("TOKENIZERS_PARALLELISM", "false")]
    [InlineData("ACCESS_TOKEN_EXPIRE_MINUTES", "30")]
    [InlineData("PASSWORD_MIN_LENGTH", "8")]
    [InlineData("COMPASS", "north")]
    [InlineData("API_KEY", "")]
    [InlineData("REDIS_URL", "redis://redis:6379/0")]
    [InlineData("DATABASE_URL", "postgres://app:${PW:-x}@db/app")]
    public void Check_NoLiteralSecret_IsQuiet(string name, string value) => Assert.Empty(RuleCase.Find(Id, $"services:\n  a:\n    environment:\n      {name}: \"{value}\"\n"));

    [Fact]
    public void Check_PassedThrough_IsQuiet() => Assert.Empty(RuleCase.Find(Id, "services:\n  a:\n    environment:\n      - API_KEY\n"));

    [Fact]
    public void Lint_OtherRulesBesideASecret_DoNotRepeatIt()
    {
        var lint = RuleCase.Lint("services:\n  redis:\n    image: redis\n    command: redis-server --requirepass hunter2 --save ''\n    environment: { REDISCLI_AUTH: hunter2, PASSWORD: hunter2 }\n    tmpfs: /data\n    depends_on: [redis]\n  worker:\n    image: a\n    environment: [BROKER_URL=redis://:hunter2@redis:6379/0]\n");

        Assert.NotEmpty(lint.Findings);
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(lint.Findings), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(FixPlanner.PlanAll(lint, LintOptions.Default).Left.Select(left => left.Reason)), StringComparison.Ordinal);
    }
}
