namespace XnaiControl.Tests.Compose.Rules.Security;

public class XC311UnpinnedImageTests
{
    [Theory]
    [InlineData("redis", "redis has no tag, which means latest")]
    [InlineData("redis:latest", "redis:latest is another image tomorrow")]
    [InlineData("registry.local:5000/app", "registry.local:5000/app has no tag, which means latest")]
    [InlineData("app:${TAG:-latest}", "app:latest is another image tomorrow")]
    public void Check_NoVersion_IsFound(string image, string message) => Assert.Equal(message, Assert.Single(RuleCase.Find("XC311", $"services:\n  a:\n    image: {image}\n")).Message);

    [Theory]
    [InlineData("image: redis:7.4.1")]
    [InlineData("image: redis@sha256:8e8d64b405ce18f41b8e5ee20aa4687a8ed0022d1298f2ce31cdcf3a76e09411")]
    [InlineData("image: app\n    build: .")]
    [InlineData("image: localhost/app")]
    [InlineData("image: app:${TAG}")]
    public void Check_VersionOrOwnBuild_IsQuiet(string text) => Assert.Empty(RuleCase.Find("XC311", $"services:\n  a:\n    {text}\n"));
}
