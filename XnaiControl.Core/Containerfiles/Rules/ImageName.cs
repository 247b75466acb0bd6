namespace XnaiControl.Core.Containerfiles.Rules;

/// <summary>What an image's name says about its version.</summary>
internal static class ImageName
{
    /// <summary>Null when a tag other than latest, or a digest, pins it; else what is missing, a phrase.</summary>
    public static string? Unpinned(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal))
        {
            return null;
        }

        // A colon before the last slash belongs to the registry's port.
        var colon = image.LastIndexOf(':');
        var tag = colon > image.LastIndexOf('/') ? image[(colon + 1)..] : "";
        return tag switch { "" => "has no tag", "latest" => "has the tag latest", _ => null };
    }
}
