namespace XnaiControl.Core.Compose;

/// <summary>Cleans paths inside a container as the engines do before they compare them.</summary>
public static class ContainerPath
{
    /// <summary><c>/app/logs/</c>, <c>/app//logs</c> and <c>/app/x/../logs</c> are <c>/app/logs</c>.</summary>
    public static string Clean(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not "." and not "..")
            {
                parts.Add(part);
            }
        }

        return (path.StartsWith('/') || parts.Count == 0 ? "/" : "") + string.Join('/', parts);
    }
}
