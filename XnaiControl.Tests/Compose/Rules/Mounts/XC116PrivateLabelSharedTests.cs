namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC116PrivateLabelSharedTests
{
    private const string Id = "XC116";

    [Theory]
    [InlineData("- ./data:/data:Z # l", "- ./data:/data:z # l")]
    [InlineData("- './data/:/data:ro,Z'", "- './data/:/data:ro,z'")]
    [InlineData("- \".//data:/data:Z,ro\"", "- \".//data:/data:z,ro\"")]
    [InlineData("- {type: bind, source: ./data, target: /data, bind: {selinux: Z}}", "- {type: bind, source: ./data, target: /data, bind: {selinux: z}}")]
    public void Fix_Shared_ChangesTheLetter(string bad, string good) => RuleCase.Fixes(Id, Stack(bad, "./data:/x"), Stack(good, "./data:/x"));

    [Fact]
    public void Fix_BothPrivate_ChangesBoth() => RuleCase.Fixes(Id, Stack("- ./data:/data:Z", "./data:/x:Z"), Stack("- ./data:/data:z", "./data:/x:z"));

    [Fact]
    public void Check_OtherServiceMountsAFolderInside_IsFound() => Assert.Single(RuleCase.Find(Id, Stack("- ./data:/data:Z", "./data/sub:/x")));

    [Theory]
    [InlineData("- ./data:/data:Z", "./database:/x")]
    [InlineData("- ./data:/data:z", "./data:/x")]
    [InlineData("- ./data:/data:Z\n      - ./data:/other:Z", "d:/x")]
    public void Check_NotShared_IsQuiet(string first, string second) => Assert.Empty(RuleCase.Find(Id, Stack(first, second)));

    [Fact]
    public void Check_LabelFromAVariable_IsExplained() => Assert.Null(Assert.Single(RuleCase.Find(Id, Stack("- ./data:/data:${L:-Z}", "./data:/x"))).Fix);

    private static string Stack(string first, string second) => $"services:\n  a:\n    image: a\n    volumes:\n      {first}\n  b:\n    image: b\n    volumes: [ '{second}' ]\n";
}
