namespace XnaiControl.Core.Compose.Rules;

/// <summary>Named volumes that are tmpfs by their driver options.</summary>
internal static class NamedTmpfs
{
    public static IEnumerable<(ComposeMount Mount, NamedVolume Volume)> Of(ComposeModel model, ComposeService service) =>
        from volume in model.TmpfsVolumes
        from mount in service.Mounts
        where mount.Kind == ComposeMountKind.Volume && volume.Name == mount.Source
        select (mount, volume);

    /// <summary>A driver option's value: <c>size</c> of <c>size=100m,uid=1000</c>.</summary>
    public static string? Option(NamedVolume volume, string name) =>
        volume.Options.Split(',').LastOrDefault(option => option.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
