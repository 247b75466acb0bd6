namespace XnaiControl.Core.Compose.Rules;

/// <summary>Who a service runs as, as far as the file says.</summary>
/// <param name="Id">Null for a name.</param>
/// <param name="Group">As written; null when the file names none.</param>
internal sealed record ServiceUser(string Name, int? Id, string? Group)
{
    /// <summary>Null when the file names nobody, or a variable without a value does.</summary>
    public static ServiceUser? Of(ComposeService service)
    {
        if (service.User is not { } text || text.Contains('$'))
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, group) = colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
        return name.Length == 0 ? null : new ServiceUser(name, int.TryParse(name, out var id) ? id : null, string.IsNullOrEmpty(group) ? null : group);
    }

    public bool IsRoot => Id == 0 || Name == "root";

    /// <summary>May this user write into a directory of root with this mode? Null when its groups are not known.</summary>
    public bool? MayWrite(int mode) =>
        IsRoot || TmpfsMode.MayAllWrite(mode) ? true
        : (mode & 0b000_010_000) == 0 ? false
        : Group is null ? null
        : Group is "0" or "root";
}
