using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;

namespace XnaiControl.Core.Metering.Kernel;

/// <summary>
/// Who a process is to the file system. Ids are those of this program's user namespace, as /proc shows them, so they
/// compare with <see cref="FolderFacts"/> also for rootless containers.
/// </summary>
/// <param name="OverridesModes">Holds CAP_DAC_OVERRIDE in its own user namespace.</param>
/// <param name="UidMap">Outside ranges that its user namespace maps; the capability reaches only these owners.</param>
internal sealed record ProcessCredentials(
    uint Uid, uint Gid, ImmutableArray<uint> Groups, bool OverridesModes, ImmutableArray<IdRange> UidMap, ImmutableArray<IdRange> GidMap)
{
    private const ulong DacOverride = 1 << 1;

    /// <summary>Whether it may create files in the folder: needs write and search.</summary>
    public bool CanWrite(in FolderFacts folder, bool readOnlyMount)
    {
        if (readOnlyMount)
        {
            return false;
        }

        if (OverridesModes && IsMapped(UidMap, folder.Uid) && IsMapped(GidMap, folder.Gid))
        {
            return true;
        }

        // The kernel looks at one class only: an owner without the bit is refused even where others may.
        var shift = folder.Uid == Uid ? 6 : folder.Gid == Gid || Groups.Contains(folder.Gid) ? 3 : 0;
        return ((folder.Mode >> shift) & 0b011) == 0b011;
    }

    /// <summary>Reads <c>status</c>, <c>uid_map</c> and <c>gid_map</c>; throws what the file system throws.</summary>
    public static ProcessCredentials Read(int pid) => Parse(
        File.ReadAllBytes($"/proc/{pid}/status"),
        File.ReadAllText($"/proc/{pid}/uid_map"),
        File.ReadAllText($"/proc/{pid}/gid_map"));

    internal static ProcessCredentials Parse(ReadOnlySpan<byte> status, string uidMap, string gidMap)
    {
        uint uid = 0, gid = 0;
        ulong capabilities = 0;
        var groups = ImmutableArray.CreateBuilder<uint>();
        foreach (var range in status.Split((byte)'\n'))
        {
            var line = status[range];
            if (line.StartsWith("Uid:"u8))
            {
                uid = FileSystemId(line[4..]);
            }
            else if (line.StartsWith("Gid:"u8))
            {
                gid = FileSystemId(line[4..]);
            }
            else if (line.StartsWith("Groups:"u8))
            {
                Numbers(line[7..], groups);
            }
            else if (line.StartsWith("CapEff:"u8))
            {
                _ = Utf8Parser.TryParse(line[7..].Trim(" \t"u8), out capabilities, out _, 'x');
            }
        }

        return new ProcessCredentials(uid, gid, groups.ToImmutable(), (capabilities & DacOverride) != 0, IdRange.Parse(uidMap), IdRange.Parse(gidMap));
    }

    /// <summary>Real, effective, saved, file system: the last counts.</summary>
    private static uint FileSystemId(ReadOnlySpan<byte> text)
    {
        var ids = ImmutableArray.CreateBuilder<uint>(4);
        Numbers(text, ids);
        return ids.Count > 0 ? ids[^1] : 0;
    }

    private static void Numbers(ReadOnlySpan<byte> text, ImmutableArray<uint>.Builder into)
    {
        text = text.TrimStart(" \t"u8);
        while (Utf8Parser.TryParse(text, out uint value, out var used))
        {
            into.Add(value);
            text = text[used..].TrimStart(" \t"u8);
        }
    }

    private static bool IsMapped(ImmutableArray<IdRange> map, uint id)
    {
        foreach (var range in map)
        {
            if (id >= range.First && id - range.First < range.Count)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Ids outside a user namespace that it maps.</summary>
internal readonly record struct IdRange(uint First, uint Count)
{
    /// <summary>Lines of <c>inside outside count</c>.</summary>
    public static ImmutableArray<IdRange> Parse(string map)
    {
        var ranges = ImmutableArray.CreateBuilder<IdRange>();
        foreach (var line in map.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 3
                && uint.TryParse(parts[1], CultureInfo.InvariantCulture, out var first)
                && uint.TryParse(parts[2], CultureInfo.InvariantCulture, out var count))
            {
                ranges.Add(new IdRange(first, count));
            }
        }

        return ranges.ToImmutable();
    }
}
