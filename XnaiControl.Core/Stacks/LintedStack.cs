using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Core.Stacks;

/// <summary>A lint with the marks by which it is known to be current.</summary>
/// <param name="Stamps">Each file that the lint rests on, also one that is not there yet: when it was written and its length.</param>
internal sealed record LintedStack(StackFindings Findings, ImmutableDictionary<string, (DateTime Written, long Length)> Stamps)
{
    private static readonly ImmutableArray<string> Endings = [".override.yml", ".override.yaml"];

    public IEnumerable<string> Watched => Stamps.Keys;

    /// <summary>True when neither the set of files, nor one of them, nor the options differ from the lint's.</summary>
    public bool IsOf(ImmutableArray<string> files, LintOptions options) =>
        files.SequenceEqual(Findings.Files)
        && options.Rootless == Findings.Options.Rootless
        && options.HostMemoryBytes == Findings.Options.HostMemoryBytes
        && Stamps.All(stamp => StampOf(stamp.Key) == stamp.Value);

    /// <summary>The files that a lint read, those beside them that it would read if they came, and the <c>.env</c>.</summary>
    public static ImmutableHashSet<string> Candidates(ImmutableArray<string> files, StackFindings? findings)
    {
        var first = files[0];
        var folder = Path.GetDirectoryName(first) ?? "/";
        return
        [
            .. files,
            .. findings is null ? [] : findings.Lint.Files.Select(file => file.File).Concat(findings.Containerfiles.Select(file => file.Source.File)),
            Path.Combine(folder, ".env"),
            .. Endings.Select(ending => Path.Combine(folder, Path.GetFileNameWithoutExtension(first) + ending)),
        ];
    }

    public static ImmutableDictionary<string, (DateTime Written, long Length)> Stamp(IEnumerable<string> files) =>
        files.ToImmutableDictionary(file => file, StampOf, StringComparer.Ordinal);

    private static (DateTime Written, long Length) StampOf(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
    }
}
