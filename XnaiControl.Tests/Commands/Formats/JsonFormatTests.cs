using System.Text.Json.Nodes;
using XnaiControl.Web.Commands.Formats;

namespace XnaiControl.Tests.Commands.Formats;

public class JsonFormatTests
{
    [Fact]
    public void Write_Findings_HaveExactlyThePromisedNames()
    {
        var items = JsonNode.Parse(Reports.Write(new JsonFormat(), Reports.Full()))!.AsArray();

        Assert.Equal(3, items.Count);
        Assert.All(items, item => Assert.Equal(
            ["id", "severity", "file", "line", "column", "endLine", "endColumn", "service", "message", "fixable"], item!.AsObject().Select(pair => pair.Key)));
        Assert.Equal(
            """{"id":"XC101","severity":"critical","file":"compose ü.yml","line":2,"column":8,"endLine":2,"endColumn":9,"service":"web","message":"Two mounts on /tmp, 50%:\nsecond line","fixable":true}""",
            items[0]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal((0, 0), ((int)items[2]!["line"]!, (int)items[2]!["column"]!));
    }

    [Fact]
    public void Write_NoFindings_IsAnEmptyArray() =>
        Assert.Equal("[]\n", Reports.Write(new JsonFormat(), Reports.Full() with { Findings = [] }));
}
