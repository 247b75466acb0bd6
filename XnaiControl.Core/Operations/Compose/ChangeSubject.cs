using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Operations;

/// <summary>The files that an operation changes and what follows from that.</summary>
/// <param name="Roots">Folders below which it may write.</param>
internal sealed class ChangeSubject(Proposal proposal, StackDeclaration declaration, ProposedStack stack, ImmutableArray<string> roots) : OperationSubject
{
    private const int LongestFact = 1000;

    public Proposal Proposal { get; } = proposal;

    public StackDeclaration Declaration { get; } = declaration;

    public ProposedStack Stack { get; } = stack;

    public ImmutableArray<string> Roots { get; } = roots;

    public ImmutableArray<FileChange> Files => Proposal.Change.Files;

    public string Title => string.Join("; ", Proposal.Change.Titles);

    public override ImmutableSortedDictionary<string, string> Facts
    {
        get
        {
            var facts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var (index, file) in Files.Index())
            {
                var suffix = index == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{index + 1}");
                facts["file" + suffix] = file.After.File;
                facts["before" + suffix] = file.Before.Hash;
                facts["after" + suffix] = file.After.Hash;
            }

            facts["change"] = Title.Length > LongestFact ? Title[..LongestFact] + "…" : Title;
            facts["proposal"] = Proposal.Id.ToString(CultureInfo.InvariantCulture);
            facts["services"] = string.Join(", ", Stack.Changed);
            return facts.ToImmutable();
        }
    }

    public override string BeforeHash => Combine(Files.Select(file => file.Before.Hash));

    public override string? ReadHash()
    {
        try
        {
            return Combine(Files.Select(file => RevisionRows.Hash(File.ReadAllBytes(file.After.File))).ToList());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What the files named by the facts are now, one sentence.</summary>
    public static string? Shown(IReadOnlyDictionary<string, string> facts)
    {
        var said = new List<string>();
        foreach (var (name, file) in facts.Where(fact => fact.Key == "file" || fact.Key.StartsWith("file.", StringComparison.Ordinal)))
        {
            var suffix = name["file".Length..];
            said.Add($"{file} {State(file, facts.GetValueOrDefault("before" + suffix), facts.GetValueOrDefault("after" + suffix))}");
        }

        return said.Count == 0 ? null : string.Join(", ", said) + ".";
    }

    private static string State(string file, string? before, string? after)
    {
        try
        {
            var now = RevisionRows.Hash(File.ReadAllBytes(file));
            return now == after ? "has the new text" : now == before ? "has the text from before" : "has a third text, neither the one from before nor the new one";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "cannot be read";
        }
    }

    /// <summary>One file's hash is itself; of several, the hash over their hashes.</summary>
    private static string Combine(IEnumerable<string> hashes) =>
        hashes.ToList() is [var only] ? only : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes))));
}
