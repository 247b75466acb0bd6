using System.Globalization;
using System.Text;

namespace XnaiControl.Core.Engine.Client;

/// <summary>
/// Reads the RFC 3339 time in front of a log line. Remembers the last one: Podman gives whole seconds, so thousands
/// of lines share it.
/// </summary>
internal sealed class LogTimestamp
{
    private const int MaxLength = 40;
    private byte[] _last = [];
    private DateTimeOffset _lastTime;

    /// <summary>Length of the stamp with the space behind it; 0 when the line does not start with one.</summary>
    public static int LengthOf(ReadOnlySpan<byte> line)
    {
        // 2026-11-23T10:30:45
        if (line.Length < 20 || line[4] != '-' || line[7] != '-' || line[10] != 'T' || line[13] != ':' || line[16] != ':')
            return 0;
        var space = line[..Math.Min(line.Length, MaxLength)].IndexOf((byte)' ');
        return space < 0 ? (line.Length <= MaxLength ? line.Length : 0) : space + 1;
    }

    public DateTimeOffset Parse(ReadOnlySpan<byte> stamp)
    {
        if (stamp.SequenceEqual(_last))
            return _lastTime;
        if (!DateTimeOffset.TryParse(Encoding.ASCII.GetString(stamp).TrimEnd(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return _lastTime;
        _last = stamp.ToArray();
        return _lastTime = time.ToUniversalTime();
    }
}
