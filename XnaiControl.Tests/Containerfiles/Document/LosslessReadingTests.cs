using System.Text;
using CsCheck;
using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Containerfiles.Document;

namespace XnaiControl.Tests.Containerfiles.Document;

/// <summary>Whatever the text: reading covers it without gap or overlap, and linting and fixing neither throw nor harm it.</summary>
public sealed class LosslessReadingTests
{
    private static readonly string[] Fragments =
    [
        "FROM python:3.12 AS build", "FROM scratch", "# syntax=docker/dockerfile:1", "# escape=`", "# a note", "", " ", "\t", "\\", " \\", " `", "\n", "\r\n", "\n\n",
        "RUN apt-get update && apt-get install -y curl", "RUN pip install --no-cache-dir x", " && rm -rf /var/lib/apt/lists/* /tmp/*", "RUN --mount=type=cache,sharing=locked,target=/x",
        "--mount=\"type=cache,sharing=locked\"", "RUN <<EOF", "<<-'A B'", "EOF", "COPY <<X <<Y /z", "X", "Y", "CMD [\"sh\", \"-c\", \"x > /var/log/y.log\"]", "CMD [\"\\ud800\"]",
        "ENV A=$A$A B=${A:-${B}}", "ENV PASSWORD=hunter2", "ARG TOKEN", "USER 1001:1001", "USER $U", "WORKDIR ../x", "VOLUME [\"/app/logs\"]", "ONBUILD RUN npm ci", "HEALTHCHECK --x CMD y",
        "ä€𝄞", "\0", "\uFEFF", "'", "\"", "$(", "`", "${", "{a,b}", ">", "2>&1", "=", "--", "#", "# xnai-ignore: XD105 known",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Select(AnyOf(Fragments), AnyOf("\n", "\r\n", " ", " \\\n", "")).Select((one, end) => one + end).Array[0, 40].Select(parts => string.Concat(parts)),
        Gen.String[Gen.Char["FROMRUNCPYENV \\`#<>=\"'$[]{}&|;\n\r\t-"], 0, 200]);

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    [Fact]
    public void Read_AnyText_CoversItWithoutGap() => Texts.Sample(
        text =>
        {
            var file = Bench.Read(text);
            var at = 0;
            foreach (var piece in file.Pieces)
            {
                Assert.Equal(at, piece.Span.Start);
                Assert.True(piece.Span.Length > 0);
                at = piece.Span.End;
            }

            Assert.Equal(text.Length, at);
            Assert.Equal(text, string.Concat(file.Pieces.Select(piece => text.Substring(piece.Span.Start, piece.Span.Length))));
            Assert.Equal(
                string.Concat(file.Pieces.Where(piece => piece.Kind == PieceKind.Text).Select(piece => text.Substring(piece.Span.Start, piece.Span.Length))),
                string.Concat(file.Instructions.Select(one => one.Text.Text)));
        },
        iter: 20_000);

    [Fact]
    public void Read_AnyText_KnowsThePlaceOfEachCharacter() => Texts.Sample(
        text =>
        {
            foreach (var logical in Bench.Read(text).Instructions.Select(one => one.Text))
            {
                for (var at = 0; at < logical.Text.Length; at++)
                {
                    Assert.Equal(logical.Text[at], text[logical.InFile(at)]);
                }
            }
        },
        iter: 5_000);

    [Fact]
    public void LintAndFix_AnyText_NeitherThrowNorRepeat() => Texts.Sample(
        text =>
        {
            var lint = Bench.Lint(text);
            Assert.All(lint.Findings, finding => Assert.True(finding.Place.Line >= 1 && (finding.Place.EndLine, finding.Place.EndColumn).CompareTo((finding.Place.Line, finding.Place.Column)) >= 0));
            Assert.DoesNotContain(lint.Findings, finding => (finding.Message + string.Concat(finding.Evidence.Select(one => one.Text))).Contains("hunter2", StringComparison.Ordinal));
            if (ContainerfileFixPlanner.PlanAll(lint).Files is [var change])
            {
                var again = ContainerfileLinter.Lint(change.After, lint.Context);
                Assert.Empty(ContainerfileFixPlanner.PlanAll(again).Files);
                Assert.True(again.Findings.Count(finding => finding.Rule.Id == "XD001") <= lint.Findings.Count(finding => finding.Rule.Id == "XD001"));
            }
        },
        iter: 10_000);

    /// <summary>Each is harmless when short and would be unbearable at this size if anything grew with the square of the length.</summary>
    [Theory]
    [InlineData("RUN apt-get install -y a\n")]
    [InlineData("RUN pip install \\\n")]
    [InlineData("FROM a AS b\nRUN pip install x\nCOPY --from=b /r /r\n")]
    [InlineData("ENV A=$A$A\n")]
    [InlineData("WORKDIR a\nRUN mkdir -m 1777 logs && chmod -R 777 /\n")]
    [InlineData("# xnai-ignore: XD105 known\n")]
    [InlineData("RUN <<EOF\n")]
    [InlineData("RUN cat <<A <<A <<A\n")]
    [InlineData("x\n")]
    [InlineData("\\\n")]
    [InlineData("RUN $(( \"`{,}\n")]
    [InlineData("${A:-")]
    [InlineData("[\"a\",")]
    [InlineData("\"")]
    [InlineData("--mount=type=cache,")]
    [InlineData("RUN rm -rf /var/lib/apt/lists/* && apt-get install x && apt-get clean; ")]
    public void LintAndFix_AMebibyteOfOneThing_EndsInLittleMemory(string unit)
    {
        var text = "FROM a AS b\nRUN apt-get update \\\n" + new StringBuilder().Insert(0, unit, 1024 * 1024 / unit.Length);
        var before = GC.GetTotalAllocatedBytes();

        var lint = Bench.Lint(text);

        var spent = GC.GetTotalAllocatedBytes() - before;
        Assert.True(spent < 3000L * text.Length, $"{spent / text.Length} bytes for each character");
        Assert.True(lint.Findings.Length <= text.Length / 10);
    }

    [Fact]
    public void Read_MoreThanTheLimit_IsOneProblem()
    {
        var problem = Assert.Single(Bench.Read(new string('x', ContainerfileReader.MaxCharacters + 1)).Problems);

        Assert.Contains("4 MiB", problem.Message, StringComparison.Ordinal);
    }
}
