using System.Collections;
using System.Collections.Immutable;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Linting;
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
    private static readonly string[] StackParts = ["networks", "volumes", "secrets", "configs"];

    /// <param name="named">Services that the proposer says change.</param>
    public static ProposedStack Read(StackDeclaration declaration, ImmutableArray<FileChange> files, IEnumerable<string> named)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        var before = ComposeLoader.Load(declaration.Files, [.. files.Select(file => file.Before)], environment).Model;
        var loaded = ComposeLoader.Load(declaration.Files, [.. files.Select(file => file.After)], environment);
        if (loaded.Model is not { } after || loaded.Problems.FirstOrDefault(HidesServices) is not null)
        {
            var problem = loaded.Problems.FirstOrDefault(HidesServices) ?? loaded.Problems.FirstOrDefault();
            return new ProposedStack(null, problem is null ? "It declares no services." : $"{problem.Range}: {problem.Message} {problem.Remedy}", [], [], []);
        }

        var names = after.Services.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        return new ProposedStack(
            after,
            null,
            Order(after, before is null ? names : [.. ServicePrints.Changed(before, after), .. named]),
            [.. declaration.Services.Select(service => service.Name).Where(name => !names.Contains(name))],
            before is null ? [] : [.. StackParts.Where(part => Print(before, part) != Print(after, part))]);
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

    /// <summary>Compose would refuse the files, and which services there are is not certain.</summary>
    private static bool HidesServices(ComposeProblem problem) =>
        problem.Severity == Severity.Critical && problem.Rule != DocumentRules.Variable && problem.Rule != DocumentRules.UnknownReference && problem.Rule != DocumentRules.Unreadable;

    private static string Print(ComposeModel model, string part) => model.Root.Find(part) is { } node ? ServicePrints.Print(node) : "";

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
}
