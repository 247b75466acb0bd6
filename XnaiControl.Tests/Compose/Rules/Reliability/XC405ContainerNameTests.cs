namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class XC405ContainerNameTests
{
    private const string Id = "XC405";

    [Fact]
    public void Check_TwoOfOneName_TheSecondIsFound()
    {
        var finding = Assert.Single(RuleCase.Find(Id, "services:\n  a:\n    container_name: web\n  b:\n    container_name: \"web\"\n"));

        Assert.Equal("a and b are both called web", finding.Message);
        Assert.Equal((5, 3), (finding.Place.Line, finding.Evidence[0].Place!.Value.Line));
    }

    [Theory]
    [InlineData("a: { container_name: x }\n  b: { container_name: y }")]
    [InlineData("a: { container_name: x, profiles: [cpu] }\n  b: { container_name: x, profiles: [gpu] }")]
    public void Check_DifferentOrAlternatives_AreQuiet(string services) => Assert.Empty(RuleCase.Find(Id, $"services:\n  {services}\n"));
}
