using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>One file as the builder reads it, with every character's place.</summary>
/// <param name="Pieces">All of the text, in order, without a gap.</param>
/// <param name="Directives">The parser directives that count: those at the very top.</param>
/// <param name="Problems">Why a builder refuses it; empty for a valid file. At most <see cref="ContainerfileReader.MaxProblems"/>.</param>
internal sealed record Containerfile(
    SourceText Source,
    ImmutableArray<Piece> Pieces,
    ImmutableArray<Directive> Directives,
    ImmutableArray<Instruction> Instructions,
    ImmutableArray<Problem> Problems);

/// <param name="Name">In small letters: syntax, escape or check.</param>
internal sealed record Directive(string Name, string Value, TextSpan Span);

/// <param name="Message">What is wrong there, a phrase.</param>
/// <param name="Remedy">What to do, a sentence.</param>
internal sealed record Problem(TextSpan Span, string Message, string Remedy);
