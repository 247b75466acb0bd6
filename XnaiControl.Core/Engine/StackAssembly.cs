using System.Collections.Immutable;

namespace XnaiControl.Core.Engine;

/// <summary>Puts the containers of an engine together into the services of one stack. Pure.</summary>
public static class StackAssembly
{
    /// <summary>
    /// Services in the order of the compose file, then those that run undeclared, by name.
    /// </summary>
    /// <param name="failures">From <see cref="UpLog"/>: service or container name to the engine's error.</param>
    public static ImmutableArray<AssembledService> Assemble(
        string project,
        StackDeclaration? declaration,
        IEnumerable<ContainerRecord> containers,
        IReadOnlyDictionary<string, string> failures,
        ExitHistory exits,
        DateTimeOffset now)
    {
        var declared = declaration?.Services ?? [];
        var byService = containers
            .Select(c => (Service: ServiceOf(c, project, declared), Record: c))
            .Where(m => m.Service is not null)
            .ToLookup(m => m.Service!, m => m.Record, StringComparer.Ordinal);
        var undeclared = byService.Select(g => g.Key).Except(declared.Select(d => d.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return
        [
            .. declared.Select(d => Build(d.Name, d, project, byService[d.Name], failures, exits, now)),
            .. undeclared.Select(name => Build(name, null, project, byService[name], failures, exits, now)),
        ];
    }

    /// <summary>By label, or by <c>container_name</c> for a container that carries no labels.</summary>
    private static string? ServiceOf(ContainerRecord container, string project, ImmutableArray<DeclaredService> declared)
    {
        if (container.Project is { } labelled && labelled != project)
            return null;
        if (container is { Project: not null, Service: not null })
            return container.Service;
        return declared.FirstOrDefault(d => d.ContainerName is { } name && name == container.Name)?.Name;
    }

    private static AssembledService Build(
        string name, DeclaredService? declared, string project, IEnumerable<ContainerRecord> records,
        IReadOnlyDictionary<string, string> failures, ExitHistory exits, DateTimeOffset now)
    {
        var failure = FailureOf(name, declared, project, failures);
        var containers = records
            .OrderByDescending(r => r.CreatedAt)
            .Select(r => Judge(r, failure, exits, now))
            .ToImmutableArray();
        if (containers.IsEmpty)
            return new AssembledService(name, ServiceState.NotCreated, failure ?? "No container exists for this service.", null, declared, []);
        // Replicas: the one in most trouble speaks for the service.
        var worst = containers.MinBy(c => Array.IndexOf(WorstFirst, c.State))!;
        return new AssembledService(name, worst.State, worst.Reason, worst.Since, declared, containers);
    }

    private static readonly ServiceState[] WorstFirst =
    [
        ServiceState.CrashLoop, ServiceState.Failed, ServiceState.Unhealthy, ServiceState.Unknown, ServiceState.Restarting,
        ServiceState.Starting, ServiceState.Created, ServiceState.Paused, ServiceState.Stopped, ServiceState.Running,
        ServiceState.Healthy, ServiceState.Completed, ServiceState.NotCreated,
    ];

    private static AssembledContainer Judge(ContainerRecord record, string? failure, ExitHistory exits, DateTimeOffset now)
    {
        var verdict = ContainerVerdict.Of(record, exits, now);
        var reason = verdict.State == ServiceState.Created ? record.Error ?? failure ?? verdict.Reason : verdict.Reason;
        return new AssembledContainer(record, verdict.State, reason, verdict.Since);
    }

    private static string? FailureOf(string service, DeclaredService? declared, string project, IReadOnlyDictionary<string, string> failures)
    {
        string?[] names = [service, declared?.ContainerName, $"{project}_{service}_1", $"{project}-{service}-1"];
        return names.Select(n => n is not null && failures.TryGetValue(n, out var error) ? error : null).FirstOrDefault(e => e is not null);
    }
}
