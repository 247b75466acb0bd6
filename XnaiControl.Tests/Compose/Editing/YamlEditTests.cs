using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Editing;

public class YamlEditTests
{
    [Theory]
    [InlineData("l: [a]", "l: [a, x y, \"yes\", \"1.5\", --z]")]
    [InlineData("l: [ \"a\" , ]", "l: [ \"a\", \"x y\", \"yes\", \"1.5\", \"--z\" , ]")]
    [InlineData("l: [\n  'a' # c\n]", "l: [\n  'a', 'x y', 'yes', '1.5', '--z' # c\n]")]
    [InlineData("l:\r\n  - a # c\r\nm: 1", "l:\r\n  - a # c\r\n  - x y\r\n  - \"yes\"\r\n  - \"1.5\"\r\n  - --z\r\nm: 1")]
    public void AddItems_EveryForm_KeepsQuotesAndTypes(string before, string after)
    {
        var source = SourceText.FromText("/f.yml", before);
        var list = (SequenceNode)Root(source).Find("l")!;

        Assert.Equal(after, source.With([YamlEdit.AddItems(list, "x y", "yes", "1.5", "--z")!]).Text);
    }

    [Fact]
    public void AddItems_EmptyList_GetsItsFirst()
    {
        var source = SourceText.FromText("/f.yml", "l: []");

        Assert.Equal("l: [x, \"5\"]", source.With([YamlEdit.AddItems((SequenceNode)Root(source).Find("l")!, "x", "5")!]).Text);
    }

    [Theory]
    [InlineData("a: 1\nb: { c: 1 }\n", "a: 1\nb: { c: 1, k: [x] }\n", true)]
    [InlineData("b: {\n  c: 1 # why\n}\n", "b: {\n  c: 1, k: [x] # why\n}\n", true)]
    [InlineData("a: 1\nb:\n    c: 1\n", "a: 1\nb:\n    c: 1\n    k:\n        - x\n", false)]
    public void AddEntry_BlockOrFlow_TakesTheOwnersForm(string before, string after, bool flow)
    {
        var source = SourceText.FromText("/f.yml", before);
        var owner = (MappingNode)Root(source).Find("b")!;

        Assert.Equal(flow, owner.Flow);
        Assert.Equal(after, source.With([YamlEdit.AddEntry(owner, ["k:", "  - x"], "k: [x]")!]).Text);
    }

    [Theory]
    [InlineData("a: 1\nb: 2\n", "a: 1\nz: 3\n")]
    [InlineData("a: 1\nb: 2", "a: 1\nz: 3")]
    [InlineData("a: 1\nb: 2 # why\n", "a: 1\n# why\nz: 3\n")]
    [InlineData("a: 1\nb: 2 # why", "a: 1\n# why\nz: 3")]
    public void Fold_AdditionWhereAKeyGoes_BecomesOneEdit(string before, string after)
    {
        var source = SourceText.FromText("/f.yml", before);
        var root = Root(source);

        var edits = EditFold.Fold(source, YamlEdit.RemoveEntry(root, root.Entry("b")!), YamlEdit.AddBlock(root, ["z: 3"]));

        Assert.Equal(after, source.With(edits.OfType<TextEdit>()).Text);
    }

    private static MappingNode Root(SourceText source) => (MappingNode)NodeBuilder.Build(source, new ProblemLog())[0];
}
