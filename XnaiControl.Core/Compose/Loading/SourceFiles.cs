using System.Collections.Immutable;
using System.Text;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>Reads compose files, each once. Texts at hand (an editor's, a plan's) win over the disk.</summary>
internal sealed class SourceFiles(ProblemLog problems)
{
    public const long MaxFileBytes = 4 << 20;

    private readonly Dictionary<string, SourceText?> _known = new(StringComparer.Ordinal);
    private readonly List<SourceText> _read = [];

    /// <summary>In the order in which they were asked for.</summary>
    public ImmutableArray<SourceText> Read => [.. _read];

    public void Put(SourceText source)
    {
        if (_known.TryAdd(source.File, source))
        {
            _read.Add(source);
        }
    }

    /// <summary>Null when the file cannot be used; the log says why.</summary>
    /// <param name="askedFor">Where another file names this one; null for a file that a person named.</param>
    public SourceText? Get(string file, SourceRange? askedFor = null)
    {
        if (!_known.TryGetValue(file, out var source))
        {
            source = Load(file, askedFor ?? SourceRange.Whole(file));
            _known[file] = source;
            if (source is not null)
            {
                _read.Add(source);
            }
        }

        return source;
    }

    private SourceText? Load(string file, SourceRange at)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > MaxFileBytes)
            {
                problems.Add(DocumentRules.TooLarge, at, $"{file} has {stream.Length >> 20} MiB.", $"A compose file may have at most {MaxFileBytes >> 20} MiB: name the right file.");
                return null;
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return SourceText.FromBytes(file, bytes);
        }
        catch (DecoderFallbackException fault)
        {
            problems.Add(DocumentRules.NotUtf8, SourceRange.Whole(file), $"{file} is not UTF-8: byte {fault.Index + 1:N0} begins no character.", "Save the file as UTF-8.");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add(DocumentRules.Unreadable, at, $"{file} does not exist.", "Check the path; it is read on the host where the panel runs.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(DocumentRules.Unreadable, at, $"{file} cannot be read: {fault.Message}", "Give the panel's user read access to it.");
        }

        return null;
    }
}
