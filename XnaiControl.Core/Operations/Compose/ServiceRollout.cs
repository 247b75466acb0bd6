using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Recreates services from the files as they are now: the old containers are removed first, because podman-compose
/// leaves an existing one as it is, and its name and ports must be free.
/// </summary>
/// <param name="prefix">Of the stages' names; tells a rollback's from the first try's.</param>
internal sealed class ServiceRollout(OperationScene scene, ChangeSubject subject, RunProgress progress, ServiceWait wait, RolloutLimits limits, string prefix)
{
    private static readonly TimeSpan LogLimit = TimeSpan.FromSeconds(5);

    private readonly List<string> _displaced = [];

    /// <summary>Services that had to go because a removed one is required by them (newer podman-compose); they are to be recreated, too.</summary>
    public IReadOnlyList<string> Displaced => _displaced;

    public static string RemoveStage(string prefix, string service) => $"{prefix}Remove {service}";

    public static string WaitStage(string prefix, string service) => $"{prefix}Wait until {service} runs";

    public static string UpStage(OperationScene scene, string prefix, string service) => prefix + ComposeStep.Stage(scene, Up(service));

    /// <summary>Null when the service got there, else why not, a clause.</summary>
    public async Task<string?> RecreateAsync(string service, CancellationToken cancellationToken)
    {
        var old = await LookAsync(service, cancellationToken).ConfigureAwait(false);
        await RemoveAsync(service, old, cancellationToken).ConfigureAwait(false);
        ImmutableArray<string> output;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(limits.Command);
        try
        {
            output = await UpAsync(service, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return FormattableString.Invariant($"was not created: the compose command did not end within {limits.Command.TotalMinutes:0} min");
        }

        string? fault = null;
        try
        {
            await progress.StageAsync(WaitStage(prefix, service), async () =>
            {
                fault = await wait.RunAsync(service, [.. old.Select(container => container.Id)], cancellationToken).ConfigureAwait(false);
                if (fault is not null)
                {
                    // Leaves the stage as failed.
                    throw new NotThereException();
                }
            }).ConfigureAwait(false);
            return null;
        }
        catch (NotThereException)
        {
            await ShowEvidenceAsync(service, cancellationToken).ConfigureAwait(false);
            var refusal = ComposeErrors.For(new DeclaredService(service, ContainerNameOf(service), null, false, null, false, null, [], []), scene.Target.Stack.Stack, output);
            return refusal is null ? fault : $"was refused by the engine: {refusal}";
        }
    }

    /// <summary>Stops and removes all containers of a service.</summary>
    public async Task RemoveAsync(string service, CancellationToken cancellationToken) =>
        await RemoveAsync(service, await LookAsync(service, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public async Task StopAsync(string service, CancellationToken cancellationToken)
    {
        foreach (var container in (await LookAsync(service, cancellationToken).ConfigureAwait(false)).Where(StopService.IsUp))
        {
            await progress.StageAsync($"{prefix}Stop {service}, as it was before", () => scene.Control.StopAsync(container.Id, scene.Grace, cancellationToken)).ConfigureAwait(false);
        }
    }

    private async Task RemoveAsync(string service, ImmutableArray<ContainerRecord> containers, CancellationToken cancellationToken)
    {
        if (containers.IsEmpty)
        {
            return;
        }

        await progress.StageAsync(RemoveStage(prefix, service), async () =>
        {
            foreach (var container in containers)
            {
                await StopAndRemoveAsync(container, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private async Task StopAndRemoveAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        if (StopService.IsUp(container))
        {
            await scene.Control.StopAsync(container.Id, scene.Grace, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await scene.Control.RemoveAsync(container.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException refusal) when (container.Service is { } required && refusal.Detail?.Contains("dependent containers", StringComparison.Ordinal) == true)
        {
            await DisplaceAsync(required, cancellationToken).ConfigureAwait(false);
            await scene.Control.RemoveAsync(container.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Those that depend on it, the last of the chain first.</summary>
    private async Task DisplaceAsync(string required, CancellationToken cancellationToken)
    {
        var dependents = subject.Stack.DependentsOf([required]);
        _displaced.AddRange(dependents.Except(_displaced));
        foreach (var dependent in dependents.Reverse())
        {
            var containers = await LookAsync(dependent, cancellationToken).ConfigureAwait(false);
            if (containers.IsEmpty)
            {
                _displaced.Remove(dependent);
                continue;
            }

            progress.Line($"{dependent} requires {required}, so it is removed and created anew, too.");
            foreach (var container in containers)
            {
                await StopAndRemoveAsync(container, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<ImmutableArray<string>> UpAsync(string service, CancellationToken cancellationToken)
    {
        var (_, output) = await ComposeStep.RunAsync(scene, progress, UpStage(scene, prefix, service), cancellationToken, Up(service)).ConfigureAwait(false);
        await UpLogFile.WriteAsync(scene.UpLog, output, keepEarlier: true, cancellationToken).ConfigureAwait(false);
        return output;
    }

    private Task<ImmutableArray<ContainerRecord>> LookAsync(string service, CancellationToken cancellationToken) =>
        OperationScene.LookAsync(scene.Engine, scene.Target with { Service = service }, scene.Declaration, cancellationToken);

    /// <summary>The last log lines go into the run's output, before the containers and their logs are removed.</summary>
    private async Task ShowEvidenceAsync(string service, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LogLimit);
        try
        {
            foreach (var container in await LookAsync(service, limit.Token).ConfigureAwait(false))
            {
                progress.Line($"The last log lines of {container.Name}:");
                await foreach (var line in scene.Engine.ReadLogsAsync(container.Id, new LogRequest(limits.Evidence), limit.Token).ConfigureAwait(false))
                {
                    progress.Line($"{service} | {line.Text}");
                }
            }
        }
        catch (Exception fault) when (fault is EngineException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            progress.Line($"The log of {service} could not be read.");
        }
    }

    private string? ContainerNameOf(string service) => subject.Stack.Model?.Services.FirstOrDefault(known => known.Name == service)?.ContainerName;

    private static string[] Up(string service) => ["up", "-d", "--no-deps", service];

    private sealed class NotThereException : Exception;
}
