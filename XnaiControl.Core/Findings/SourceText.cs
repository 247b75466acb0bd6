using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace XnaiControl.Core.Findings;

/// <summary>
/// One version of a text file. The bytes are the truth: <see cref="With"/> changes the edited stretches and no other byte,
/// so a byte order mark, line ends and a missing last newline survive.
/// </summary>
public sealed class SourceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly ImmutableArray<int> _lineStarts;
    private string? _hash;

    private SourceText(string file, string text, bool marked)
    {
        File = file;
        Text = text;
        HasByteOrderMark = marked;
        _lineStarts = LineStarts(text);
    }

    /// <summary>Absolute path, or any name for text that is in no file.</summary>
    public string File { get; }

    /// <summary>The content without its byte order mark.</summary>
    public string Text { get; }

    public bool HasByteOrderMark { get; }

    public int LineCount => _lineStarts.Length;

    /// <summary>The line end that the file uses first; <c>\n</c> when it has none.</summary>
    public string NewLine => Text.IndexOf('\n', StringComparison.Ordinal) is var at && at > 0 && Text[at - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>Lower-case SHA-256 of the bytes: the version that a fix is made against.</summary>
    public string Hash => _hash ??= Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    /// <exception cref="DecoderFallbackException">The bytes are not UTF-8; its index says where.</exception>
    public static SourceText FromBytes(string file, ReadOnlySpan<byte> bytes)
    {
        var marked = bytes.StartsWith(ByteOrderMark);
        return new SourceText(file, Strict.GetString(marked ? bytes[ByteOrderMark.Length..] : bytes), marked);
    }

    public static SourceText FromText(string file, string text) => new(file, text, marked: false);

    public byte[] ToBytes() => HasByteOrderMark ? [.. ByteOrderMark, .. Strict.GetBytes(Text)] : Strict.GetBytes(Text);

    public ReadOnlySpan<char> Slice(TextSpan span) => Text.AsSpan(span.Start, span.Length);

    /// <summary>The 1-based line and column of a position.</summary>
    public (int Line, int Column) LineColumn(int position)
    {
        var line = _lineStarts.BinarySearch(position);
        line = line < 0 ? ~line - 1 : line;
        return (line + 1, position - _lineStarts[line] + 1);
    }

    public SourceRange Range(TextSpan span)
    {
        var (line, column) = LineColumn(span.Start);
        var (endLine, endColumn) = LineColumn(span.End);
        return new SourceRange(File, line, column, endLine, endColumn);
    }

    /// <summary>The position of a 1-based line's first character; the text's length behind the last line.</summary>
    public int LineStart(int line) => line <= _lineStarts.Length ? _lineStarts[line - 1] : Text.Length;

    /// <summary>The line's text without its line end.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var text = Text.AsSpan(LineStart(line)..LineStart(line + 1));
        return text.TrimEnd('\n').TrimEnd('\r');
    }

    /// <summary>The next version: the same file with the edits in it.</summary>
    /// <exception cref="ArgumentException">Two edits collide, or one is of another file.</exception>
    public SourceText With(IEnumerable<TextEdit> edits)
    {
        var ordered = edits.OrderBy(edit => edit.Span.Start).ToList();
        var result = new StringBuilder(Text.Length);
        var at = 0;
        foreach (var edit in ordered)
        {
            if (edit.File != File || edit.Span.Start < at || edit.Span.End > Text.Length)
            {
                throw new ArgumentException($"The edit at {edit.Span.Start} of {edit.File} does not fit {File}.", nameof(edits));
            }

            result.Append(Text, at, edit.Span.Start - at).Append(edit.NewText);
            at = edit.Span.End;
        }

        return new SourceText(File, result.Append(Text, at, Text.Length - at).ToString(), HasByteOrderMark);
    }

    private static ImmutableArray<int> LineStarts(string text)
    {
        var starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }

        return starts.ToImmutable();
    }
}
