namespace XnaiControl.Core.Engine.Control;

/// <summary>Changes the world behind one engine. Only Operations calls it.</summary>
internal interface IEngineControl
{
    Task StartAsync(string containerId, CancellationToken cancellationToken);

    /// <param name="grace">Time before SIGKILL; at least 1 s, because 0 is not sent by the client.</param>
    Task StopAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken);

    Task RestartAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken);

    Task KillAsync(string containerId, string signal, CancellationToken cancellationToken);

    Task RemoveAsync(string containerId, CancellationToken cancellationToken);
}

/// <summary>Runs the user's own compose CLI with an argument list, never a shell.</summary>
internal interface IComposeCli
{
    /// <summary>The command in use, for people: <c>podman-compose</c>, <c>docker compose</c>; null when none was found.</summary>
    string? Command { get; }

    /// <summary>
    /// Runs one command over the stack's files and streams its output lines.
    /// The exit code is returned but must not be believed: look at what runs.
    /// </summary>
    Task<int> RunAsync(StackDeclaration stack, EngineEndpoint engine, IReadOnlyList<string> arguments, Action<string> onLine, CancellationToken cancellationToken);
}
