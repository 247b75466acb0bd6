using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose.Schema;

[Flags]
internal enum NodeKinds { None = 0, Single = 1, List = 2, Mapping = 4, Any = Single | List | Mapping }

/// <summary>What the schema allows at one place: shapes, keys, items, words. Types of single values are Compose's own business: it casts them.</summary>
internal sealed class SchemaShape
{
    public NodeKinds Kinds { get; set; } = NodeKinds.Any;

    public FrozenDictionary<string, SchemaShape> Properties { get; set; } = FrozenDictionary<string, SchemaShape>.Empty;

    public ImmutableArray<(Regex Name, SchemaShape Shape)> Patterns { get; set; } = [];

    /// <summary>True when other keys are an error.</summary>
    public bool Closed { get; set; }

    /// <summary>For keys that nothing else names; null allows anything.</summary>
    public SchemaShape? Others { get; set; }

    public SchemaShape? Items { get; set; }

    public FrozenSet<string> Words { get; set; } = [];

    /// <summary>One of these holds instead.</summary>
    public ImmutableArray<SchemaShape> Choices { get; set; } = [];

    public bool Allows(Node node) => Choices.IsEmpty ? Kinds.HasFlag(KindOf(node)) : Choices.Any(choice => choice.Allows(node));

    /// <summary>False when the key is unknown; a null shape allows anything below it.</summary>
    public bool TryFind(string key, out SchemaShape? shape)
    {
        if (Properties.TryGetValue(key, out shape))
        {
            return true;
        }

        foreach (var (name, below) in Patterns)
        {
            if (name.IsMatch(key))
            {
                shape = below;
                return true;
            }
        }

        shape = Others;
        return !Closed;
    }

    public static NodeKinds KindOf(Node node) => node switch { MappingNode => NodeKinds.Mapping, SequenceNode => NodeKinds.List, _ => NodeKinds.Single };
}
