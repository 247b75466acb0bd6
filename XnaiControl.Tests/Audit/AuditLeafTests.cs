using System.Text;
using XnaiControl.Core.Audit;

namespace XnaiControl.Tests.Audit;

public sealed class AuditLeafTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 12, 0, 0, 123, 456, TimeSpan.Zero);

    private static AuditEntry Entry(AuditDraft draft) => AuditLeaf.Compose(draft, 7, "uid", At, 42, "boot", new byte[32]);

    [Fact]
    public void Canonical_form_never_changes()
    {
        const string Expected = """{"actor":{"address":"127.0.0.1","agent":"Browser/1.0","id":"u1","method":"password","name":"Ada","session":"s1"},"after":null,"at_us":1767614400123456,"before":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","boot":"boot","correlation":"01abc","duration_us":1234000,"error":null,"intent_seq":null,"kind":"Intent","monotonic_us":42,"operation":"service.restart","parameters":{"grace":"10","Ümlaut":"naïve \"quoted\""},"prev":"0000000000000000000000000000000000000000000000000000000000000000","result":"None","seq":7,"target":"podman/demo/ui","uid":"uid","v":1}""";

        Assert.Equal(Expected, Encoding.UTF8.GetString(AuditLeaf.Encode(Entry(AuditBench.Draft()))));
    }

    [Fact]
    public void Decoding_gives_back_every_field()
    {
        var entry = Entry(AuditBench.Draft(kind: AuditKind.Outcome, result: AuditResult.Failed, intent: 6) with { Error = "why" });
        var leaf = AuditLeaf.Encode(entry);

        var read = AuditLeaf.Decode(leaf);

        Assert.Equal(entry with { LeafHash = read.LeafHash, Parameters = read.Parameters }, read);
        Assert.Equal(entry.Parameters, read.Parameters);
        Assert.Equal(Convert.ToHexStringLower(MerkleTree.HashLeaf(leaf)), read.LeafHash);
    }

    [Fact]
    public void Control_characters_and_direction_overrides_cannot_forge_a_line()
    {
        var draft = AuditBench.Draft("ui\n{\"seq\":8}\u001b[2J\u202e") with { Error = "a\r\nb\0\u2028c\ud800" };

        var entry = Entry(draft);

        Assert.Equal("ui {\"seq\":8}[2J", entry.Target);
        Assert.Equal("a  bc\ufffd", entry.Error);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nothing")]
    [InlineData("[1]")]
    public void Anything_else_is_a_format_fault(string text) => Assert.Throws<FormatException>(() => AuditLeaf.Decode(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Other_spelling_of_the_same_content_is_refused()
    {
        var text = Encoding.UTF8.GetString(AuditLeaf.Encode(Entry(AuditBench.Draft())));

        Assert.Throws<FormatException>(() => AuditLeaf.Decode(Encoding.UTF8.GetBytes(text.Replace("\"v\":1", "\"v\": 1", StringComparison.Ordinal))));
    }
}
