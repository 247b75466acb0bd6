using Docker.DotNet.Models;
using XnaiControl.Core.Engine.Client;

namespace XnaiControl.Core.Engine.Control;

/// <summary>Changes containers through the engine's API. Deciding whether to is the caller's business.</summary>
/// <param name="ending">Hears the id of a container before it is ended: Podman's events do not tell a stop from a crash.</param>
internal sealed class EngineControl(EngineTransport transport, Action<string>? ending = null) : IEngineControl
{
    /// <summary>Beyond the grace time the engine has to stop, clean up and, for a restart, start.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(30);

    public Task StartAsync(string containerId, CancellationToken cancellationToken) =>
        CallAsync(token => transport.Docker.Containers.StartContainerAsync(containerId, new ContainerStartParameters(), token), Work, cancellationToken);

    public Task StopAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken)
    {
        ending?.Invoke(containerId);
        return CallAsync(token => transport.Docker.Containers.StopContainerAsync(
            containerId, new ContainerStopParameters { WaitBeforeKillSeconds = Seconds(grace) }, token), Work + grace, cancellationToken);
    }

    public async Task RestartAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken)
    {
        ending?.Invoke(containerId);
        await CallAsync(async token =>
        {
            // Always with a time: Podman's restart without one is an immediate SIGKILL.
            await transport.Docker.Containers.RestartContainerAsync(
                containerId, new ContainerRestartParameters { WaitBeforeKillSeconds = Seconds(grace) }, token).ConfigureAwait(false);
            return true;
        }, Work + grace, cancellationToken).ConfigureAwait(false);
    }

    public async Task KillAsync(string containerId, string signal, CancellationToken cancellationToken)
    {
        ending?.Invoke(containerId);
        await CallAsync(async token =>
        {
            await transport.Docker.Containers.KillContainerAsync(containerId, new ContainerKillParameters { Signal = signal }, token).ConfigureAwait(false);
            return true;
        }, Work, cancellationToken).ConfigureAwait(false);
    }

    public Task RemoveAsync(string containerId, CancellationToken cancellationToken) =>
        CallAsync(async token =>
        {
            await transport.Docker.Containers.RemoveContainerAsync(containerId, new ContainerRemoveParameters { Force = true }, token).ConfigureAwait(false);
            return true;
        }, Work, cancellationToken);

    private static uint Seconds(TimeSpan grace) => (uint)Math.Max(1, Math.Ceiling(grace.TotalSeconds));

    private async Task CallAsync(Func<CancellationToken, Task<bool>> call, TimeSpan limit, CancellationToken cancellationToken) =>
        await transport.Guard(call, limit, cancellationToken).ConfigureAwait(false);
}
