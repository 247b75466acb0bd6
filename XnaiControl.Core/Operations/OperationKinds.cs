using System.Collections.Frozen;
using XnaiControl.Core.Access;

namespace XnaiControl.Core.Operations;

/// <summary>Every operation the desk can run.</summary>
public static class OperationKinds
{
    public static readonly OperationKind Start = new("service.start", "Start", false, Permission.ControlService, Risk.Low, TimeSpan.FromSeconds(60),
        "Starts the stopped containers of the service.");

    public static readonly OperationKind Stop = new("service.stop", "Stop", false, Permission.ControlService, Risk.Disruptive, TimeSpan.FromSeconds(90),
        "Sends SIGTERM, then SIGKILL after the grace time. Data on its tmpfs mounts is lost.");

    public static readonly OperationKind Restart = new("service.restart", "Restart", false, Permission.ControlService, Risk.Disruptive, TimeSpan.FromSeconds(120),
        "Stops and starts the containers of the service. Data on its tmpfs mounts is lost.");

    public static readonly OperationKind Kill = new("service.kill", "Kill", false, Permission.ControlService, Risk.Disruptive, TimeSpan.FromSeconds(30),
        "Sends SIGKILL at once, without a chance to save. Data on its tmpfs mounts is lost.");

    public static readonly OperationKind Recreate = new("service.recreate", "Recreate", false, Permission.ControlService, Risk.Disruptive, TimeSpan.FromMinutes(5),
        "Removes the containers of the service and creates them anew from the compose file. Volumes are kept, data on tmpfs and in the container is lost.");

    public static readonly OperationKind Check = new("service.check", "Check health of", false, Permission.RunHealthCheck, Risk.Low, TimeSpan.FromSeconds(90),
        "Runs the declared health check of the service once, as its own command in the container.");

    public static readonly OperationKind Build = new("service.build", "Build", false, Permission.BuildImages, Risk.Low, TimeSpan.FromMinutes(60),
        "Builds the image of the service. Nothing that runs changes until it is recreated.");

    public static readonly OperationKind Pull = new("service.pull", "Pull", false, Permission.BuildImages, Risk.Low, TimeSpan.FromMinutes(30),
        "Pulls the image of the service. Nothing that runs changes until it is recreated.");

    public static readonly OperationKind Up = new("stack.up", "Bring up", true, Permission.ChangeStack, Risk.Low, TimeSpan.FromMinutes(10),
        "Creates and starts what the compose file declares and does not run yet.");

    public static readonly OperationKind Down = new("stack.down", "Take down", true, Permission.ChangeStack, Risk.Destructive, TimeSpan.FromMinutes(5),
        "Stops and removes every container of the stack. Volumes are kept, data on tmpfs is lost.");

    /// <summary>Parameters: <c>proposal</c>, the id from the revision store; <c>up</c>, 1 to bring the changed services up afterwards.</summary>
    public static readonly OperationKind ComposeApply = new("compose.apply", "Apply", true, Permission.EditFiles, Risk.Disruptive, TimeSpan.FromMinutes(30),
        "Writes the new text of the files and, if asked, recreates the changed services. When they do not get there, files and services are rolled back.");

    /// <summary>Parameters as of <see cref="ComposeApply"/>; the proposal is of an earlier revision.</summary>
    public static readonly OperationKind ComposeRestore = new("compose.restore", "Restore", true, Permission.EditFiles, Risk.Disruptive, TimeSpan.FromMinutes(30),
        "Writes an earlier text of the files and, if asked, recreates the changed services. When they do not get there, files and services are rolled back.");

    /// <summary>Parameter: <c>up</c>. The version before is found by the panel: the last change's, or git's.</summary>
    public static readonly OperationKind ComposeRollback = new("compose.rollback", "Roll back", true, Permission.EditFiles, Risk.Disruptive, TimeSpan.FromMinutes(30),
        "Writes the version before the last change and, if asked, recreates the changed services.");

    public static readonly FrozenDictionary<string, OperationKind> All =
        new[] { Start, Stop, Restart, Kill, Recreate, Check, Build, Pull, Up, Down, ComposeApply, ComposeRestore, ComposeRollback }
            .ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
}
