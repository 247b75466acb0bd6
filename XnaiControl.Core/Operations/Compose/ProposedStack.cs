using System.Collections;
using System.Collections.Immutable;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Operations;

/// <summary>A stack as its files would be after a change.</summary>
/// <param name="Model">Null when the new text is no compose file, then <paramref name="Problem"/> says why.</param>
/// <param name="Changed">Services with another definition that exist afterwards, a service after those that it depends on.</param>
/// <param name="Removed">Services that exist no more.</param>
/// <param name="OtherParts">Top-level parts that change: networks, volumes.</param>
internal sealed record ProposedStack(
    ComposeModel? Model, string? Problem, ImmutableArray<string> Changed, ImmutableArray<string> Removed, ImmutableArray<string> OtherParts)
{
    /// <param name="named">Services that the proposer says change.</param>
    public static ProposedStack Read(StackDeclaration declaration, ImmutableArray<FileChange> files, IEnumerable<string> named)
    {
        var texts = files.ToDictionary(file => file.After.File, StringComparer.Ordinal);
        if (!declaration.Files.Any(texts.ContainsKey))
        {
            // Build files and the like: what the compose files say stays.
            return Read(declaration.Files, texts) is { Model: { } same } ? new ProposedStack(same, null, Order(same, [.. named]), [], []) : new ProposedStack(null, null, [], [], []);
        }

        var after = Read(declaration.Files, texts);
        if (after.Model is null)
        {
            return new ProposedStack(null, after.Problem, [], [], []);
        }

        var names = after.Model.Services.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        var compose = files.Where(file => declaration.Files.Contains(file.After.File)).ToList();
        var differing = compose.Select(file => ServiceDifference.Of(file.Before.Text, file.After.Text)).ToList();
        var changed = differing.Any(set => set is null) ? names : differing.SelectMany(set => set!).Concat(named).ToHashSet(StringComparer.Ordinal);
        return new ProposedStack(
            after.Model,
            null,
            Order(after.Model, changed),
            [.. declaration.Services.Select(service => service.Name).Where(name => !names.Contains(name))],
            [.. compose.SelectMany(file => ServiceDifference.OtherParts(file.Before.Text, file.After.Text)).Distinct()]);
    }

    /// <summary>Services outside <see cref="Changed"/> that depend on one of them, also by way of others.</summary>
    public ImmutableArray<string> DependentsOf(IEnumerable<string> services)
    {
        var found = services.ToHashSet(StringComparer.Ordinal);
        var first = found.ToHashSet(StringComparer.Ordinal);
        while (Model?.Services.FirstOrDefault(service => !found.Contains(service.Name) && service.DependsOn.Any(found.Contains)) is { } dependent)
        {
            found.Add(dependent.Name);
        }

        return Model is null ? [] : Order(Model, [.. found.Except(first)]);
    }

    private static (ComposeModel? Model, string? Problem) Read(ImmutableArray<string> files, Dictionary<string, FileChange> texts)
    {
        try
        {
            var sources = files.Select(file => (file, texts.TryGetValue(file, out var change) ? change.After.Text : File.ReadAllText(file))).ToList();
            return (ComposeReader.Parse(sources, ComposeReader.DotEnvBeside(files[0]).SetItems(Variables())), null);
        }
        catch (ComposeException fault)
        {
            return (null, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, $"A file of the stack cannot be read: {fault.Message}");
        }
    }

    private static ImmutableArray<string> Order(ComposeModel model, HashSet<string> chosen)
    {
        var services = model.Services.ToDictionary(service => service.Name, StringComparer.Ordinal);
        var ordered = new List<string>();
        var met = new HashSet<string>(StringComparer.Ordinal);
        void Visit(string name)
        {
            if (services.TryGetValue(name, out var service) && met.Add(name))
            {
                foreach (var other in service.DependsOn)
                {
                    Visit(other);
                }

                ordered.Add(name);
            }
        }

        foreach (var service in model.Services)
        {
            Visit(service.Name);
        }

        return [.. ordered.Where(chosen.Contains)];
    }

    private static Dictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
