using System.Text;
using XnaiControl.Core.Audit;

namespace XnaiControl.Tests.Audit;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Keys_are_sorted_and_nothing_is_padded()
    {
        var value = new Dictionary<string, object?> { ["b"] = 1, ["a"] = null, ["C"] = new object?[] { "x", -2L }, ["é"] = "ü€😀" };

        Assert.Equal("""{"C":["x",-2],"a":null,"b":1,"é":"ü€😀"}""", Encoding.UTF8.GetString(CanonicalJson.Encode(value)));
    }

    [Fact]
    public void Keys_sort_by_UTF16_code_unit_as_RFC_8785_asks()
    {
        var value = new Dictionary<string, string> { ["\u20ac"] = "Euro", ["\r"] = "CR", ["\ufb33"] = "Hebrew", ["1"] = "One", ["\U0001F600"] = "Smile", ["\u0080"] = "Control", ["\u00f6"] = "o" };

        Assert.Equal("{\"\\r\":\"CR\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"o\",\"\u20ac\":\"Euro\",\"\U0001F600\":\"Smile\",\"\ufb33\":\"Hebrew\"}", Encoding.UTF8.GetString(CanonicalJson.Encode(value)));
    }

    [Fact]
    public void Escapes_are_the_shortest() =>
        Assert.Equal("\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001/\"", Encoding.UTF8.GetString(CanonicalJson.Encode("\"\\\b\t\n\f\r\u0001/")));

    [Fact]
    public void Fractions_are_refused() => Assert.Throws<ArgumentException>(() => CanonicalJson.Encode(1.5));
}
