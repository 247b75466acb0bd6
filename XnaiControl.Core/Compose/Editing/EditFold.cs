using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Editing;

/// <summary>Makes one edit of two where a key is added at the place from which another goes.</summary>
internal static class EditFold
{
    /// <param name="removal">Removes whole lines.</param>
    /// <param name="insertion">Adds lines, each with its line end in front.</param>
    public static IEnumerable<TextEdit?> Fold(SourceText source, TextEdit? removal, TextEdit? insertion)
    {
        if (removal is null || insertion is null || removal.File != insertion.File || insertion.Span.Start <= removal.Span.Start || insertion.Span.Start > removal.Span.End)
        {
            // Insertions first: an edit that begins where another ends has nothing to fear.
            return [insertion, removal];
        }

        var endsLine = source.Slice(removal.Span).EndsWith("\n");
        var added = insertion.NewText;
        return [removal with { NewText = endsLine ? removal.NewText + added[source.NewLine.Length..] + source.NewLine : removal.NewText.Length > 0 ? removal.NewText + added[source.NewLine.Length..] : added }];
    }
}
