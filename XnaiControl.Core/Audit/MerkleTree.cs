using System.Buffers;
using System.Security.Cryptography;

namespace XnaiControl.Core.Audit;

/// <summary>
/// RFC 6962 hashing. Folds leaves one by one and keeps only the roots of complete subtrees: at most 63 hashes.
/// </summary>
internal sealed class MerkleTree
{
    public const int HashSize = SHA256.HashSizeInBytes;

    private readonly List<(int Level, byte[] Hash)> _subtrees = [];

    public static byte[] HashLeaf(ReadOnlySpan<byte> leaf) => HashPrefixed(0x00, leaf, []);

    public static byte[] HashNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => HashPrefixed(0x01, left, right);

    public void Add(byte[] leafHash)
    {
        var (level, hash) = (0, leafHash);
        while (_subtrees.Count > 0 && _subtrees[^1].Level == level)
        {
            hash = HashNode(_subtrees[^1].Hash, hash);
            _subtrees.RemoveAt(_subtrees.Count - 1);
            level++;
        }

        _subtrees.Add((level, hash));
    }

    /// <summary>The root over everything added so far; of nothing: the hash of no bytes.</summary>
    public byte[] Root()
    {
        if (_subtrees.Count == 0)
        {
            return SHA256.HashData([]);
        }

        var root = _subtrees[^1].Hash;
        for (var i = _subtrees.Count - 2; i >= 0; i--)
        {
            root = HashNode(_subtrees[i].Hash, root);
        }

        return root;
    }

    private static byte[] HashPrefixed(byte prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        // One contiguous piece: the incremental form costs more than the copy.
        var length = 1 + first.Length + second.Length;
        var rented = length > 2048 ? ArrayPool<byte>.Shared.Rent(length) : null;
        var bytes = rented is null ? stackalloc byte[2048] : rented;
        bytes[0] = prefix;
        first.CopyTo(bytes[1..]);
        second.CopyTo(bytes[(1 + first.Length)..]);
        var hash = SHA256.HashData(bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }
}
