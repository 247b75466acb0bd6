namespace XnaiControl.Core.Compose.Document;

/// <summary>
/// Finds where a value stands in its own file. Merged mappings and lists are new objects, their values are not: this
/// leads from a value back to the text that holds it.
/// </summary>
internal sealed class DocumentIndex(IReadOnlyCollection<MappingNode> documents)
{
    private readonly Lazy<Dictionary<Node, Holder>> _holders = new(() => Build(documents));

    /// <summary>The files' own mappings, before merging.</summary>
    public IReadOnlyCollection<MappingNode> All => documents;

    /// <summary>The whole file that a value stands in; null when its documents were laid over one another.</summary>
    public MappingNode? DocumentOf(Node value) => documents.FirstOrDefault(document => ReferenceEquals(document.Source, value.Source) && document.Span.Contains(value.Span));

    /// <summary>Null for a value that was made by merging and stands in no file as such.</summary>
    public Holder? HolderOf(Node value) => _holders.Value.GetValueOrDefault(value);

    private static Dictionary<Node, Holder> Build(IEnumerable<MappingNode> documents)
    {
        var holders = new Dictionary<Node, Holder>(ReferenceEqualityComparer.Instance);
        foreach (var document in documents)
        {
            Visit(document);
        }

        return holders;

        void Visit(MappingNode mapping)
        {
            foreach (var entry in mapping.Entries.Where(entry => !entry.Merged))
            {
                // The first place is the anchor's; aliases follow it.
                if (holders.TryAdd(entry.Value, new Holder(mapping, entry, null)))
                {
                    Below(mapping, entry, entry.Value);
                }
            }
        }

        void Below(MappingNode owner, Entry entry, Node value)
        {
            switch (value)
            {
                case MappingNode mapping:
                    Visit(mapping);
                    break;
                case SequenceNode list:
                    foreach (var item in list.Items)
                    {
                        if (holders.TryAdd(item, new Holder(owner, entry, list)))
                        {
                            Below(owner, entry, item);
                        }
                    }

                    break;
            }
        }
    }
}

/// <param name="Owner">The mapping with the key.</param>
/// <param name="Entry">The key whose value holds it.</param>
/// <param name="List">The list that it is an item of; null when it is the key's value.</param>
internal sealed record Holder(MappingNode Owner, Entry Entry, SequenceNode? List);
