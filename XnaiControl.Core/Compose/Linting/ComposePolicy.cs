using System.Collections.Immutable;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>What a team wants of its mounts, as data; the defaults are the recovery guide's.</summary>
/// <param name="Tmpfs">By cleaned target.</param>
/// <param name="DefaultTmpfsSize">For a target that <paramref name="Tmpfs"/> does not name, as compose files write it.</param>
/// <param name="DefaultTmpfsMode">For such a target, in octal digits.</param>
/// <param name="MemoryShare">The share of a memory limit that tmpfs may take at most, 0 to 1; the rest is for processes.</param>
public sealed record ComposePolicy(
    ImmutableSortedDictionary<string, TmpfsPolicy> Tmpfs,
    string DefaultTmpfsSize,
    string DefaultTmpfsMode,
    double MemoryShare)
{
    public static ComposePolicy Default { get; } = new(
        new Dictionary<string, TmpfsPolicy>
        {
            ["/tmp"] = new("512m", "1777", MountChoice.Tmpfs),
            ["/var/run"] = new("64m", "0755", MountChoice.Tmpfs),
            ["/app/.cache"] = new("100m", "0755", MountChoice.Tmpfs),
            ["/app/logs"] = new("100m", "1777", MountChoice.Tmpfs),
            ["/app/data"] = new("50m", "1777", MountChoice.Tmpfs),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal),
        "64m",
        "1777",
        0.8);
}

/// <param name="Keep">Which of two mounts on this target stays.</param>
public sealed record TmpfsPolicy(string Size, string Mode, MountChoice Keep);

public enum MountChoice { Tmpfs, Volume }
