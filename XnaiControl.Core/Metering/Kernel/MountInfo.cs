using System.Buffers.Text;
using System.Text;

namespace XnaiControl.Core.Metering.Kernel;

/// <summary>One line of <c>/proc/&lt;pid&gt;/mountinfo</c>, octal escapes decoded.</summary>
/// <param name="Root">Which folder of the file system is mounted; <c>/</c> for a whole one.</param>
/// <param name="Options">Options of this mount (<c>rw,nosuid</c>).</param>
/// <param name="SuperOptions">Options of the file system (<c>rw,size=16384k,mode=1777</c>).</param>
internal sealed record MountEntry(
    uint DeviceMajor, uint DeviceMinor, string Root, string Target, string Options, string FileSystem, string Source, string SuperOptions);

/// <summary>Parses mountinfo as <c>proc_pid_mountinfo(5)</c> describes it; lines it cannot read are left out.</summary>
internal static class MountInfo
{
    /// <summary>Reads the mounts of a process; throws what the file system throws.</summary>
    public static List<MountEntry> Read(int pid) => Parse(File.ReadAllBytes($"/proc/{pid}/mountinfo"));

    public static List<MountEntry> Parse(ReadOnlySpan<byte> text)
    {
        var entries = new List<MountEntry>(32);
        foreach (var range in text.Split((byte)'\n'))
        {
            if (ParseLine(text[range]) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private static MountEntry? ParseLine(ReadOnlySpan<byte> line)
    {
        var rest = line;
        Next(ref rest);
        Next(ref rest);
        var device = Next(ref rest);
        var root = Next(ref rest);
        var target = Next(ref rest);
        var options = Next(ref rest);

        // Any number of optional fields, closed by a lone dash.
        ReadOnlySpan<byte> field;
        do
        {
            if (rest.IsEmpty)
            {
                return null;
            }

            field = Next(ref rest);
        }
        while (!field.SequenceEqual("-"u8));

        var fileSystem = Next(ref rest);
        var source = Next(ref rest);
        var colon = device.IndexOf((byte)':');
        if (colon < 0 || fileSystem.IsEmpty
            || !Utf8Parser.TryParse(device[..colon], out uint major, out _)
            || !Utf8Parser.TryParse(device[(colon + 1)..], out uint minor, out _))
        {
            return null;
        }

        return new MountEntry(major, minor, Decode(root), Decode(target), Decode(options), Decode(fileSystem), Decode(source), Decode(rest));
    }

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> rest)
    {
        var space = rest.IndexOf((byte)' ');
        var field = space < 0 ? rest : rest[..space];
        rest = space < 0 ? default : rest[(space + 1)..];
        return field;
    }

    /// <summary>The kernel writes space, tab, newline, backslash and hash as <c>\ooo</c>.</summary>
    internal static string Decode(ReadOnlySpan<byte> field)
    {
        if (field.IndexOf((byte)'\\') < 0)
        {
            return Encoding.UTF8.GetString(field);
        }

        var plain = new byte[field.Length];
        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 3 < field.Length && IsOctal(field[i + 1]) && IsOctal(field[i + 2]) && IsOctal(field[i + 3]))
            {
                plain[length++] = (byte)(((field[i + 1] - '0') << 6) | ((field[i + 2] - '0') << 3) | (field[i + 3] - '0'));
                i += 3;
            }
            else
            {
                plain[length++] = field[i];
            }
        }

        return Encoding.UTF8.GetString(plain, 0, length);
    }

    private static bool IsOctal(byte value) => value is >= (byte)'0' and <= (byte)'7';
}
