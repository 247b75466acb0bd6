using XnaiControl.Core.Containerfiles.Shell;

namespace XnaiControl.Tests.Containerfiles.Shell;

public sealed class ShellReaderTests
{
    [Theory]
    [InlineData("a && b || c; d | e & f", "a|b|c|d|e|f")]
    [InlineData("set -eux; if x; then pip install y; fi", "set|x|pip|fi")]
    [InlineData("A=1 B=2 /usr/bin/apt-get install x", "apt-get")]
    [InlineData("sudo env X=1 python3 -m pip install x", "pip")]
    [InlineData("echo \"a && b\" 'c; d' $(e | f) `g; h`", "echo")]
    [InlineData("(cd x && make) # and; more\nb", "cd|make|b")]
    [InlineData("a \\\n  b\nc", "a|c")]
    [InlineData("echo a#b c", "echo")]
    public void Read_Script_IsItsCommands(string script, string names) =>
        Assert.Equal(names, string.Join('|', ShellReader.Read(script, 0).Select(command => command.Name)));

    [Theory]
    [InlineData("x > a 2>> b", "> a,>> b")]
    [InlineData("x >a 2>&1", "> a")]
    [InlineData("x &> a < in", "&> a")]
    [InlineData("x >| a", ">| a")]
    [InlineData("x <<EOF > a", "> a")]
    public void Read_Redirections_AreThoseThatWrite(string script, string expected) =>
        Assert.Equal(expected, string.Join(',', ShellReader.Read(script, 0).Single().Redirections.Select(one => $"{one.Operator} {one.Target.Value}")));

    [Fact]
    public void Read_DescriptorBeforeARedirection_IsNoArgument() =>
        Assert.Equal(["x", "2"], ShellReader.Read("x 2 2>a", 0).Single().Words.Select(word => word.Value));
}
