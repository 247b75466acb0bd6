using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC115DurableDataOnTmpfsTests
{
    private const string Id = "XC115";

    [Theory]
    [InlineData("image: docker.io/library/postgres:17\n    tmpfs: /var/lib/postgresql", Severity.Critical)]
    [InlineData("image: mongo\n    volumes: [{type: tmpfs, target: /data}]", Severity.Critical)]
    [InlineData("image: mysql:8\n    volumes: ['ram:/var/lib/mysql']", Severity.Critical)]
    [InlineData("image: a\n    tmpfs: /app/data\n    environment: { IAM_DB_PATH: /app/data/iam.db }", Severity.Warning)]
    [InlineData("image: a\n    tmpfs: /app/data\n    environment: [ 'DATABASE_URL=sqlite:////app/data/a.db?mode=rw' ]", Severity.Warning)]
    [InlineData("image: a\n    tmpfs: /app/data\n    environment: { UPLOAD_DIR: '${U:-/app/data/up}' }", Severity.Warning)]
    public void Check_DurableLooking_IsExplained(string parts, Severity severity)
    {
        var finding = Assert.Single(RuleCase.Find(Id, Stack(parts)));

        Assert.Equal(severity, finding.Severity);
        Assert.Equal(2, finding.Evidence.Length);
        Assert.Null(finding.Fix);
    }

    [Theory]
    [InlineData("image: redis:7\n    tmpfs: /data")]
    [InlineData("image: postgres:17\n    tmpfs: /tmp")]
    [InlineData("image: postgres:17\n    tmpfs: /var/lib\n    volumes: ['d:/var/lib/postgresql/data']")]
    [InlineData("image: mypostgres-tools\n    tmpfs: /var/lib/postgresql/data")]
    [InlineData("image: a\n    tmpfs: [/tmp, /run]\n    environment: { UPLOAD_TMP_DIR: /tmp/up, API_KEY: /abc, DB_HOST: /tmp/s.sock, SSL_KEY_FILE: /run/secrets/key, LOG_DB: /tmp/l }")]
    [InlineData("image: a\n    tmpfs: [/tmp]\n    environment: { DB_PATH: '${DB}' }")]
    [InlineData("image: a\n    tmpfs: [/app/data]\n    environment: { MODEL_DIR: /app/data/models }")]
    public void Check_TransientOrElsewhere_IsQuiet(string parts) => Assert.Empty(RuleCase.Find(Id, Stack(parts)));

    private static string Stack(string parts) => $"services:\n  a:\n    {parts}\nvolumes:\n  d:\n  ram: {{ driver_opts: {{ type: tmpfs, device: tmpfs }} }}\n";
}
