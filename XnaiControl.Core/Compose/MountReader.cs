using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose;

/// <summary>Reads <c>tmpfs:</c> and <c>volumes:</c> of a service, short and long syntax, in the order of the file.</summary>
internal sealed class MountReader(NodeReader reader)
{
    private static readonly ImmutableArray<string> LongTmpfsKeys = ["size", "mode"];

    public ImmutableArray<ComposeMount> Read(MappingNode service)
    {
        var tmpfs = NodeReader.Items(service, "tmpfs").Select(Tmpfs);
        var volumes = NodeReader.Items(service, "volumes").Select(Volume).OfType<ComposeMount>().ToList();

        // Over several files a later volume replaces the earlier one on its target; within one file both stay, for
        // that is a mistake to be seen.
        var kept = volumes.Where((mount, at) => !volumes.Skip(at + 1).Any(later => later.Target == mount.Target && later.Place.File != mount.Place.File));
        return [.. tmpfs.Concat(kept)];
    }

    private ComposeMount Tmpfs(Node node)
    {
        var text = reader.Text(node, "A tmpfs entry");
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (target, options) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        return new ComposeMount(ComposeMountKind.Tmpfs, Target(target, node.Place), "", options, node.Place);
    }

    private ComposeMount? Volume(Node node) => node is MappingNode mapping ? Long(mapping) : Short(node);

    private ComposeMount? Short(Node node)
    {
        var text = reader.Text(node, "A volume entry");
        if (text.Length == 0)
        {
            return null;
        }

        // A Windows drive letter is no separator.
        var drive = text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] == '\\' ? 2 : 0;
        var first = text.IndexOf(':', drive);
        if (first < 0)
        {
            return new ComposeMount(ComposeMountKind.Volume, Target(text, node.Place), "", "", node.Place);
        }

        var second = text.IndexOf(':', first + 1);
        var (source, target, options) = second < 0
            ? (text[..first], text[(first + 1)..], "")
            : (text[..first], text[(first + 1)..second], text[(second + 1)..]);
        var kind = drive > 0 || (source.Length > 0 && source[0] is '/' or '.' or '~') ? ComposeMountKind.Bind : ComposeMountKind.Volume;
        return new ComposeMount(kind, Target(target, node.Place), source, options, node.Place);
    }

    private ComposeMount Long(MappingNode mount)
    {
        var target = reader.Text(mount, "target") ?? reader.Text(mount, "destination") ?? reader.Text(mount, "dst")
            ?? throw new ComposeException(mount.Place, "This mount has no target.", "Add target: with a path inside the container.");
        var type = reader.Text(mount, "type") ?? "volume";
        var kind = type switch
        {
            "tmpfs" => ComposeMountKind.Tmpfs,
            "bind" => ComposeMountKind.Bind,
            "volume" => ComposeMountKind.Volume,
            _ => ComposeMountKind.Other,
        };
        var source = kind == ComposeMountKind.Tmpfs ? "" : reader.Text(mount, "source") ?? reader.Text(mount, "src") ?? "";
        var options = kind == ComposeMountKind.Tmpfs ? LongTmpfs(mount) : reader.Flag(mount, "read_only") ? "ro" : "";
        return new ComposeMount(kind, Target(target, mount.Place), source, options, mount.Place);
    }

    /// <summary>As short syntax would write it. The mode keeps the file's digits: what they mean is for the rules to say.</summary>
    private string LongTmpfs(MappingNode mount)
    {
        var options = new List<string>();
        if (NodeReader.Mapping(mount, "tmpfs") is { } tmpfs)
        {
            options.AddRange(LongTmpfsKeys.Where(key => tmpfs.Find(key) is not null).Select(key => $"{key}={reader.Text(tmpfs, key)}"));
        }

        if (reader.Flag(mount, "read_only"))
        {
            options.Add("ro");
        }

        return string.Join(',', options);
    }

    private static string Target(string path, Place place) => path.Length > 0
        ? ContainerPath.Clean(path)
        : throw new ComposeException(place, "This mount has no target.", "Write source:target, for example ./data:/app/data.");
}
