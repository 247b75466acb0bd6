using System.Collections.Immutable;

namespace XnaiControl.Core.Compose.Document;

/// <summary>A value of a YAML document with its place; anchors and merge keys are resolved, variables are not.</summary>
/// <param name="Tag">A local tag such as <c>!reset</c>, or empty.</param>
internal abstract record Node(Place Place, string Tag);

/// <param name="Plain">Written without quotes: only then can it mean null.</param>
internal sealed record ScalarNode(Place Place, string Tag, string Value, bool Plain) : Node(Place, Tag)
{
    public bool IsNull => Plain && Value is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record SequenceNode(Place Place, string Tag, ImmutableArray<Node> Items) : Node(Place, Tag);

internal sealed record MappingNode(Place Place, string Tag, ImmutableArray<Entry> Entries) : Node(Place, Tag)
{
    public static MappingNode Empty(Place place) => new(place, "", []);

    public Node? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry.Value is ScalarNode { IsNull: true } ? null : entry.Value;
            }
        }

        return null;
    }
}

/// <param name="KeyPlace">Where the key stands: the place people expect a message to name.</param>
internal readonly record struct Entry(string Key, Place KeyPlace, Node Value);
