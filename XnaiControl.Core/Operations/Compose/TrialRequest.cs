using System.Collections.Immutable;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Engine.Control;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Compose words to what the engine is asked, as the CLI would put it: tmpfs verbatim, volumes as <c>-v</c>. What would
/// change something on the host is replaced: a named volume, and a source that does not exist (the CLI would make it),
/// by a volume that goes away; relabelling and change of owner are left out.
/// </summary>
internal static class TrialRequest
{
    private static readonly string[] ChangesHost = ["z", "Z", "U"];
    private static readonly string[] BindOnly = ["bind", "rbind", "private", "rprivate", "shared", "rshared", "slave", "rslave", "consistent", "cached", "delegated"];

    /// <summary>A short word as it stands in the file, because the engine cleans paths itself; a long one as the CLI shortens it.</summary>
    public static TrialMount Word(ComposeMount mount) => mount.Kind == ComposeMountKind.Tmpfs
        ? new TrialMount(
            TrialMountForm.Tmpfs,
            mount is { Spelling: MountSpelling.TmpfsEntry, Node: ScalarNode word } ? word.Value : mount.Options.Length > 0 ? $"{mount.Target}:{mount.Options}" : mount.Target)
        : new TrialMount(TrialMountForm.Volume, string.Join(':', new[] { mount.Source, mount.Target, mount.Options }.Where(part => part.Length > 0)));

    /// <param name="folder">Of the first compose file: relative sources start there.</param>
    /// <param name="verbatim">The CLI passes every <c>tmpfs:</c> word on; others keep the last of a target.</param>
    public static SandboxRequest Of(string image, ImmutableArray<TrialMount> mounts, string folder, bool verbatim)
    {
        var tmpfs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var binds = ImmutableArray.CreateBuilder<string>();
        var volumes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mount in mounts)
        {
            if (mount.Form == TrialMountForm.Tmpfs)
            {
                AddTmpfs(tmpfs, mount.Word, verbatim);
            }
            else
            {
                binds.Add(Bind(mount.Word, folder, volumes));
            }
        }

        return new SandboxRequest(image, tmpfs.ToImmutable(), binds.ToImmutable(), [.. volumes.Values]);
    }

    /// <summary>The API holds one entry a target: a second, different one is spelt with a slash more, and the engine cleans and compares.</summary>
    private static void AddTmpfs(ImmutableDictionary<string, string>.Builder tmpfs, string word, bool verbatim)
    {
        var parts = word.Split(':', 2);
        var (target, options) = (parts[0], parts.Length > 1 ? parts[1] : "");
        while (verbatim && tmpfs.TryGetValue(target, out var other) && other != options)
        {
            target += "/";
        }

        tmpfs[target] = options;
    }

    private static string Bind(string word, string folder, Dictionary<string, string> volumes)
    {
        var parts = word.Split(':');
        var (source, target, options) = parts.Length switch
        {
            1 => ("", parts[0], ""),
            2 => (parts[0], parts[1], ""),
            _ => (parts[0], parts[1], string.Join(':', parts[2..])),
        };
        var kept = options.Split(',', StringSplitOptions.RemoveEmptyEntries).Except(ChangesHost).ToList();
        var path = HostPath(source, folder);
        if (path is null || !Path.Exists(path))
        {
            kept = [.. kept.Except(BindOnly)];
            // Anonymous volumes are never the same one.
            var key = source.Length > 0 ? path ?? source : $":{volumes.Count}";
            if (!volumes.TryGetValue(key, out path))
            {
                path = volumes[key] = $"xnai-trial-{Guid.NewGuid():N}";
            }
        }

        return kept.Count > 0 ? $"{path}:{target}:{string.Join(',', kept)}" : $"{path}:{target}";
    }

    /// <summary>Null for a named volume.</summary>
    private static string? HostPath(string source, string folder) => source switch
    {
        ['/', ..] => Path.GetFullPath(source),
        ['.', ..] => Path.GetFullPath(source, folder),
        ['~', ..] => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + source[1..],
        _ => null,
    };
}
