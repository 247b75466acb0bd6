using System.Collections.Frozen;
using System.Collections.Immutable;

namespace XnaiControl.Core.Compose.Document;

/// <summary>
/// Lays a later definition over an earlier one by the Compose rules: mappings merge, lists append, scalars and
/// commands are replaced, a volume replaces the earlier one on its target; <c>!reset</c> removes and
/// <c>!override</c> replaces.
/// </summary>
internal static class NodeMerge
{
    private static readonly FrozenSet<string> Replaced = new[] { "command", "entrypoint", "test" }.ToFrozenSet();
    private static readonly FrozenSet<string> Unique = new[] { "volumes", "devices" }.ToFrozenSet();
    private static readonly FrozenSet<string> NamedValues = new[] { "environment", "labels", "annotations", "args", "sysctls", "extra_hosts" }.ToFrozenSet();

    public static Node Merge(Node lower, Node upper, string key = "")
    {
        if (upper.Tag == "!override" || Replaced.Contains(key))
        {
            return upper;
        }

        return (Shape(lower, upper, key), Shape(upper, lower, key)) switch
        {
            (MappingNode a, MappingNode b) => MergeMappings(a, b),
            (SequenceNode a, SequenceNode b) when Unique.Contains(key) => b with { Items = [.. a.Items.Where(item => !b.Items.Any(later => SameTarget(item, later))), .. b.Items] },
            (SequenceNode a, SequenceNode b) => b with { Items = [.. a.Items.Where(item => !b.Items.Any(later => SameValue(item, later))), .. b.Items] },
            (var a, ScalarNode { IsNull: true }) => a,
            (_, var b) => b,
        };
    }

    /// <summary>Drops what <c>!reset</c> takes away; run once over the merged document.</summary>
    public static Node WithoutResets(Node node)
    {
        if (node is not MappingNode mapping)
        {
            return node;
        }

        var changed = false;
        var kept = ImmutableArray.CreateBuilder<Entry>(mapping.Entries.Length);
        foreach (var entry in mapping.Entries)
        {
            if (entry.Value.Tag == "!reset")
            {
                changed = true;
                continue;
            }

            var value = WithoutResets(entry.Value);
            changed |= !ReferenceEquals(value, entry.Value);
            kept.Add(ReferenceEquals(value, entry.Value) ? entry : entry with { Value = value });
        }

        return changed ? mapping with { Entries = kept.ToImmutable() } : node;
    }

    private static MappingNode MergeMappings(MappingNode lower, MappingNode upper)
    {
        var entries = lower.Entries.ToBuilder();
        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            at[entries[i].Key] = i;
        }

        foreach (var entry in upper.Entries)
        {
            if (!at.TryGetValue(entry.Key, out var known))
            {
                entries.Add(entry);
            }
            else
            {
                entries[known] = entry with { Value = entry.Value.Tag == "!reset" ? entry.Value : Merge(entries[known].Value, entry.Value, entry.Key) };
            }
        }

        return upper with { Entries = entries.ToImmutable() };
    }

    private static bool SameTarget(Node a, Node b) => TargetOf(a) is { } target && target == TargetOf(b);

    private static string? TargetOf(Node mount) => mount switch
    {
        ScalarNode text => ContainerPath.Clean(ShortMount.Parse(text.Value).Target),
        MappingNode mapping => mapping.Find("target") is ScalarNode target ? ContainerPath.Clean(target.Value) : null,
        _ => null,
    };

    private static bool SameValue(Node a, Node b) => a is ScalarNode one && b is ScalarNode other && one.Value == other.Value;

    /// <summary>
    /// Two spellings of one thing merge as one: depends_on as list and as mapping, <c>NAME=value</c> lists and mappings,
    /// a single tmpfs and a list.
    /// </summary>
    private static Node Shape(Node node, Node other, string key) => (key, node) switch
    {
        ("depends_on" or "networks", SequenceNode list) when other is MappingNode => Keys(list),
        (_, SequenceNode list) when NamedValues.Contains(key) => Pairs(list),
        ("tmpfs" or "env_file" or "dns", ScalarNode { IsNull: false } word) => new SequenceNode(word.Source, word.Span, "", [word], Flow: false),
        _ => node,
    };

    private static MappingNode Keys(SequenceNode list) => new(list.Source, list.Span, list.Tag,
        [.. list.Items.OfType<ScalarNode>().Select(name => new Entry(name, Null(name)))], list.Flow);

    private static MappingNode Pairs(SequenceNode list) => new(list.Source, list.Span, list.Tag, [.. list.Items.OfType<ScalarNode>().Select(Pair)], list.Flow);

    private static Entry Pair(ScalarNode item)
    {
        var (raw, value) = (item.Raw.IndexOf('=', StringComparison.Ordinal), item.Value.IndexOf('=', StringComparison.Ordinal));
        return raw < 0 || value < 0
            ? new Entry(item, Null(item))
            : new Entry(item with { Raw = item.Raw[..raw], Value = item.Value[..value] }, item with { Raw = item.Raw[(raw + 1)..], Value = item.Value[(value + 1)..], Form = ScalarForm.DoubleQuoted });
    }

    private static ScalarNode Null(ScalarNode like) => new(like.Source, new Findings.TextSpan(like.Span.End, 0), "", "", "", ScalarForm.Plain);
}
