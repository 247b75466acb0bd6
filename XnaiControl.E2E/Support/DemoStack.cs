using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace XnaiControl.E2E.Support;

/// <summary>The demo stack in the guide's broken state, brought up as <c>./run.sh</c> does, under its own ports.</summary>
internal sealed class DemoStack(string engine, string data) : IAsyncDisposable
{
    public const string Project = "xnai";

    public static string File { get; } = Path.Combine(TestEnvironment.DemoFolder, "docker-compose.yml");

    /// <summary>Free ports, so that a demo that a person runs and another run of these tests are left alone.</summary>
    public static IReadOnlyDictionary<string, string> Ports { get; } = FreePorts("RAG_PORT", "RAG_METRICS_PORT", "UI_PORT", "MKDOCS_PORT");

    public async Task UpAsync()
    {
        await RemoveAsync();
        var output = await ComposeAsync("up", "-d");
        var log = Path.Combine(data, "up", Project + ".log");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await System.IO.File.WriteAllTextAsync(log, output);
    }

    public async ValueTask DisposeAsync() => await RemoveAsync();

    private static async Task RemoveAsync()
    {
        var ids = (await Command.RunAsync("podman", "ps", "-aq", "--filter", $"label=com.docker.compose.project={Project}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length > 0)
        {
            await Command.TryAsync("podman", ["rm", "-f", "-t", "0", .. ids]);
        }
    }

    private static Dictionary<string, string> FreePorts(params string[] names)
    {
        // All are held until the last is known, so that they differ.
        var listeners = names.Select(name => (Name: name, Listener: new TcpListener(IPAddress.Loopback, 0))).ToList();
        listeners.ForEach(each => each.Listener.Start());
        var ports = listeners.ToDictionary(each => each.Name, each => ((IPEndPoint)each.Listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        listeners.ForEach(each => each.Listener.Stop());
        return ports;
    }

    private async Task<string> ComposeAsync(params string[] arguments)
    {
        var words = TestEnvironment.Compose.Split(' ');
        var environment = new Dictionary<string, string>(Ports) { ["DOCKER_HOST"] = engine };
        return (await Command.TryAsync(words[0], [.. words[1..], "-f", File, "-p", Project, .. arguments], environment, TestEnvironment.DemoFolder)).Output;
    }
}
