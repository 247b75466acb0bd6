using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Check, trial, write, bring up, wait; and back again when a service does not get there. Once a file is written, every
/// end but success leads through the rollback, unless the panel itself ends.
/// </summary>
internal sealed class ChangeRunner(RevisionStore revisions, RecordedFiles files, EngineTrial trial, IPanelSettings settings, RolloutLimits limits)
{
    public async Task<OperationResult> RunAsync(OperationScene scene, ChangeSubject subject, bool up, RunProgress progress, CancellationToken cancellationToken)
    {
        var by = new WrittenBy(scene.Intent!.Actor.Name, scene.Intent.Correlation, scene.Intent.Sequence);
        if (await CheckAsync(subject, by, progress, cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        if (await TryMountsAsync(subject, up, progress, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var written = new WrittenFiles(files, subject, by, progress);
        if (await written.WriteAsync(cancellationToken).ConfigureAwait(false) is { } fault)
        {
            return OperationResult.Failed("Nothing was changed.", fault);
        }

        if (up && await BringUpAsync(scene, subject, written, progress, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            return failure;
        }

        var commit = await CommitAsync(subject, progress, cancellationToken).ConfigureAwait(false);
        return OperationResult.Succeeded(Done(subject, up) + commit);
    }

    private async Task<OperationResult?> CheckAsync(ChangeSubject subject, WrittenBy by, RunProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            return await progress.StageAsync(ChangeStages.Check, async () =>
            {
                foreach (var file in subject.Files)
                {
                    SafeFileWriter.Check(file.Before.File, file.Before.Hash, subject.Roots);
                }

                return await revisions.BeginAsync(subject.Proposal.Id, by, cancellationToken).ConfigureAwait(false)
                    ? null
                    : OperationResult.Failed("Nothing was changed.", "This change is being applied already. Nothing was written. Look at the stack's operations.");
            }).ConfigureAwait(false);
        }
        catch (FileWriteException fault)
        {
            return OperationResult.Failed("Nothing was changed.", fault.Message);
        }
    }

    /// <summary>A refusal ends it only where the service is to come up: a file may be repaired in several steps.</summary>
    private async Task<OperationResult?> TryMountsAsync(ChangeSubject subject, bool up, RunProgress progress, CancellationToken cancellationToken)
    {
        foreach (var name in subject.Stack.Changed)
        {
            var service = subject.Stack.Model!.Services.First(service => service.Name == name);
            TrialResult? result = null;
            try
            {
                await progress.StageAsync(ChangeStages.Trial(name), async () =>
                {
                    result = await trial.TryAsync(subject.Declaration, service, cancellationToken).ConfigureAwait(false);
                    if (result.Verdict == TrialVerdict.Refused)
                    {
                        throw new RefusedException();
                    }
                }).ConfigureAwait(false);
                progress.Line(result!.Verdict == TrialVerdict.Accepted
                    ? FormattableString.Invariant($"The engine accepts the mounts of {name} ({result.Took.TotalMilliseconds:0} ms).")
                    : $"The mounts of {name} were not tried: {result.Words}");
            }
            catch (RefusedException)
            {
                progress.Line($"The engine refuses the mounts of {name}: {result!.Words}");
                if (up)
                {
                    return OperationResult.Failed("Nothing was changed.", $"The engine refuses the mounts that {name} would have: {result.Words}. Nothing was written. Correct the mounts, or apply without bringing services up.");
                }
            }
        }

        return null;
    }

    /// <summary>Null when every changed service got there.</summary>
    private async Task<OperationResult?> BringUpAsync(OperationScene scene, ChangeSubject subject, WrittenFiles written, RunProgress progress, CancellationToken cancellationToken)
    {
        var wait = new ServiceWait(scene, limits);
        var rollout = new ServiceRollout(scene, subject, progress, wait, limits, "");
        var touched = new List<string>();
        // Services that the engine made us remove, because they depend on a changed one, come at the end.
        for (var next = subject.Stack.Changed.FirstOrDefault(); next is not null; next = subject.Stack.Changed.Concat(rollout.Displaced).FirstOrDefault(service => !touched.Contains(service)))
        {
            touched.Add(next);
            string? fault;
            try
            {
                fault = await rollout.RecreateAsync(next, cancellationToken).ConfigureAwait(false);
            }
            catch (EngineException exception)
            {
                fault = $"could not be recreated: {exception.Message}";
            }

            if (fault is not null)
            {
                var back = new ServiceRollout(scene, subject, progress, wait, limits, ChangeStages.Back);
                return await new Rollback(scene, written, back).RunAsync($"{next} {fault.TrimEnd('.')}.", [.. touched.Union(rollout.Displaced)], cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    private async Task<string> CommitAsync(ChangeSubject subject, RunProgress progress, CancellationToken cancellationToken)
    {
        if (await settings.FindAsync(GitState.CommitSetting, cancellationToken).ConfigureAwait(false) != "on")
        {
            return "";
        }

        var said = "";
        foreach (var file in subject.Files)
        {
            if (await Git.ReadAsync(file.After.File, cancellationToken).ConfigureAwait(false) is { Tracked: true, Problem: null, Changed: true })
            {
                var why = await progress.StageAsync(ChangeStages.Commit(file), () => Git.CommitAsync(file.After.File, subject.Title, cancellationToken)).ConfigureAwait(false);
                said += why is null ? $" {Path.GetFileName(file.After.File)} is committed in git." : $" {Path.GetFileName(file.After.File)} could not be committed in git: {why}.";
            }
        }

        return said;
    }

    private static string Done(ChangeSubject subject, bool up)
    {
        var names = string.Join(" and ", subject.Files.Select(file => Path.GetFileName(file.After.File)));
        var services = string.Join(", ", subject.Stack.Changed);
        return subject.Stack.Changed.IsEmpty
            ? $"{names} written. No service's definition changed."
            : up ? $"{names} written; {services} {(subject.Stack.Changed.Length == 1 ? "runs" : "run")} with it."
            : $"{names} written. What runs has not changed: recreate {services} to use it.";
    }

    private sealed class RefusedException : Exception;
}
