using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>What the kernel told about a container's end before the engine did.</summary>
/// <param name="Pid">The init process that ended.</param>
/// <param name="OutOfMemory">The kernel killed something of the container for memory during that run.</param>
internal sealed record ContainerEnd(int Pid, DateTimeOffset At, bool OutOfMemory)
{
    public const string Asking = "The kernel reported its end; asking the engine for the exit code.";

    /// <summary>True while the engine still calls the ended process running.</summary>
    public bool IsAhead(ContainerRecord record) =>
        record.Pid == Pid && record.State is ContainerRunState.Running or ContainerRunState.Paused;

    /// <summary>True when the container runs again with another process.</summary>
    public bool IsOver(ContainerRecord record) => record.Pid > 0 && record.Pid != Pid;

    /// <summary>The record as the kernel's knowledge changes it: engines miss kills for memory on some hosts.</summary>
    public ContainerRecord Correct(ContainerRecord record) =>
        OutOfMemory && !record.OomKilled && record is { Pid: 0, ExitCode: 137 } ? record with { OomKilled = true } : record;
}
