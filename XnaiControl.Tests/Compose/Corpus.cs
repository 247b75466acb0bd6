namespace XnaiControl.Tests.Compose;

/// <summary>Real compose files kept beside the repository; not part of it.</summary>
internal static class Corpus
{
    public static string? Folder(params string[] below)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "XnaiControl.sln")))
            {
                var shared = Path.Combine([folder.Parent!.FullName, "shared", .. below]);
                return Path.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
