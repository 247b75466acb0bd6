using Microsoft.Extensions.Time.Testing;
using XnaiControl.Web.Hosting.SignIn;

namespace XnaiControl.Tests.Hosting;

public class OneTimeLinkTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_code_is_spent_once()
    {
        var link = new OneTimeLink(clock);
        var code = link.Issue();

        Assert.True(link.IsValid(code));
        Assert.True(link.TrySpend(code));
        Assert.False(link.IsValid(code));
        Assert.False(link.TrySpend(code));
    }

    [Fact]
    public void A_code_expires_after_ten_minutes()
    {
        var link = new OneTimeLink(clock);
        var code = link.Issue();

        clock.Advance(OneTimeLink.Validity - TimeSpan.FromSeconds(1));
        Assert.True(link.IsValid(code));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(link.TrySpend(code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef01234567")]
    public void Another_code_is_refused_and_spends_nothing(string? wrong)
    {
        var link = new OneTimeLink(clock);
        var code = link.Issue();

        Assert.False(link.TrySpend(wrong));
        Assert.True(link.TrySpend(code));
    }

    [Fact]
    public async Task Of_many_people_with_one_link_one_succeeds()
    {
        var link = new OneTimeLink(clock);
        var code = link.Issue();

        var spent = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => link.TrySpend(code))));

        Assert.Single(spent, success => success);
    }
}
