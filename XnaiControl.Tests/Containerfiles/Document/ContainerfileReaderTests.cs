namespace XnaiControl.Tests.Containerfiles.Document;

public sealed class ContainerfileReaderTests
{
    [Fact]
    public void Read_ContinuationWithCommentAndBlankLine_JoinsWhatTheBuilderReads()
    {
        var file = Bench.Read("FROM a:1\nRUN one \\\n  # why two\n\n  && two\nUSER 1\n");

        Assert.Empty(file.Problems);
        Assert.Equal(["FROM a:1", "RUN one   && two", "USER 1"], file.Instructions.Select(one => one.ToString()));
    }

    [Fact]
    public void Read_ContinuationWithCarriageReturnsAndBlanksBehindTheEscape_GoesOn()
    {
        var file = Bench.Read("FROM a:1\r\nRUN one \\ \t\r\n two\r\nUSER 1");

        Assert.Equal(["FROM a:1", "RUN one  two", "USER 1"], file.Instructions.Select(one => one.ToString()));
    }

    [Fact]
    public void Read_EscapedEscapeAtTheEnd_DoesNotGoOn() =>
        Assert.Equal(["FROM a:1", @"RUN echo \\", "USER 1"], Bench.Read("FROM a:1\nRUN echo \\\\\nUSER 1\n").Instructions.Select(one => one.ToString()));

    [Fact]
    public void Read_BacktickDirective_ContinuesAtBackticks()
    {
        var file = Bench.Read("# escape=`\nFROM a:1\nRUN dir c:\\ \nRUN one `\n two\n");

        Assert.Equal(["FROM a:1", @"RUN dir c:\ ", "RUN one  two"], file.Instructions.Select(one => one.ToString()));
        Assert.Equal(("escape", "`"), (file.Directives[0].Name, file.Directives[0].Value));
    }

    [Fact]
    public void Read_KeywordInSmallLetters_IsTheSame() => Assert.Equal("RUN", Bench.Read("from a:1\nrun x\n").Instructions[1].Keyword);

    [Fact]
    public void Read_KeywordBrokenByAContinuation_IsJoined() => Assert.Equal(["FROM", "RUN"], Bench.Read("FROM a:1\nRU\\\nN x\n").Instructions.Select(one => one.Keyword));

    [Fact]
    public void Read_Flags_HaveNamesValuesAndPlaces()
    {
        const string Text = "FROM a:1\nRUN --mount=type=cache,id=x \\\n  --network=none make\n";
        var run = Bench.Read(Text).Instructions[1];

        Assert.Equal([("mount", "type=cache,id=x"), ("network", "none")], run.Flags.Select(flag => (flag.Name, flag.Value)));
        Assert.Equal("make", run.Arguments);
        Assert.Equal("--network=none", Slice(Text, run.Text.InFile(run.Flags[1].Start, run.Flags[1].Length)));
    }

    [Fact]
    public void Read_Heredocs_HoldTheirBodies()
    {
        const string Text = "FROM a:1\nCOPY <<ONE <<-'TWO' /etc/\nFROM not-an-instruction\nONE\n\tUSER\n\tTWO\nUSER 1\n";
        var file = Bench.Read(Text);

        Assert.Empty(file.Problems);
        Assert.Equal(["FROM", "COPY", "USER"], file.Instructions.Select(one => one.Keyword));
        Assert.Equal([("ONE", "FROM not-an-instruction\n", true), ("TWO", "\tUSER\n", false)], file.Instructions[1].Heredocs.Select(one => (one.Name, Slice(Text, one.Body), one.Expands)));
    }

    [Fact]
    public void Read_HeredocBehindContinuations_BeginsBehindTheLastOfThem()
    {
        var file = Bench.Read("FROM a:1\nRUN one \\\n && cat <<EOF > x \\\n && two\nbody\nEOF\nUSER 1\n");

        Assert.Equal(["FROM", "RUN", "USER"], file.Instructions.Select(one => one.Keyword));
    }

    [Theory]
    [InlineData("RUN [\"<<EOF\"]")]
    [InlineData("RUN \"<<EOF\"")]
    [InlineData("ENV A=<<EOF")]
    [InlineData("RUN x <<<EOF")]
    public void Read_WhatOnlyLooksLikeAHeredoc_IsNone(string line) => Assert.Empty(Bench.Read($"FROM a:1\n{line}\nUSER 1\n").Problems);

    [Fact]
    public void Read_Onbuild_HoldsItsTrigger()
    {
        var file = Bench.Read("FROM a:1\nONBUILD RUN --mount=type=cache,id=x make <<EOF\nx\nEOF\n");

        var trigger = file.Instructions[1].Trigger!;
        Assert.Equal(("RUN", "mount", 1), (trigger.Keyword, trigger.Flags[0].Name, trigger.Heredocs.Length));
        Assert.Empty(file.Problems);
    }

    [Fact]
    public void Read_JsonForm_HasElementsWithPlaces()
    {
        const string Text = "FROM a:1\nCMD [ \"é\\n\", \"-c\" ]\n";
        var cmd = Bench.Read(Text).Instructions[1];

        Assert.Equal(["é\n", "-c"], cmd.Json!.Value.Select(one => one.Value));
        Assert.Equal("\"-c\"", Slice(Text, cmd.PlaceOf(cmd.Json.Value[1])));
    }

    [Theory]
    [InlineData("CMD ['x']")]
    [InlineData("CMD [\"x\"")]
    [InlineData("CMD [\"x\", 1]")]
    [InlineData("CMD [\"x\"] y")]
    public void Read_BrokenJson_IsTheShellForm(string line) => Assert.Null(Bench.Read($"FROM a:1\n{line}\n").Instructions[1].Json);

    [Fact]
    public void Read_DirectivesBehindAComment_AreComments() => Assert.Empty(Bench.Read("# note\n# escape=`\nFROM a:1\n").Directives);

    private static string Slice(string text, Core.Findings.TextSpan span) => text.Substring(span.Start, span.Length);
}
