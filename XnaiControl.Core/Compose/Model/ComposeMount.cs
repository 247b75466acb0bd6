using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>Other: mount types that no panel feature treats apart (npipe, cluster, image).</summary>
public enum ComposeMountKind { Tmpfs, Bind, Volume, Other }

/// <summary>How a mount is spelled: under <c>tmpfs:</c>, or under <c>volumes:</c> as a text or as a mapping.</summary>
public enum MountSpelling { TmpfsEntry, ShortVolume, LongVolume }

/// <param name="Target">Cleaned path inside the container.</param>
/// <param name="Source">Host path or volume name; empty for tmpfs and anonymous volumes.</param>
/// <param name="Options">Raw options: <c>size=100m,mode=1777</c> of a tmpfs, <c>ro,Z</c> of another mount; empty when none.</param>
public sealed record ComposeMount(ComposeMountKind Kind, string Target, string Source, string Options, Place Place)
{
    public required SourceRange Range { get; init; }

    public required MountSpelling Spelling { get; init; }

    /// <summary>The options one by one, with their places where they stand in the file letter by letter.</summary>
    internal ImmutableArray<MountOption> OptionList { get; init; } = [];

    /// <summary>The list item; the whole value for <c>tmpfs: /tmp</c>.</summary>
    internal Node Node { get; init; } = null!;

    public string? Option(string name) => OptionList.LastOrDefault(option => option.Name == name)?.Value;

    public bool HasOption(string name) => OptionList.Any(option => option.Name == name);
}

/// <param name="Value">Null for a flag such as <c>ro</c>.</param>
/// <param name="Span">The whole option, <c>mode=0755</c>, without commas; in long syntax its value.</param>
/// <param name="ValueSpan">Its value.</param>
internal sealed record MountOption(string Name, string? Value, TextSpan? Span, TextSpan? ValueSpan)
{
    /// <summary>The value's node in long syntax.</summary>
    public ScalarNode? Node { get; init; }
}
