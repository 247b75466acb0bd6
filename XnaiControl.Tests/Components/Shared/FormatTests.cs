using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Tests.Components.Shared;

public class FormatTests
{
    private const long MiB = 1024 * 1024;

    [Theory]
    [InlineData(0.84, "0.8 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(14.4, "14 s")]
    [InlineData(59.6, "1 min")]
    [InlineData(26 * 60, "26 min")]
    [InlineData(3 * 3600 + 12 * 60, "3 h 12 min")]
    [InlineData(2 * 3600 + 4 * 60, "2 h 04 min")]
    [InlineData(86400 * 3 + 4 * 3600, "3 d 4 h")]
    [InlineData(-5, "0.0 s")]
    public void A_duration_has_the_digits_it_is_worth(double seconds, string expected) =>
        Assert.Equal(expected, Format.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(402 * MiB, 1024 * MiB, "402 of 1,024 MiB")]
    [InlineData(9 * MiB / 2, 64 * MiB, "4.5 of 64 MiB")]
    [InlineData(9318 * MiB, 15872 * MiB, "9.1 of 15.5 GiB")]
    [InlineData(402 * MiB, 0, "402 MiB")]
    [InlineData(0, 64 * MiB, "0 of 64 MiB")]
    public void A_use_and_its_limit_share_a_unit(long used, long limit, string expected) => Assert.Equal(expected, Format.SizeOf(used, limit));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.001, "< 1")]
    [InlineData(0.831, "83")]
    [InlineData(1, "100")]
    public void A_share_is_whole_percent_and_a_trace_is_not_zero(double share, string expected) => Assert.Equal(expected, Format.Percent(share));

    [Theory]
    [InlineData(0.1244, "12.4")]
    [InlineData(0.999, "99.9")]
    [InlineData(1.5, "150")]
    public void Cpu_has_one_decimal_below_a_core(double share, string expected) => Assert.Equal(expected, Format.FinePercent(share));

    [Fact]
    public void Thousands_have_a_comma() => Assert.Equal("1,284 entries", Format.Plural(1284, "entry", "entries"));

    [Fact]
    public void A_list_reads_as_a_sentence()
    {
        Assert.Equal("", Format.Join([]));
        Assert.Equal("a", Format.Join(["a"]));
        Assert.Equal("a, b and c", Format.Join(["a", "b", "c"]));
    }
}
