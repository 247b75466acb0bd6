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
        foreach (var entry in entries)
        {
            if (entry is DirectoryInfo below)
            {
                if (below.LinkTarget is null && !IsForeign(below.Name))
                {
                    Below(below, depth, files, notes);
                }
            }
            else if (FileNames.IsCompose(entry.Name) || FileNames.IsContainerfile(entry.Name))
            {
                files.Add(entry.FullName);
            }
            else if (FileNames.IsVariant(entry.Name) && !FileNames.IsOverride(entry.Name))
            {
                notes.Add($"{entry.FullName} was passed over: it may be a part only. Name it to lint it by itself.");
            }
        }
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
