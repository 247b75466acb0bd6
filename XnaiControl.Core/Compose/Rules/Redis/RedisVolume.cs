using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Edits that give a Redis a durable volume, and a command where it has none.</summary>
internal static class RedisVolume
{
    public static TextEdit? AddCommand(RedisServer redis, ImmutableArray<(string Name, string Value)> options)
    {
        if (!redis.IsPlainImage)
        {
            return null;
        }

        var server = redis.Client.Replace("-cli", "-server", StringComparison.Ordinal);
        var text = $"command: {server} {string.Join(' ', options.Select(option => $"--{option.Name} {option.Value}"))}";
        return YamlEdit.AddEntry(redis.Service.Node, [text], text, "image", "container_name", "user", "hostname");
    }

    /// <summary>Null among the edits: not certain.</summary>
    public static IEnumerable<TextEdit?> InsteadOf(ComposeScene scene, RedisServer redis, ComposeMount tmpfs)
    {
        if (tmpfs.Kind != ComposeMountKind.Tmpfs || tmpfs.Target != redis.DataDirectory
            || scene.Documents.HolderOf(tmpfs.Node) is not { } holder || scene.Documents.DocumentOf(tmpfs.Node) is not { } document
            || VolumeName(scene, redis) is not { } name)
        {
            return [null];
        }

        return tmpfs.Node is MappingNode mount ? Retype(mount, document, name) : Exchange(scene, holder, document, tmpfs, name);
    }

    private static IEnumerable<TextEdit?> Exchange(ComposeScene scene, Holder holder, MappingNode document, ComposeMount tmpfs, string name)
    {
        var source = document.Source;
        var item = $"{name}:{tmpfs.Target}";
        var mounted = holder.Owner.Entry("volumes") switch
        {
            { Merged: false, Value: SequenceNode list } => YamlEdit.AddItem(list, item),
            null when !holder.Owner.Flow => YamlEdit.AddBlock(holder.Owner, ["volumes:", $"  - {item}"], [.. holder.Owner.Entries.Select(entry => entry.Key).Where(key => key != "tmpfs")]),
            null => YamlEdit.AddEntry(holder.Owner, [], $"volumes: [\"{item}\"]"),
            _ => null,
        };
        var gone = YamlEdit.RemoveItem(scene.Documents, tmpfs.Node);
        return mounted is null ? [null] : [mounted, .. EditFold.Fold(source, gone, Declare(document, name))];
    }

    /// <summary>Long syntax stays long: another type, a source, no tmpfs options.</summary>
    private static IEnumerable<TextEdit?> Retype(MappingNode mount, MappingNode document, string name)
    {
        if (mount.Flow)
        {
            return [null];
        }

        var declared = Declare(document, name);
        return
        [
            YamlEdit.SetEntry(mount, "type", "volume"),
            YamlEdit.SetEntry(mount, "source", name, "target"),
            .. mount.Entry("tmpfs") is { } options ? EditFold.Fold(document.Source, YamlEdit.RemoveEntry(mount, options), declared) : [declared],
        ];
    }

    private static TextEdit? Declare(MappingNode document, string name) => document.Entry("volumes") switch
    {
        { Merged: false, Value: MappingNode { Entries.Length: > 0 } volumes } => volumes.Flow
            ? YamlEdit.AddEntry(volumes, [], $"{name}: {{}}")
            : YamlEdit.AddBlock(volumes, [$"{name}: {{}}"]),
        null => YamlEdit.AddBlock(document, ["", "volumes:", $"  {name}: {{}}"]),
        _ => null,
    };

    private static string? VolumeName(ComposeScene scene, RedisServer redis)
    {
        var name = $"{redis.Service.Name}_data";
        return scene.Model.Volumes.Any(volume => volume.Name == name) ? null : name;
    }
}
