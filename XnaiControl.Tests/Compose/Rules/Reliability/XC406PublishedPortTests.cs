namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class XC406PublishedPortTests
{
    private const string Id = "XC406";

    [Theory]
    [InlineData("8000:80", "8000:81", "Port 8000 is published by a already")]
    [InlineData("127.0.0.1:8000:80", "8000:81", "Port 8000 is published by a already")]
    [InlineData("8000-8010:8000-8010", "127.0.0.1:8005:1", "Port 8005 is published by a already")]
    [InlineData("${P:-8000}:80", "8000:81/tcp", "Port 8000 is published by a already")]
    public void Check_OnePortTwice_TheSecondIsFound(string first, string second, string message) =>
        Assert.Equal(message, Assert.Single(RuleCase.Find(Id, $"services:\n  a: {{ ports: ['{first}'] }}\n  b: {{ ports: ['{second}'] }}\n")).Message);

    [Fact]
    public void Check_TwiceInOneService_IsFound() => Assert.Equal("Port 80 is published twice", Assert.Single(RuleCase.Find(Id, "services:\n  a:\n    ports: ['80:80', { target: 81, published: 80 }]\n")).Message);

    [Theory]
    [InlineData("53:53/tcp", "53:53/udp")]
    [InlineData("127.0.0.1:80:80", "127.0.0.2:80:80")]
    [InlineData("80", "80")]
    [InlineData("${A}:80", "${A}:80")]
    [InlineData("0.0.0.0:80:80", "[::]:80:80")]
    [InlineData("8000-8010:80", "8000-8010:80")]
    public void Check_DifferentOrChosenByTheEngine_IsQuiet(string first, string second) => Assert.Empty(RuleCase.Find(Id, $"services:\n  a: {{ ports: ['{first}'] }}\n  b: {{ ports: ['{second}'] }}\n"));

    [Fact]
    public void Check_Alternatives_AreQuiet() => Assert.Empty(RuleCase.Find(Id, "services:\n  a: { profiles: [x], ports: ['80:80'] }\n  b: { profiles: [y], ports: ['80:80'] }\n"));
}
