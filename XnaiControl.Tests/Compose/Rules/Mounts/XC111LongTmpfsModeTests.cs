namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC111LongTmpfsModeTests
{
    private const string Id = "XC111";

    [Fact]
    public void Fix_ListOfTmpfsIsThere_JoinsIt() => RuleCase.Fixes(Id,
        "services:\n  a:\n    image: a\n    tmpfs:\n      - '/tmp:size=1m' # t\n    volumes:\n      - type: tmpfs # why\n        target: /app/logs\n        tmpfs: { size: 100mb, mode: 01777 }\n      - d:/d\n",
        "services:\n  a:\n    image: a\n    tmpfs:\n      - '/tmp:size=1m' # t\n      - '/app/logs:size=100m,mode=1777'\n    volumes:\n      # why\n      - d:/d\n");

    [Fact]
    public void Fix_OnlyVolume_BecomesTheTmpfsKey() => RuleCase.Fixes(Id,
        "services:\n  a:\n    image: a\n    volumes:\n      # transient\n      - type: tmpfs\n        target: /l\n        tmpfs:\n          size: ${S:-104857600}\n          mode: 1777\n    restart: always\n",
        "services:\n  a:\n    image: a\n    tmpfs:\n      - /l:size=${S:-104857600},mode=1777\n      # transient\n    restart: always\n");

    [Fact]
    public void Fix_EndOfFileWithoutNewlineAndCrlf_StaysSo() => RuleCase.Fixes(Id,
        "services:\r\n    a:\r\n        image: a\r\n        volumes:\r\n            - {type: tmpfs, target: /x, tmpfs: {mode: 0o700}}",
        "services:\r\n    a:\r\n        image: a\r\n        tmpfs:\r\n            - /x:mode=700");

    [Fact]
    public void Fix_SingleTmpfs_BecomesAList() => RuleCase.Fixes(Id,
        "services:\n  a:\n    tmpfs: /tmp:size=1m # t\n    volumes:\n      - d:/d\n      - type: tmpfs\n        target: /x\n        tmpfs: {mode: '0755'}\n    image: a\n",
        "services:\n  a:\n    tmpfs:\n      - /tmp:size=1m # t\n      - /x:mode=755\n    volumes:\n      - d:/d\n    image: a\n");

    [Theory]
    [InlineData("volumes:\n      - {type: tmpfs, target: /x, read_only: true, tmpfs: {mode: 0755}}")]
    [InlineData("volumes:\n      - {type: tmpfs, target: /x, consistency: cached, tmpfs: {mode: 0755}}")]
    [InlineData("tmpfs: *t\n    volumes:\n      - {type: tmpfs, target: /x, tmpfs: {mode: 0755}}")]
    public void Check_SomethingWouldBeLostOrShared_IsExplained(string mounts)
    {
        var finding = Assert.Single(RuleCase.Find(Id, $"x-t: &t [/tmp]\nservices:\n  b: {{ image: b, tmpfs: *t }}\n  a:\n    image: a\n    {mounts}\n"));

        Assert.Null(finding.Fix);
        Assert.NotEmpty(finding.NoFix!);
    }

    [Fact]
    public void Fix_ListSharedByAlias_IsExplained() => Assert.All(
        RuleCase.Find(Id, "services:\n  a:\n    image: a\n    volumes: &v\n      - {type: tmpfs, target: /x, tmpfs: {mode: 0755}}\n      - d:/d\n  b:\n    image: b\n    volumes: *v\n"),
        finding => Assert.Null(finding.Fix));

    [Fact]
    public void Fix_Inherited_MovesInTheBase()
    {
        const string Bad = "services:\n  a:\n    image: a\n    volumes:\n      - {type: tmpfs, target: /x, tmpfs: {mode: 0755}}\n      - d:/d\n  b:\n    extends: a\n";

        Assert.Equal(2, RuleCase.Find(Id, Bad).Count);
        RuleCase.Fixes(Id, Bad, "services:\n  a:\n    image: a\n    tmpfs:\n      - /x:mode=755\n    volumes:\n      - d:/d\n  b:\n    extends: a\n");
    }

    [Fact]
    public void Check_WithoutMode_IsQuiet() => Assert.Empty(RuleCase.Find(Id, "services:\n  a:\n    image: a\n    volumes:\n      - {type: tmpfs, target: /x, tmpfs: {size: 1m}}\n"));
}
