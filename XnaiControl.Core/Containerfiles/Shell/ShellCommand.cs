using System.Collections.Immutable;
using XnaiControl.Core.Containerfiles.Document;

namespace XnaiControl.Core.Containerfiles.Shell;

/// <summary>One simple command of a script, with places in the script's text.</summary>
/// <param name="Operator">What stands before it: <c>&amp;&amp;</c>, <c>;</c>, <c>|</c>, a line end; empty for the first.</param>
/// <param name="Redirections">Target and operator of each <c>&gt;</c>, <c>&gt;&gt;</c> and the like that writes.</param>
internal sealed record ShellCommand(
    string Operator,
    ImmutableArray<Word> Words,
    ImmutableArray<(string Operator, Word Target)> Redirections)
{
    private static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "elif", "while", "until", "do", "!", "{", "(", "time", "exec", "command", "env", "sudo", "nohup", "nice",
    };

    private readonly int _name = NameIndex(Words);

    /// <summary>The program without its folder; <c>python3 -m pip</c> is <c>pip</c>, <c>pip3</c> too. Empty when there is none.</summary>
    public string Name => ModuleOfPython ? Words[_name + 2].Value : _name < Words.Length ? Bare(Words[_name].Value) : "";

    /// <summary>What follows the program.</summary>
    public ReadOnlySpan<Word> Arguments => Words.AsSpan()[Math.Min(Words.Length, _name + (ModuleOfPython ? 3 : 1))..];

    /// <summary>The first argument that is no option, or empty.</summary>
    public string Verb => VerbAt(0);

    public string VerbAt(int index)
    {
        foreach (var word in Arguments)
        {
            if (!word.Value.StartsWith('-') && index-- == 0)
            {
                return word.Value;
            }
        }

        return "";
    }

    public bool Has(params ReadOnlySpan<string> anyOf)
    {
        foreach (var word in Arguments)
        {
            if (anyOf.Contains(word.Value))
            {
                return true;
            }
        }

        return false;
    }

    private bool ModuleOfPython => _name + 2 < Words.Length && Bare(Words[_name].Value).StartsWith("python", StringComparison.Ordinal) && Words[_name + 1].Value == "-m";

    private static int NameIndex(ImmutableArray<Word> words)
    {
        var at = 0;
        while (at < words.Length && (Wrappers.Contains(words[at].Value) || IsAssignment(words[at].Value)))
        {
            at++;
        }

        return at;
    }

    private static string Bare(string program)
    {
        var name = program[(program.LastIndexOf('/') + 1)..];
        return name.StartsWith("pip3", StringComparison.Ordinal) ? "pip" : name;
    }

    private static bool IsAssignment(string word)
    {
        var cut = word.IndexOf('=', StringComparison.Ordinal);
        return cut > 0 && !char.IsAsciiDigit(word[0]) && word.AsSpan(0, cut).IndexOfAnyExcept(NameCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
}
