namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD104SyntaxNotFirstTests
{
    [Theory]
    [InlineData("# image\n# syntax=docker/dockerfile:1\nFROM a:1\n", "2:1 # syntax=docker/dockerfile:1")]
    [InlineData("\n# syntax=docker/dockerfile:1\r\nFROM a:1\n", "2:1 # syntax=docker/dockerfile:1")]
    [InlineData("FROM a:1\n  #Syntax = x\nRUN y\n", "2:3 #Syntax = x")]
    [InlineData("FROM a:1\nRUN x \\\n# syntax=x\n  y\n", "3:1 # syntax=x")]
    public void Lint_SyntaxBehindSomething_IsFound(string text, string place) => Assert.Equal(place, Bench.At(Bench.Only("XD104", text), text));

    [Theory]
    [InlineData("# syntax=docker/dockerfile:1\nFROM a:1\n")]
    [InlineData("#syntax=x\r\nFROM a:1\n")]
    [InlineData("# escape=`\n# syntax=x\nFROM a:1\n")]
    [InlineData("#!/usr/bin/env docker\n# syntax=x\nFROM a:1\n")]
    [InlineData("FROM a:1\nRUN <<EOF\n# syntax=x\nEOF\n")]
    public void Lint_SyntaxThatCounts_IsFine(string text) => Assert.Empty(Bench.Of("XD104", text));
}
