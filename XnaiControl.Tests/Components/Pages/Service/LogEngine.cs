using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using XnaiControl.Core.Engine;
using XnaiControl.Tests.Components.Support;

namespace XnaiControl.Tests.Components.Pages.Service;

/// <summary>An engine that has one log and one environment.</summary>
internal sealed class LogEngine : IEngineClient
{
    public ImmutableArray<LogLine> Lines { get; init; } = [];

    /// <summary>When set, the log cannot be opened.</summary>
    public string? Failure { get; set; }

    public List<LogRequest> Requests { get; } = [];

    public ImmutableArray<EnvironmentVariable> Environment { get; init; } = [];

    public EngineEndpoint Endpoint => Sample.Connected.Endpoint;

    public async IAsyncEnumerable<LogLine> ReadLogsAsync(string containerId, LogRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Requests.Add(request);
        if (Failure is not null)
        {
            throw new EngineException(Failure, unreachable: true);
        }

        foreach (var line in Lines)
        {
            yield return line;
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public Task<ImmutableArray<EnvironmentVariable>> ReadEnvironmentAsync(string containerId, CancellationToken cancellationToken) => Task.FromResult(Environment);

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<ContainerRecord>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ContainerRecord?> InspectAsync(string containerId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<EngineEvent> WatchEventsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ContainerStats?> ReadStatsAsync(string containerId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<HealthProbe> RunHealthCheckAsync(string containerId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<TmpfsUse>> ReadTmpfsByExecAsync(string containerId, ImmutableArray<string> targets, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
