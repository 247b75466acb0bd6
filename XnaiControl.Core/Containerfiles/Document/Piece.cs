using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Document;

internal enum PieceKind
{
    Directive,
    Comment,
    Blank,
    Indent,

    /// <summary>What the builder reads of an instruction's line.</summary>
    Text,

    /// <summary>The escape character at a line's end, blanks behind it, and the line end.</summary>
    Continuation,

    LineEnd,
    HeredocBody,
    HeredocEnd,
}

/// <summary>The smallest stretch that the reader tells apart. A file's pieces, one behind the other, are its text.</summary>
internal readonly record struct Piece(PieceKind Kind, TextSpan Span);
