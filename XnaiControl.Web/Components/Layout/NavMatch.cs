namespace XnaiControl.Web.Components.Layout;

/// <summary>Which navigation entry a page belongs to.</summary>
internal static class NavMatch
{
    public static bool IsCurrent(string path, string href, string? also)
    {
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        if (path == href || path == also)
        {
            return true;
        }

        // A service is opened from the overview; other pages own what is below them.
        var isOverview = also == "/" || href == "/";
        return isOverview
            ? path.StartsWith("/services/", StringComparison.Ordinal) || (href != "/" && path.StartsWith(href + "/services/", StringComparison.Ordinal))
            : path.StartsWith(href + "/", StringComparison.Ordinal);
    }
}
