using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC113TmpfsSizeTests
{
    private const string Id = "XC113";

    [Theory]
    [InlineData("tmpfs: /x:size=100mb,mode=1777", "tmpfs: /x:size=100m,mode=1777")]
    [InlineData("tmpfs: [ '/x:mode=1777,size=100MiB' ]", "tmpfs: [ '/x:mode=1777,size=100m' ]")]
    [InlineData("tmpfs:\n      - /x:size=1.5g # s", "tmpfs:\n      - /x:size=1536m # s")]
    [InlineData("tmpfs: /x:size=${S:-2gb}", "tmpfs: /x:size=${S:-2g}")]
    [InlineData("volumes:\n      - {type: tmpfs, target: /x, tmpfs: {size: 64mb}}", "volumes:\n      - {type: tmpfs, target: /x, tmpfs: {size: 64m}}")]
    public void Fix_KnownUnits_AreWrittenAsTheKernelReadsThem(string bad, string good) => RuleCase.Fixes(Id, Service(bad), Service(good));

    [Theory]
    [InlineData("tmpfs: /x:size=lots", Severity.Critical)]
    [InlineData("tmpfs: /x:size=", Severity.Critical)]
    [InlineData("tmpfs: /x:size=-1", Severity.Critical)]
    [InlineData("tmpfs: /x:size=512", Severity.Warning)]
    public void Check_NobodyKnows_IsExplained(string mounts, Severity severity)
    {
        var finding = Assert.Single(RuleCase.Find(Id, Service(mounts)));

        Assert.Equal(severity, finding.Severity);
        Assert.Null(finding.Fix);
    }

    [Theory]
    [InlineData("tmpfs: /x:size=100M")]
    [InlineData("tmpfs: /x:size=10%")]
    [InlineData("tmpfs: /x:size=0")]
    [InlineData("tmpfs: /x:size=104857600")]
    [InlineData("tmpfs: /x:size=${S}")]
    [InlineData("tmpfs: /x:size=${S}m")]
    [InlineData("tmpfs: /x:size=${S:?set it}")]
    public void Check_GoodOrUnknown_IsQuiet(string mounts) => Assert.Empty(RuleCase.Find(Id, Service(mounts)));

    private static string Service(string parts) => $"services:\n  a:\n    image: a\n    {parts}\n";
}
