namespace XnaiControl.Core.Findings;

/// <summary>Replaces a stretch of a file's text; an empty span inserts, an empty text removes.</summary>
public sealed record TextEdit(string File, TextSpan Span, string NewText);
