using System.Diagnostics;

namespace XnaiControl.E2E.Support;

/// <summary>A second API service over the same containers, which a test may end and start again at will.</summary>
internal sealed class EngineService(string socket) : IAsyncDisposable
{
    private Process? service;

    public string Address => "unix://" + socket;

    public async Task StartAsync()
    {
        File.Delete(socket);
        service = Process.Start(new ProcessStartInfo("podman", ["system", "service", "--time=0", Address])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            // What conmon leaves behind when a container runs out of memory goes away with the test's folder.
            WorkingDirectory = Path.GetDirectoryName(socket),
        });
        await Wait.UntilAsync(() => File.Exists(socket), "the engine's socket appears");
    }

    public async Task StopAsync()
    {
        if (service is { HasExited: false })
        {
            service.Kill();
            await service.WaitForExitAsync();
        }

        service?.Dispose();
        service = null;
        File.Delete(socket);
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
