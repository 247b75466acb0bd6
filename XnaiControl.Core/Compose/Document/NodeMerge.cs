using System.Collections.Immutable;

namespace XnaiControl.Core.Compose.Document;

/// <summary>
/// Lays a later compose file over an earlier one by the Compose rules: mappings merge, lists append, scalars and
/// commands are replaced; <c>!reset</c> removes and <c>!override</c> replaces.
/// </summary>
internal static class NodeMerge
{
    private static readonly ImmutableHashSet<string> Replaced = ["command", "entrypoint", "test"];

    public static Node Merge(Node lower, Node upper, string key = "")
    {
        if (upper.Tag == "!override" || Replaced.Contains(key))
        {
            return upper;
        }

        return (Shape(lower, key), Shape(upper, key)) switch
        {
            (MappingNode a, MappingNode b) => MergeMappings(a, b),
            (SequenceNode a, SequenceNode b) => b with { Items = a.Items.AddRange(b.Items) },
            (var a, ScalarNode { IsNull: true }) => a,
            (_, var b) => b,
        };
    }

    /// <summary>Drops what <c>!reset</c> takes away; run once over the merged document.</summary>
    public static Node WithoutResets(Node node) => node switch
    {
        MappingNode mapping => mapping with
        {
            Entries = [.. mapping.Entries.Where(e => e.Value.Tag != "!reset").Select(e => e with { Value = WithoutResets(e.Value) })],
        },
        _ => node,
    };

    private static MappingNode MergeMappings(MappingNode lower, MappingNode upper)
    {
        var entries = lower.Entries.ToBuilder();
        foreach (var entry in upper.Entries)
        {
            var at = lower.Entries.FindIndex(e => e.Key == entry.Key);
            if (at < 0)
            {
                entries.Add(entry);
            }
            else
            {
                entries[at] = entry with { Value = entry.Value.Tag == "!reset" ? entry.Value : Merge(entries[at].Value, entry.Value, entry.Key) };
            }
        }

        return upper with { Entries = entries.ToImmutable() };
    }

    /// <summary>depends_on is a list in one file and a mapping in the next; a single tmpfs may be a word.</summary>
    private static Node Shape(Node node, string key) => (key, node) switch
    {
        ("depends_on", SequenceNode list) => new MappingNode(list.Place, list.Tag,
            [.. list.Items.OfType<ScalarNode>().Select(s => new Entry(s.Value, s.Place, new ScalarNode(s.Place, "", "", true)))]),
        ("tmpfs", ScalarNode { IsNull: false } word) => new SequenceNode(word.Place, "", [word]),
        _ => node,
    };

    private static int FindIndex(this ImmutableArray<Entry> entries, Predicate<Entry> match)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (match(entries[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
