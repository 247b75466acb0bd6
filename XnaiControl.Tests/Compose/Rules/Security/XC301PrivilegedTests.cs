namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC301PrivilegedTests
{
    [Theory]
    [InlineData("privileged: true", 1)]
    [InlineData("privileged: false", 0)]
    [InlineData("image: a", 0)]
    public void Check_Privileged_IsFoundAtTheValue(string text, int count)
    {
        var found = RuleCase.Find("XC301", $"services:\n  a:\n    {text}\n");

        Assert.Equal(count, found.Count);
        Assert.All(found, finding => Assert.Equal((3, 17), (finding.Place.Line, finding.Place.Column)));
    }
}
