using XnaiControl.Web.Api;

namespace XnaiControl.Tests.Api;

public sealed class CsvWriterTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    public async Task Field_ThatNeedsQuotes_HasThem(string field, string written)
    {
        await using var text = new StringWriter();

        await new CsvWriter(text).WriteAsync("x", field);

        Assert.Equal($"x,{written}\r\n", text.ToString());
    }
}
