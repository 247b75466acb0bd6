using XnaiControl.Core.Access;

namespace XnaiControl.Tests.Access;

public sealed class RoleTests
{
    [Fact]
    public void Administrator_may_do_everything() =>
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.True(Role.Grants(["Admin"], permission)));

    [Theory]
    [InlineData("admin")]
    [InlineData("Operator")]
    [InlineData("")]
    public void Unknown_role_grants_nothing(string role) =>
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.False(Role.Grants([role], permission)));

    [Fact]
    public void No_role_grants_nothing() => Assert.False(Role.Grants([], Permission.ViewStack));
}
