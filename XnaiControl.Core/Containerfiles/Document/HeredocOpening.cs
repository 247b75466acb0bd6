using System.Text.RegularExpressions;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>A word such as <c>&lt;&lt;EOF</c> or <c>&lt;&lt;-"EOF"</c> in an instruction that may have one.</summary>
internal sealed partial record HeredocOpening(string Name, bool TrimsTabs, bool Expands, Word Word)
{
    public static IEnumerable<HeredocOpening> In(Instruction instruction)
    {
        var holder = instruction.Trigger ?? instruction;
        if (holder.Keyword is not ("RUN" or "COPY" or "ADD") || !holder.Text.Text.Contains("<<", StringComparison.Ordinal) || holder.Json is not null)
        {
            yield break;
        }

        foreach (var word in holder.Words)
        {
            // As BuildKit has it: the word is the redirection and nothing else.
            var raw = holder.Text.Text.Substring(word.Start, word.Length);
            if (Pattern().Match(raw) is { Success: true } match)
            {
                var name = match.Groups["name"].Value;
                var bare = WordReader.ReadOne(name, 0, '\\').Value;
                yield return new HeredocOpening(bare, match.Groups["dash"].Length > 0, bare == name, word);
            }
        }
    }

    [GeneratedRegex(@"^\d*<<(?<dash>-?)(?<name>[^<\s]+)$")]
    private static partial Regex Pattern();
}
