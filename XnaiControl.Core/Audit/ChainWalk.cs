namespace XnaiControl.Core.Audit;

/// <summary>Checks rows in order; after a fault <see cref="Next"/> is the first bad sequence.</summary>
internal sealed class ChainWalk
{
    private byte[] _previous = new byte[MerkleTree.HashSize];

    public MerkleTree Tree { get; } = new();

    /// <summary>The sequence that the next row must have.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>Rows found good.</summary>
    public long Entries { get; private set; }

    public void Begin(long firstSequence, byte[] previousHash) => (Next, _previous) = (firstSequence, previousHash);

    /// <summary>Null when the row continues the chain, else what kind of tampering it suggests.</summary>
    public string? Check(ChainRow row)
    {
        if (row.Sequence != Next)
        {
            return row.Sequence > Next
                ? $"Entries {Next} to {row.Sequence - 1} are missing: they were removed after they were written."
                : $"Entry {row.Sequence} stands before the first one: it was inserted.";
        }

        var hash = MerkleTree.HashLeaf(row.Leaf);
        if (!hash.AsSpan().SequenceEqual(row.LeafHash))
        {
            return $"Entry {Next} does not match its hash: its content or its hash was edited.";
        }

        if (!row.PreviousHash.AsSpan().SequenceEqual(_previous))
        {
            return $"Entry {Next} does not follow the one before: an entry was replaced, inserted or moved.";
        }

        if (CompareLeaf(row) is { } fault)
        {
            return fault;
        }

        Tree.Add(hash);
        (_previous, Next, Entries) = (hash, Next + 1, Entries + 1);
        return null;
    }

    private string? CompareLeaf(ChainRow row)
    {
        AuditEntry entry;
        try
        {
            entry = AuditLeaf.Decode(row.Leaf);
        }
        catch (FormatException exception)
        {
            return $"Entry {Next} was not written by the panel: {exception.Message}";
        }

        if (entry.Sequence != row.Sequence || entry.Uid != row.Uid || entry.PreviousHash != Convert.ToHexStringLower(_previous))
        {
            return $"Entry {Next} carries another place than it stands at: it was moved or copied.";
        }

        var expected = AuditColumns.Of(entry);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!Equals(expected[i], row.Columns[i]))
            {
                return $"Column {AuditColumns.Names[i]} of entry {Next} does not match its content: the column was edited to hide or move it in searches.";
            }
        }

        return null;
    }
}
