using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>
/// Reads a Containerfile line by line, as BuildKit and Buildah do. Every character is looked at a bounded number of times;
/// nothing throws for what stands in a file.
/// </summary>
internal sealed partial class ContainerfileReader
{
    public const int MaxCharacters = 4 * 1024 * 1024;
    public const int MaxProblems = 20;

    private readonly SourceText _source;
    private readonly string _text;
    private readonly ImmutableArray<Piece>.Builder _pieces = ImmutableArray.CreateBuilder<Piece>();
    private readonly ImmutableArray<Directive>.Builder _directives = ImmutableArray.CreateBuilder<Directive>();
    private readonly ImmutableArray<Instruction>.Builder _instructions = ImmutableArray.CreateBuilder<Instruction>();
    private readonly ProblemList _problems = new(MaxProblems);
    private char _escape = '\\';
    private int _at;

    private ContainerfileReader(SourceText source)
    {
        _source = source;
        _text = source.Text;
    }

    public static Containerfile Read(SourceText source)
    {
        if (source.Text.Length > MaxCharacters)
        {
            var whole = new TextSpan(0, source.Text.Length);
            return new Containerfile(source, [new Piece(PieceKind.Text, whole)], [], [], [new Problem(
                new TextSpan(0, 0), "The file is larger than 4 MiB and was not read", "Check that this is the right file; a Dockerfile is text of some kilobytes.")]);
        }

        var reader = new ContainerfileReader(source);
        reader.ReadDirectives();
        while (reader._at < reader._text.Length)
        {
            reader.ReadLine();
        }

        InstructionChecks.CheckFile(reader._instructions, reader._problems);
        return new Containerfile(source, reader._pieces.ToImmutable(), reader._directives.ToImmutable(), reader._instructions.ToImmutable(), reader._problems.ToImmutable());
    }

    private void ReadDirectives()
    {
        if (_text.StartsWith("#!", StringComparison.Ordinal))
        {
            Take(PieceKind.Comment, LineAt(_at).Next);
        }

        while (_at < _text.Length && LineAt(_at) is var line && DirectivePattern().Match(_text, line.Start, line.End - line.Start) is { Success: true } match)
        {
            var directive = new Directive(match.Groups["name"].Value.ToLowerInvariant(), match.Groups["value"].Value, TextSpan.Between(line.Start, line.End));
            if (_directives.Any(known => known.Name == directive.Name))
            {
                _problems.Add(directive.Span, $"The directive {directive.Name} stands here a second time", "Keep one of the two.");
            }
            else if (directive.Name == "escape" && directive.Value is not ("\\" or "`"))
            {
                _problems.Add(directive.Span, "The escape character is neither \\ nor `", "Write # escape=\\ or # escape=`, or take the line out.");
            }
            else if (directive.Name == "escape")
            {
                _escape = directive.Value[0];
            }

            _directives.Add(directive);
            Take(PieceKind.Directive, line.Next);
        }
    }

    private void ReadLine()
    {
        var line = LineAt(_at);
        var first = FirstInk(line);
        if (first == line.End)
        {
            Take(PieceKind.Blank, line.Next);
        }
        else if (_text[first] == '#')
        {
            Take(PieceKind.Comment, line.Next);
        }
        else
        {
            Take(PieceKind.Indent, first);
            ReadInstruction();
        }
    }

    private void ReadInstruction()
    {
        var instruction = InstructionReader.Read(JoinLines(), 0);
        var heredocs = ImmutableArray.CreateBuilder<Heredoc>();
        foreach (var opening in HeredocOpening.In(instruction))
        {
            heredocs.Add(ReadHeredoc(instruction, opening));
        }

        if (heredocs.Count > 0)
        {
            var read = heredocs.ToImmutable();
            instruction = instruction with { Heredocs = read, Trigger = instruction.Trigger is { } trigger ? trigger with { Heredocs = read } : null };
        }

        InstructionChecks.Check(instruction, _problems);
        _instructions.Add(instruction);
    }

    private LogicalText JoinLines()
    {
        var joined = new StringBuilder();
        var segments = ImmutableArray.CreateBuilder<(int, int)>();
        var goesOn = true;
        for (var first = true; goesOn && _at < _text.Length; first = false)
        {
            var line = LineAt(_at);
            var ink = FirstInk(line);
            if (!first && (ink == line.End || _text[ink] == '#'))
            {
                Take(ink == line.End ? PieceKind.Blank : PieceKind.Comment, line.Next);
                continue;
            }

            goesOn = Continues(line, out var end);
            if (end > _at || segments.Count == 0)
            {
                segments.Add((joined.Length, _at));
                joined.Append(_text, _at, end - _at);
            }

            Take(PieceKind.Text, end);
            Take(goesOn ? PieceKind.Continuation : PieceKind.LineEnd, line.Next);
        }

        return new LogicalText(joined.ToString(), segments.ToImmutable(), _escape);
    }

    private Heredoc ReadHeredoc(Instruction instruction, HeredocOpening opening)
    {
        var start = _at;
        for (var at = start; at < _text.Length;)
        {
            var line = LineAt(at);
            var content = _text.AsSpan(line.Start..line.End);
            if ((opening.TrimsTabs ? content.TrimStart('\t') : content).SequenceEqual(opening.Name))
            {
                Take(PieceKind.HeredocBody, at);
                Take(PieceKind.HeredocEnd, line.Next);
                return new Heredoc(opening.Name, TextSpan.Between(start, at), opening.Expands);
            }

            at = line.Next;
        }

        Take(PieceKind.HeredocBody, _text.Length);
        _problems.Add(instruction.PlaceOf(opening.Word), $"The heredoc {opening.Name} has no end", $"Write {opening.Name} alone on the line behind its last one.");
        return new Heredoc(opening.Name, TextSpan.Between(start, _text.Length), opening.Expands);
    }

    /// <summary>An escape character at the line's end goes on with the next line; one that is itself escaped does not.</summary>
    private bool Continues((int Start, int End, int Next) line, out int end)
    {
        end = line.End;
        var last = line.End - 1;
        while (last >= _at && _text[last] is ' ' or '\t')
        {
            last--;
        }

        if (last < _at || _text[last] != _escape || last > line.Start && _text[last - 1] == _escape)
        {
            return false;
        }

        end = last;
        return true;
    }

    private int FirstInk((int Start, int End, int Next) line)
    {
        var at = line.Start;
        while (at < line.End && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    private (int Start, int End, int Next) LineAt(int start)
    {
        var feed = _text.IndexOf('\n', start);
        return feed < 0
            ? (start, _text.Length, _text.Length)
            : (start, feed > start && _text[feed - 1] == '\r' ? feed - 1 : feed, feed + 1);
    }

    private void Take(PieceKind kind, int end)
    {
        if (end > _at)
        {
            _pieces.Add(new Piece(kind, TextSpan.Between(_at, end)));
            _at = end;
        }
    }

    [GeneratedRegex(@"\G#\s*(?<name>syntax|escape|check)\s*=\s*(?<value>\S+(?:\s+\S+)*)\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DirectivePattern();
}
