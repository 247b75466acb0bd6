using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace XnaiControl.Core.Engine;

/// <summary>The failures of each stack's last <c>up</c>; reads the file again only when it changed.</summary>
public sealed class UpLogReader(IOptions<XnaiOptions> options)
{
    private const int MaxBytes = 1 << 20;
    private readonly ConcurrentDictionary<string, (DateTime Written, long Length, ImmutableDictionary<string, string> Failures)> _read = new(StringComparer.Ordinal);

    /// <summary>Service or container name to the engine's error; empty when no log is there or it cannot be read.</summary>
    public ImmutableDictionary<string, string> Failures(string project)
    {
        var file = new FileInfo(options.Value.UpLog(project));
        if (!file.Exists)
            return ImmutableDictionary<string, string>.Empty;
        if (_read.TryGetValue(project, out var known) && known.Written == file.LastWriteTimeUtc && known.Length == file.Length)
            return known.Failures;
        try
        {
            var failures = UpLog.Parse(ReadEnd(file));
            _read[project] = (file.LastWriteTimeUtc, file.Length, failures);
            return failures;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ImmutableDictionary<string, string>.Empty;
        }
    }

    private static string ReadEnd(FileInfo file)
    {
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > MaxBytes)
            stream.Seek(-MaxBytes, SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
