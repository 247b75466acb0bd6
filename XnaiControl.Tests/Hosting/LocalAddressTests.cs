using XnaiControl.Web.Components.Pages.Account;

namespace XnaiControl.Tests.Hosting;

public class LocalAddressTests
{
    [Theory]
    [InlineData("/audit?entry=3", "/audit?entry=3")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("audit", "/")]
    public void Only_addresses_of_the_panel_itself_are_followed(string? address, string expected) =>
        Assert.Equal(expected, LocalAddress.OrHome(address));
}
