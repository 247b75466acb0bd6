using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Linting;

/// <param name="Policy">Null when the file cannot be used.</param>
/// <param name="Problems">All of them, each <c>file:line:column: what is wrong. What to do.</c></param>
public sealed record PolicyResult(ComposePolicy? Policy, ImmutableArray<string> Problems);

/// <summary>
/// Reads a policy file (<see cref="DefaultPolicy.Text"/> shows its form). What it leaves out keeps the guide's value; a key that it
/// does not know is a fault, because a misspelt one would silently not count.
/// </summary>
public sealed class PolicyReader
{
    private readonly List<string> _problems = [];

    private PolicyReader()
    {
    }

    /// <param name="file">Absolute path.</param>
    public static PolicyResult Read(string file)
    {
        var problems = new ProblemLog();
        return new SourceFiles(problems).Get(file) is { } source ? Read(source) : new PolicyResult(null, Texts(problems));
    }

    public static PolicyResult Read(SourceText source)
    {
        var problems = new ProblemLog();
        var documents = NodeBuilder.Build(source, problems);
        if (problems.All.Count > 0)
        {
            return new PolicyResult(null, Texts(problems));
        }

        var reader = new PolicyReader();
        var policy = documents.Length > 1 ? reader.Fault(documents[1], "The file has several documents.", "Keep the policy in one.", ComposePolicy.Default)
            : documents is [] or [ScalarNode { IsNull: true }] ? ComposePolicy.Default
            : reader.Policy(documents[0]);
        return new PolicyResult(reader._problems.Count == 0 ? policy : null, [.. reader._problems]);
    }

    private ComposePolicy Policy(Node root)
    {
        var defaults = ComposePolicy.Default;
        var policy = Mapping(root, "The policy", "tmpfs", "other-tmpfs", "memory-share");
        var other = policy?.Find("other-tmpfs") is { } node ? Mapping(node, "other-tmpfs", "size", "mode") : null;
        var (size, mode) = (Size(other, defaults.DefaultTmpfsSize), Mode(other, defaults.DefaultTmpfsMode));
        var named = policy?.Find("tmpfs") is { } targets ? Targets(targets, defaults, size, mode) : [];
        return new ComposePolicy(defaults.Tmpfs.SetItems(named), size, mode, MemoryShare(policy, defaults.MemoryShare));
    }

    private Dictionary<string, TmpfsPolicy> Targets(Node node, ComposePolicy defaults, string size, string mode)
    {
        var targets = new Dictionary<string, TmpfsPolicy>(StringComparer.Ordinal);
        foreach (var entry in (node as MappingNode ?? Fault(node, "tmpfs is not a mapping.", "Write each target, such as /tmp:, with size, mode and keep below it.", MappingNode.Empty(node))).Entries)
        {
            var target = ContainerPath.Clean(entry.Key);
            if (!entry.Key.StartsWith('/'))
            {
                Fault(entry.Name, $"The target {entry.Key} is no absolute path.", "Write it as the container sees it, such as /app/logs.", 0);
                continue;
            }

            var known = defaults.Tmpfs.GetValueOrDefault(target) ?? new TmpfsPolicy(size, mode, MountChoice.Tmpfs);
            var wanted = Mapping(entry.Value, entry.Key, "size", "mode", "keep");
            if (!targets.TryAdd(target, new TmpfsPolicy(Size(wanted, known.Size), Mode(wanted, known.Mode), Keep(wanted, known.Keep))))
            {
                Fault(entry.Name, $"The target {target} is named twice.", "Keep one of the two.", 0);
            }
        }

        return targets;
    }

    private string Size(MappingNode? mapping, string otherwise) => Text(mapping, "size") switch
    {
        null => otherwise,
        var text when ByteSize.TryParse(text.Raw, out var bytes) && bytes > 0 => text.Raw,
        var text => Fault(text, $"size is {text.Raw}, which is not a size.", "Write a number with a unit, for example 512m or 2g.", otherwise),
    };

    private string Mode(MappingNode? mapping, string otherwise) => Text(mapping, "mode") switch
    {
        null => otherwise,
        { Raw: var mode } when mode.TrimStart('0') is { Length: >= 3 and <= 4 } digits && digits.All(digit => digit is >= '0' and <= '7') => digits.PadLeft(4, '0'),
        var text => Fault(text, $"mode is {text.Raw}, which is not a mode.", "Write three or four octal digits, for example 1777 or 0755.", otherwise),
    };

    private MountChoice Keep(MappingNode? mapping, MountChoice otherwise) => Text(mapping, "keep") switch
    {
        null => otherwise,
        { Raw: "tmpfs" } => MountChoice.Tmpfs,
        { Raw: "volume" } => MountChoice.Volume,
        var text => Fault(text, $"keep is {text.Raw}.", "Write tmpfs or volume: which of two mounts on the path stays.", otherwise),
    };

    private double MemoryShare(MappingNode? mapping, double otherwise) => Text(mapping, "memory-share") switch
    {
        null => otherwise,
        { Raw: var text } when text.EndsWith('%') && int.TryParse(text.AsSpan(..^1), out var percent) && percent is >= 1 and <= 100 => percent / 100.0,
        var text => Fault(text, $"memory-share is {text.Raw}.", "Write a whole percentage from 1% to 100%.", otherwise),
    };

    private ScalarNode? Text(MappingNode? mapping, string key) => mapping?.Find(key) switch
    {
        null => null,
        ScalarNode text => text,
        var node => Fault<ScalarNode?>(node, $"{key} is a list or a mapping.", "Write a single value after the colon.", null),
    };

    private MappingNode? Mapping(Node node, string what, params string[] keys)
    {
        if (node is not MappingNode mapping)
        {
            return node is ScalarNode { IsNull: true } ? null
                : Fault<MappingNode?>(node, $"{what} is not a mapping.", $"Write {string.Join(", ", keys)} below it, each with a value.", null);
        }

        foreach (var entry in mapping.Entries.Where(entry => !keys.Contains(entry.Key)))
        {
            Fault(entry.Name, $"{what} has no {entry.Key}.", $"Use {string.Join(", ", keys)}.", 0);
        }

        return mapping;
    }

    private T Fault<T>(Node at, string problem, string remedy, T otherwise)
    {
        _problems.Add($"{at.Place}: {problem} {remedy}");
        return otherwise;
    }

    private static ImmutableArray<string> Texts(ProblemLog problems) => [.. problems.All.Select(problem => $"{problem.Range}: {problem.Message} {problem.Remedy}")];
}
