using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace XnaiControl.Web.Components.Pages.Service;

/// <summary>What one message to the browser holds; short names, because it goes out four times a second.</summary>
/// <param name="Reset">The lines before are to be dropped.</param>
/// <param name="Total">Lines read since the pane was opened.</param>
/// <param name="Skipped">Lines that were never sent, since the pane was opened.</param>
public sealed record LogBatch(bool Reset, ImmutableArray<LogItem> Lines, long Total, long Skipped);

/// <param name="At">Unix milliseconds.</param>
/// <param name="Stream">0 stdout, 1 stderr.</param>
/// <param name="Gap">Instead of a line: what was left out here.</param>
public sealed record LogItem(
    [property: JsonPropertyName("t")] long At,
    [property: JsonPropertyName("s")] int Stream,
    [property: JsonPropertyName("l")] int Level,
    [property: JsonPropertyName("x")] string? Text,
    [property: JsonPropertyName("g"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Gap = null)
{
    public static LogItem OfGap(string words) => new(0, 0, 0, null, words);
}
