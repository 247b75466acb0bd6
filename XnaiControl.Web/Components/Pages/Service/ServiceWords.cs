using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;

namespace XnaiControl.Web.Components.Pages.Service;

/// <summary>What is true of a service now, and why.</summary>
public sealed record ServiceWords(string Title, string? Cause)
{
    public static ServiceWords Of(ServiceSnapshot service, bool stale)
    {
        var predicate = Predicate(service.State);
        return new($"{service.Name} {(stale ? Past(predicate) + " when last seen" : predicate)}", CauseOf(service));
    }

    private static string? CauseOf(ServiceSnapshot service)
    {
        if (!string.IsNullOrWhiteSpace(service.Reason))
        {
            return service.Reason.TrimEnd('.') + ".";
        }

        return service.State switch
        {
            ServiceState.NotCreated => "The engine has no container of it and gave no reason that the panel knows. Bring the stack up to see one.",
            ServiceState.Running => "It declares no health check, so running is all that is known.",
            ServiceState.Starting => "Its health check has not passed yet.",
            ServiceState.Unhealthy => "Its health check fails; the Health view shows what it printed.",
            ServiceState.Failed when service.Container is { } container => $"It ended with exit code {container.Record.ExitCode} and does not restart.",
            ServiceState.Completed => "It is a one-shot service and ended with 0.",
            _ => null,
        };
    }

    private static string Predicate(ServiceState state) => state switch
    {
        ServiceState.NotCreated => "is not created",
        ServiceState.Created => "is created but not started",
        ServiceState.Starting => "is starting",
        ServiceState.Running => "is running",
        ServiceState.Healthy => "is healthy",
        ServiceState.Unhealthy => "is unhealthy",
        ServiceState.Restarting => "is restarting",
        ServiceState.CrashLoop => "is crash-looping",
        ServiceState.Paused => "is paused",
        ServiceState.Stopped => "is stopped",
        ServiceState.Completed => "is completed",
        ServiceState.Failed => "is down after an error",
        _ => "is in an unknown state",
    };

    private static string Past(string predicate) => "was" + predicate[2..];
}
