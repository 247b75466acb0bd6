using System.Collections.Immutable;
using System.Text;
using XnaiControl.Core.Containerfiles.Document;

namespace XnaiControl.Core.Containerfiles.Shell;

/// <summary>
/// Splits a script into simple commands, far enough for rules that look at programs, arguments and redirections. One pass;
/// what it does not understand becomes part of a word.
/// </summary>
internal sealed class ShellReader
{
    private readonly string _text;
    private readonly ImmutableArray<ShellCommand>.Builder _commands = ImmutableArray.CreateBuilder<ShellCommand>();
    private readonly ImmutableArray<Word>.Builder _words = ImmutableArray.CreateBuilder<Word>();
    private readonly ImmutableArray<(string, Word)>.Builder _redirections = ImmutableArray.CreateBuilder<(string, Word)>();
    private string _operator = "";
    private string? _redirection;
    private int _at;

    private ShellReader(string text, int start)
    {
        _text = text;
        _at = start;
    }

    public static ImmutableArray<ShellCommand> Read(string text, int start)
    {
        var reader = new ShellReader(text, start);
        reader.ReadAll();
        return reader._commands.ToImmutable();
    }

    private void ReadAll()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '\\' && _at + 1 < _text.Length && _text[_at + 1] is ('\n' or '\r'))
            {
                _at += 2;
            }
            else if (c is ' ' or '\t' or '\r')
            {
                _at++;
            }
            else if (c == '#')
            {
                SkipComment();
            }
            else if (c is ('\n' or ';' or '&' or '|' or '(' or ')') && !(c == '&' && Next == '>'))
            {
                ReadOperator(c);
            }
            else if (c is '<' or '>' or '&')
            {
                ReadRedirection();
            }
            else
            {
                ReadWord();
            }
        }

        End("");
    }

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private void SkipComment()
    {
        var feed = _text.IndexOf('\n', _at);
        _at = feed < 0 ? _text.Length : feed;
    }

    private void ReadOperator(char c)
    {
        var twice = c is ('&' or '|' or ';') && Next == c;
        End(twice ? new string(c, 2) : c.ToString());
        _at += twice ? 2 : 1;
    }

    private void ReadRedirection()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is ('<' or '>' or '&' or '|') && _at - start < 3)
        {
            _at++;
        }

        _redirection = _text[start.._at];
    }

    private void ReadWord()
    {
        var start = _at;
        var value = new StringBuilder();
        var quote = '\0';
        var nested = 0;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (quote == '\0' && nested == 0 && c is (' ' or '\t' or '\r' or '\n' or ';' or '&' or '|' or '<' or '>' or ')' or '(') && !(c == '(' && _text[_at - 1] == '$'))
            {
                break;
            }

            if (c == '\\' && quote != '\'' && _at + 1 < _text.Length)
            {
                _at++;
                value.Append(_text[_at] is '\n' ? "" : _text[_at]);
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is ('"' or '\'' or '`'))
            {
                quote = c;
            }
            else
            {
                nested += quote != '\0' ? 0 : c == '(' ? 1 : c == ')' && nested > 0 ? -1 : 0;
                value.Append(c);
            }
        }

        Keep(new Word(start, _at - start, value.ToString(), _at - start >= 2 && _text[start] == '\'' && _text[_at - 1] == '\''));
    }

    private void Keep(Word word)
    {
        var goesToFile = _at < _text.Length && _text[_at] is ('<' or '>') && word.Length == 1 && char.IsAsciiDigit(_text[word.Start]);
        if (_redirection is { } operation)
        {
            if (operation[0] is ('>' or '&') && !operation.StartsWith(">&", StringComparison.Ordinal))
            {
                _redirections.Add((operation, word));
            }

            _redirection = null;
        }
        else if (!goesToFile) // The 2 of 2>file is no argument.
        {
            _words.Add(word);
        }
    }

    private void End(string following)
    {
        if (_words.Count > 0 || _redirections.Count > 0)
        {
            _commands.Add(new ShellCommand(_operator, _words.ToImmutable(), _redirections.ToImmutable()));
            _words.Clear();
            _redirections.Clear();
            _operator = following;
        }
        else if (following.Length > 0)
        {
            _operator = following;
        }

        _redirection = null;
    }
}
