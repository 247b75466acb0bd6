using System.Diagnostics;

namespace XnaiControl.Core.Engine.Control;

/// <summary>Runs the user's compose CLI. Its exit code means little: podman-compose ends with 0 even on failure.</summary>
internal sealed class ComposeCli(ComposeCommand command) : IComposeCli
{
    /// <summary>How long output may linger after the end: children of the CLI can hold its pipes open.</summary>
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(2);

    public string? Command => command.Words is { } words ? string.Join(' ', words) : null;

    public async Task<int> RunAsync(StackDeclaration stack, EngineEndpoint engine, IReadOnlyList<string> arguments, Action<string> onLine, CancellationToken cancellationToken)
    {
        using var process = Start(StartInfo(stack, engine, arguments));
        process.StandardInput.Close();
        var gate = new Lock();
        void Serial(string line)
        {
            lock (gate)
                onLine(line);
        }

        using var lingering = new CancellationTokenSource();
        var output = Task.WhenAll(
            LinePump.RunAsync(process.StandardOutput.BaseStream, Serial, lingering.Token),
            LinePump.RunAsync(process.StandardError.BaseStream, Serial, lingering.Token));
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        finally
        {
            lingering.CancelAfter(Lingering);
            await output.ConfigureAwait(false);
        }
        return process.ExitCode;
    }

    private ProcessStartInfo StartInfo(StackDeclaration stack, EngineEndpoint engine, IReadOnlyList<string> arguments)
    {
        var words = command.Words ?? throw new EngineException(
            "No compose command was found, so nothing was started. Install podman-compose or docker compose, or set XNAI_COMPOSE to your command.");
        if (stack.Files.IsDefaultOrEmpty)
            throw new EngineException($"The compose file of {stack.Project} is not known, so nothing was started. Add the stack by its compose file under Settings.");
        var start = new ProcessStartInfo(words[0])
        {
            WorkingDirectory = Path.GetDirectoryName(stack.Files[0]),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOCKER_HOST"] = "unix://" + engine.SocketPath;
        start.Environment["PYTHONUNBUFFERED"] = "1";
        foreach (var word in words.Skip(1))
            start.ArgumentList.Add(word);
        foreach (var file in stack.Files)
        {
            start.ArgumentList.Add("-f");
            start.ArgumentList.Add(file);
        }
        start.ArgumentList.Add("-p");
        start.ArgumentList.Add(stack.Project);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new EngineException($"'{start.FileName}' could not be started in {start.WorkingDirectory}: {e.Message}. Nothing was changed. Check XNAI_COMPOSE and the folder.", e);
        }
    }
}
