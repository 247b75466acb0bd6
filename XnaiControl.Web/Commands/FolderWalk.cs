using System.Collections.Immutable;

namespace XnaiControl.Web.Commands;

/// <summary>Finds the files of a folder and those below it. Linked folders are not followed, so that no loop can be.</summary>
internal static class FolderWalk
{
    private const int Depth = 12;

    public static List<string> Files(string folder, ImmutableArray<string>.Builder notes)
    {
        var files = new List<string>();
        Walk(new DirectoryInfo(folder), 0, files, notes);
        return files;
    }

    private static void Walk(DirectoryInfo folder, int depth, List<string> files, ImmutableArray<string>.Builder notes)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = folder.GetFileSystemInfos();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            notes.Add($"{folder.FullName} was passed over: it cannot be read.");
            return;
        }

        Array.Sort(entries, (one, other) => string.CompareOrdinal(one.Name, other.Name));
        var named = entries.OfType<FileInfo>().Select(file => file.FullName).ToList();
        files.AddRange(named.Where(file => FileNames.IsCompose(file) || FileNames.IsContainerfile(file)));
        AddVariants(named, files, notes);
        foreach (var below in entries.OfType<DirectoryInfo>().Where(below => below.LinkTarget is null && !IsForeign(below.Name)))
        {
            Below(below, depth, files, notes);
        }
    }

    // Beside a file that Compose finds by itself, one with a name of its own is mostly a part of it, and by itself full of faults.
    private static void AddVariants(List<string> named, List<string> files, ImmutableArray<string>.Builder notes)
    {
        var variants = named.Where(FileNames.IsVariant);
        if (!named.Exists(FileNames.IsCompose))
        {
            files.AddRange(variants);
            return;
        }

        notes.AddRange(variants.Where(file => !FileNames.IsOverride(file))
            .Select(file => $"{file} was passed over: it may be a part only. Name it to lint it by itself."));
    }

    private static void Below(DirectoryInfo folder, int depth, List<string> files, ImmutableArray<string>.Builder notes)
    {
        if (depth == Depth)
        {
            notes.Add($"{folder.FullName} was passed over: it lies more than {Depth} folders deep. Name it to lint it.");
        }
        else
        {
            Walk(folder, depth + 1, files, notes);
        }
    }

    // Hidden folders hold tools' own files, node_modules other people's.
    private static bool IsForeign(string name) => name.StartsWith('.') || name == "node_modules";
}
