namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC306WritableRootTests
{
    [Theory]
    [InlineData("image: a", 1)]
    [InlineData("image: a\n    read_only: true", 0)]
    [InlineData("restart: always", 0)]
    public void Check_Root_IsFoundUnlessReadOnly(string text, int count) => Assert.Equal(count, RuleCase.Find("XC306", $"services:\n  a:\n    {text}\n").Count);
}
