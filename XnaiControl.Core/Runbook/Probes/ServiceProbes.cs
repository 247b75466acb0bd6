using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;

namespace XnaiControl.Core.Runbook.Probes;

/// <summary>Questions that the engine's inventory answers.</summary>
internal static class ServiceProbes
{
    private const string Source = "engine";

    public static ProbeAnswer Running(StackSnapshot snapshot) => snapshot.Services.IsEmpty
        ? ProbeAnswer.Unknown("No service is known: add the stack's compose file in Settings, or bring the stack up.", Source, snapshot.TakenAt)
        : ProbeAnswer.From(
            [.. snapshot.Services.Where(s => !s.IsWell && !IsPending(s)).Select(s => (s.Name, Described(s)))],
            [.. snapshot.Services.Where(IsPending).Select(Described)],
            $"All {snapshot.Services.Length} services are running and healthy",
            Source, snapshot.TakenAt);

    public static ProbeAnswer Created(StackSnapshot snapshot) => snapshot.Services.IsEmpty
        ? Running(snapshot)
        : ProbeAnswer.From(
            [.. snapshot.Services.Where(s => s.State == ServiceState.NotCreated).Select(s => (s.Name, Described(s)))],
            [],
            $"All {snapshot.Services.Length} services have a container",
            Source, snapshot.TakenAt);

    public static ProbeAnswer OneRunning(StackSnapshot snapshot, string name) => snapshot.Services.FirstOrDefault(s => s.Name == name) switch
    {
        null => new ProbeAnswer(CheckState.NoCheck, $"This stack has no service {name}.", Source, snapshot.TakenAt, []),
        var service when IsPending(service) => ProbeAnswer.Unknown(Described(service), Source, snapshot.TakenAt),
        var service => ProbeAnswer.From(service.IsWell ? [] : [(name, Described(service))], [], $"{name} is {Word(service.State)}", Source, snapshot.TakenAt),
    };

    public static ProbeAnswer HealthMonitored(StackSnapshot snapshot)
    {
        var running = snapshot.Services.Where(s => s.Container is { Record.State: ContainerRunState.Running }).ToList();
        return running.Count == 0
            ? ProbeAnswer.Unknown("No service runs.", Source, snapshot.TakenAt)
            : ProbeAnswer.From(
                [.. running.Where(s => s.Container!.Record.HealthCheck is null).Select(s => (s.Name, $"{s.Name} has no health check"))],
                [.. running.Where(s => s.Container!.Record is { HealthCheck: not null, HealthLog.IsDefaultOrEmpty: true }).Select(s => $"{s.Name}: its check has not run yet")],
                $"All {running.Count} running services have a health check that runs",
                Source, snapshot.TakenAt);
    }

    public static string Word(ServiceState state) => state switch
    {
        ServiceState.NotCreated => "not created",
        ServiceState.CrashLoop => "in a crash loop",
        _ => state.ToString().ToLowerInvariant(),
    };

    private static bool IsPending(ServiceSnapshot service) => service.State is ServiceState.Starting or ServiceState.Unknown;

    private static string Described(ServiceSnapshot service) =>
        $"{service.Name} is {Word(service.State)}" + (string.IsNullOrEmpty(service.Reason) ? "" : $": {service.Reason.TrimEnd('.')}");
}
