using System.Text;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Document;

public class NodeBuilderTests
{
    [Theory]
    [InlineData("a: plain # note\n", "plain")]
    [InlineData("a:   'single'  \n", "'single'")]
    [InlineData("a: &x \"dou\\tble\"\nb: *x\n", "\"dou\\tble\"")]
    [InlineData("a: !reset null\n", "null")]
    [InlineData("a: |\n  one\n  two\n\n\nb: 1\n", "|\n  one\n  two")]
    [InlineData("a: two\n  lines # c\nb: 1\n", "two\n  lines")]
    [InlineData("a: [1, {b: 2}] # c\n", "[1, {b: 2}]")]
    [InlineData("a: [[1], [2]]\n", "[[1], [2]]")]
    [InlineData("a: {b: {c: [1]}}", "{b: {c: [1]}}")]
    [InlineData("a: [ ] \n", "[ ]")]
    [InlineData("a:\n  - 1\n  # c\n  - 2\n# end\nb: 1\n", "- 1\n  # c\n  - 2")]
    [InlineData("a:\n  b: 1 # c\n  c:\n\n# end\nd: 1\n", "b: 1 # c\n  c:")]
    [InlineData("a: ünïcödé 🚀 end\r\nb: 1\r\n", "ünïcödé 🚀 end")]
    [InlineData("a: last", "last")]
    [InlineData("x: &base\n  k: 1\na:\n  <<: *base\n  own: 2\n", "<<: *base\n  own: 2")]
    [InlineData("a: &anchor\n  # c\n  k: 1\n", "k: 1")]
    public void A_value_spans_what_a_person_would_select(string text, string expected)
    {
        var source = SourceText.FromBytes("a.yml", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]);
        var problems = new ProblemLog();

        var value = ((MappingNode)NodeBuilder.Build(source, problems)[0]).Entry("a")!.Value;

        Assert.Empty(problems.All);
        Assert.Equal(expected, source.Slice(value.Span).ToString());
    }

    [Fact]
    public void Nested_aliases_that_would_never_end_are_refused()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        var problems = new ProblemLog();
        Assert.Empty(NodeBuilder.Build(SourceText.FromText("a.yml", text.ToString()), problems));
        Assert.Equal("XC007", Assert.Single(problems.All).Rule.Id);
    }

    /// <summary>Every single-line plain scalar of every real file is where its node says.</summary>
    [Fact]
    public void Real_files_have_every_scalar_where_its_node_says()
    {
        var folder = Corpus.Folder("corpora", "compose");
        Assert.SkipWhen(folder is null, "The corpus ../shared/corpora/compose is not beside this repository.");
        var scalars = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            var source = SourceText.FromBytes(file, bytes);
            Assert.Equal(bytes, source.ToBytes());
            foreach (var root in NodeBuilder.Build(source, new ProblemLog()))
            {
                Visit(root);
            }
        }

        Assert.True(scalars > 5_000, $"Only {scalars} scalars were looked at.");

        void Visit(Node node)
        {
            switch (node)
            {
                case MappingNode mapping:
                    foreach (var entry in mapping.Entries)
                    {
                        Visit(entry.Name);
                        Visit(entry.Value);
                    }

                    break;
                case SequenceNode sequence:
                    Assert.Equal(sequence.Flow, sequence.Source.Slice(sequence.Span) is ['[', .., ']']);
                    foreach (var item in sequence.Items)
                    {
                        Assert.True(sequence.Span.Contains(item.Span) || item.Source.Text.Contains('*'), sequence.Place.ToString());
                        Visit(item);
                    }

                    break;
                case ScalarNode scalar:
                    scalars++;
                    var text = scalar.Source.Slice(scalar.Content);
                    if (scalar.Form == ScalarForm.Plain && !scalar.Raw.Contains('\n') && !text.Contains('\n'))
                    {
                        Assert.Equal(scalar.Raw, text.ToString());
                    }

                    break;
            }
        }
    }
}
