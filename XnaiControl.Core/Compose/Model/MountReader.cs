using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose;

/// <summary>Reads <c>tmpfs:</c> and <c>volumes:</c> of a service, short and long syntax, in the order of the file.</summary>
internal sealed class MountReader(NodeReader reader)
{
    private static readonly ImmutableArray<string> LongTmpfsKeys = ["size", "mode"];

    public ImmutableArray<ComposeMount> Read(MappingNode service) =>
    [
        .. reader.Items(service, "tmpfs").Select(Tmpfs).OfType<ComposeMount>(),
        .. reader.Items(service, "volumes").Select(Volume).OfType<ComposeMount>(),
    ];

    private ComposeMount? Tmpfs(Node node)
    {
        if (reader.Text(node, "A tmpfs entry") is not { } text || Target(text.Split(':')[0], node) is not { } target)
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scalar = (ScalarNode)node;
        return new ComposeMount(ComposeMountKind.Tmpfs, target, "", colon < 0 ? "" : text[(colon + 1)..], node.Place)
        {
            Range = node.Range,
            Spelling = MountSpelling.TmpfsEntry,
            Node = node,
            OptionList = colon < 0 ? [] : MountOptions.Split(scalar, text[(colon + 1)..], ShortMount.Colon(scalar.Raw, 0) + 1),
        };
    }

    private ComposeMount? Volume(Node node) => node is MappingNode mapping ? Long(mapping) : Short(node);

    private ComposeMount? Short(Node node)
    {
        if (reader.Text(node, "A volume entry") is not { Length: > 0 } text)
        {
            return null;
        }

        var mount = ShortMount.Parse(text);
        if (Target(mount.Target, node) is not { } target)
        {
            return null;
        }

        var source = mount.Source ?? "";
        var bind = source.Length > 0 && (source[0] is '/' or '.' or '~' || source.Contains('\\'));
        var scalar = (ScalarNode)node;
        return new ComposeMount(bind ? ComposeMountKind.Bind : ComposeMountKind.Volume, target, source, mount.Options, node.Place)
        {
            Range = node.Range,
            Spelling = MountSpelling.ShortVolume,
            Node = node,
            OptionList = mount.Options.Length == 0 ? [] : MountOptions.Split(scalar, mount.Options, ShortMount.Parse(scalar.Raw).OptionsAt),
        };
    }

    private ComposeMount? Long(MappingNode mount)
    {
        if ((reader.Text(mount, "target") ?? reader.Text(mount, "destination") ?? reader.Text(mount, "dst")) is not { } path)
        {
            reader.WrongShape(mount, "This mount has no target.", "Add target: with a path inside the container.");
            return null;
        }

        var kind = (reader.Text(mount, "type") ?? "volume") switch
        {
            "tmpfs" => ComposeMountKind.Tmpfs,
            "bind" => ComposeMountKind.Bind,
            "volume" => ComposeMountKind.Volume,
            _ => ComposeMountKind.Other,
        };
        var source = kind == ComposeMountKind.Tmpfs ? "" : reader.Text(mount, "source") ?? reader.Text(mount, "src") ?? "";
        var options = LongOptions(mount, kind);
        return Target(path, mount) is not { } target ? null : new ComposeMount(kind, target, source, string.Join(',', options.Select(Text)), mount.Place)
        {
            Range = mount.Range,
            Spelling = MountSpelling.LongVolume,
            Node = mount,
            OptionList = options,
        };
    }

    /// <summary>As short syntax would write them. The mode keeps the file's digits: what they mean is for the rules to say.</summary>
    private ImmutableArray<MountOption> LongOptions(MappingNode mount, ComposeMountKind kind)
    {
        var options = ImmutableArray.CreateBuilder<MountOption>();
        if (kind == ComposeMountKind.Tmpfs && reader.Mapping(mount, "tmpfs") is { } tmpfs)
        {
            foreach (var key in LongTmpfsKeys)
            {
                if (tmpfs.Find(key) is { } node && reader.Text(node, key) is { } value)
                {
                    options.Add(new MountOption(key, value, node.Span, (node as ScalarNode)?.Content) { Node = node as ScalarNode });
                }
            }
        }

        if (reader.Flag(mount, "read_only"))
        {
            options.Add(new MountOption("ro", null, null, null));
        }

        if (kind == ComposeMountKind.Bind && reader.Mapping(mount, "bind") is { } bind && reader.Text(bind, "selinux") is { } selinux)
        {
            options.Add(new MountOption(selinux, null, null, null));
        }

        return options.ToImmutable();
    }

    private static string Text(MountOption option) => option.Value is null ? option.Name : $"{option.Name}={option.Value}";

    private string? Target(string path, Node at)
    {
        if (path.Length > 0)
        {
            return ContainerPath.Clean(path);
        }

        reader.WrongShape(at, "This mount has no target.", "Write source:target, for example ./data:/app/data.");
        return null;
    }
}
