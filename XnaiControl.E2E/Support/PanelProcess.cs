using System.Diagnostics;
using System.Text;

namespace XnaiControl.E2E.Support;

/// <summary>The published panel as a process of its own, on a free loopback port.</summary>
internal sealed class PanelProcess : IAsyncDisposable
{
    private readonly StringBuilder terminal = new();
    private readonly Process process;

    private PanelProcess(Process process) => this.process = process;

    /// <summary>Everything the panel wrote to its terminal, logs included.</summary>
    public string Terminal
    {
        get
        {
            lock (terminal)
            {
                return terminal.ToString();
            }
        }
    }

    /// <summary>The one-time link, or the plain address when users exist.</summary>
    public Uri Link { get; private set; } = new("http://localhost");

    public string Address => Link.GetLeftPart(UriPartial.Authority);

    public static async Task<PanelProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var folder = TestEnvironment.Panel ?? await PublishAsync();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "XnaiControl.Web.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["XNAI_LISTEN"] = "http://127.0.0.1:0";
        var panel = new PanelProcess(Process.Start(start) ?? throw new InvalidOperationException("The panel did not start."));
        await panel.ReadLinkAsync();
        return panel;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // Not Ctrl-C's signal: what a shell runs in the background ignores it.
            await Command.TryAsync("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            await process.WaitForExitAsync(limit.Token);
        }

        process.Dispose();
    }

    private async Task ReadLinkAsync()
    {
        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Read(string? line)
        {
            lock (terminal)
            {
                terminal.AppendLine(line);
            }

            if (line?.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at
                && (line.Contains("/welcome#", StringComparison.Ordinal) || line.Contains("Sign in at", StringComparison.Ordinal)))
            {
                found.TrySetResult(new Uri(line[at..].Trim()));
            }
        }

        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var ended = process.WaitForExitAsync(limit.Token);
        await Task.WhenAny(found.Task, ended);
        Assert.True(found.Task.IsCompletedSuccessfully, "The panel gave no link. It wrote: " + Terminal);
        Link = await found.Task;
    }

    private static async Task<string> PublishAsync()
    {
        var folder = Path.Combine(TestEnvironment.Repository, ".artifacts", "e2e-panel");
        await Command.RunAsync("dotnet", "publish", "XnaiControl.Web", "-c", "Release", "-o", folder);
        return folder;
    }
}
