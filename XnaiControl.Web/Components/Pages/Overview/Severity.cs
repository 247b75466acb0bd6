using XnaiControl.Core.Engine;

namespace XnaiControl.Web.Components.Pages.Overview;

/// <summary>Worst first.</summary>
internal static class Severity
{
    public static int Of(ServiceState state) => state switch
    {
        ServiceState.NotCreated => 0,
        ServiceState.CrashLoop => 1,
        ServiceState.Failed => 2,
        ServiceState.Unhealthy => 3,
        ServiceState.Restarting => 4,
        ServiceState.Stopped => 5,
        ServiceState.Paused => 6,
        ServiceState.Created => 7,
        ServiceState.Unknown => 8,
        ServiceState.Starting => 9,
        _ => 10,
    };
}
