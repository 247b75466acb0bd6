namespace XnaiControl.Web.Components.Layout;

/// <summary>Which navigation entry a page belongs to.</summary>
internal static class NavMatch
{
    /// <param name="also">The short form of the same address.</param>
    /// <param name="withServices">The overview stands for the pages of services too.</param>
    public static bool IsCurrent(string path, string href, string? also, bool withServices)
    {
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        var isOverview = also == "/" || href == "/";
        return path == href || path == also
            || (isOverview ? withServices && (IsIn(path, "/services") || (href != "/" && IsIn(path, href + "/services")))
                : IsIn(path, href) || (also is not null && IsIn(path, also)));
    }

    private static bool IsIn(string path, string place) => path == place || path.StartsWith(place + "/", StringComparison.Ordinal);
}
