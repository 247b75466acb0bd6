namespace XnaiControl.Core.Engine;

/// <summary>The panel's one set of state words for services and containers.</summary>
public enum ServiceState
{
    /// <summary>The engine has not told yet.</summary>
    Unknown,
    /// <summary>Declared in the compose file, no container exists.</summary>
    NotCreated,
    Created,
    /// <summary>Running, first health check not passed yet.</summary>
    Starting,
    /// <summary>Running, no health check declared.</summary>
    Running,
    Healthy,
    Unhealthy,
    Restarting,
    /// <summary>At least three starts in ten minutes that ended by themselves with an error.</summary>
    CrashLoop,
    Paused,
    /// <summary>Ended by a person or the engine (exit 0 of a long-running service, SIGTERM, SIGKILL by stop).</summary>
    Stopped,
    /// <summary>A one-shot service that ended with 0.</summary>
    Completed,
    /// <summary>Ended with an error and does not restart.</summary>
    Failed,
}
