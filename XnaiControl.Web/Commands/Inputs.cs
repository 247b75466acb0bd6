using System.Collections.Immutable;
using XnaiControl.Core.Compose;

namespace XnaiControl.Web.Commands;

/// <summary>What the named files and folders come to.</summary>
/// <param name="Projects">Compose files in merge order, one list a project.</param>
/// <param name="Containerfiles">Dockerfiles and Containerfiles.</param>
/// <param name="Problems">Paths that lead to nothing that can be read.</param>
/// <param name="Notes">What was passed over, for people.</param>
internal sealed record Inputs(
    ImmutableArray<ImmutableArray<string>> Projects, ImmutableArray<string> Containerfiles, ImmutableArray<string> Problems, ImmutableArray<string> Notes)
{
    public static Inputs Find(IEnumerable<string> named, string folder)
    {
        var files = new List<string>();
        var problems = ImmutableArray.CreateBuilder<string>();
        var notes = ImmutableArray.CreateBuilder<string>();
        foreach (var path in named)
        {
            var full = Path.GetFullPath(path, folder);
            if (Directory.Exists(full))
            {
                var found = FolderWalk.Files(full, notes);
                files.AddRange(found);
                if (found.Count == 0)
                {
                    problems.Add($"{path} holds no compose file, Dockerfile or Containerfile. Name the file itself when it has another name.");
                }
            }
            else if (File.Exists(full))
            {
                files.Add(full);
            }
            else
            {
                problems.Add($"{path} does not exist. Check the path; it is relative to {folder}.");
            }
        }

        var projects = files.Where(file => !FileNames.IsContainerfile(file)).Select(Project).ToList();
        // A file that another project reads as its override is no project of its own.
        var covered = projects.SelectMany(project => project.Skip(1)).ToHashSet(StringComparer.Ordinal);
        return new Inputs(
            [.. projects.Where(project => !covered.Contains(project[0])).DistinctBy(project => project[0])],
            [.. files.Where(FileNames.IsContainerfile).Distinct()],
            problems.ToImmutable(),
            notes.ToImmutable());
    }

    // An override file says little without the file that it overrides.
    private static ImmutableArray<string> Project(string file) =>
        FileNames.Bases(file).Select(ComposeFiles.WithOverride).FirstOrDefault(project => project.Contains(file) && File.Exists(project[0])) is { IsDefault: false } whole
            ? whole
            : ComposeFiles.WithOverride(file);
}
