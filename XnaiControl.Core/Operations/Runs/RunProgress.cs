using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

/// <summary>How an operation tells what it does: stages and output lines, redacted and gathered before anyone sees them.</summary>
internal sealed class RunProgress(LiveRun live, SecretRedactor redactor, Func<Task> stageEnded, TimeProvider time)
{
    public const int MostLines = 2000;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private readonly List<string> _waiting = [];
    private bool _flushDue;

    public string Redact(string text) => redactor.Redact(text);

    /// <summary>Runs one stage; its failure marks the stage and goes on to the desk.</summary>
    public async Task<T> StageAsync<T>(string name, Func<Task<T>> work)
    {
        var started = time.GetTimestamp();
        live.SetStage(name, StageState.Running, time.GetUtcNow());
        var state = StageState.Failed;
        try
        {
            var result = await work().ConfigureAwait(false);
            state = StageState.Done;
            return result;
        }
        finally
        {
            Flush();
            live.SetStage(name, state, took: time.GetElapsedTime(started));
            await stageEnded().ConfigureAwait(false);
        }
    }

    public Task StageAsync(string name, Func<Task> work) => StageAsync(name, async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });

    /// <summary>Adds a line of output and returns it as kept, without secrets.</summary>
    public string Line(string line)
    {
        var kept = redactor.Redact(line);
        lock (_gate)
        {
            _waiting.Add(kept);
            if (!_flushDue)
            {
                _flushDue = true;
                _ = FlushLaterAsync();
            }
        }

        return kept;
    }

    public void Flush()
    {
        lock (_gate)
        {
            _flushDue = false;
            if (_waiting.Count == 0)
            {
                return;
            }

            var lines = _waiting.ToImmutableArray();
            _waiting.Clear();
            live.Update(run =>
            {
                var skip = Math.Max(0, run.Output.Length + lines.Length - MostLines);
                return run with { Output = [.. run.Output.AddRange(lines).Skip(skip)], OutputSkipped = run.OutputSkipped + skip };
            });
        }
    }

    private async Task FlushLaterAsync()
    {
        await Task.Delay(Gather, time).ConfigureAwait(false);
        Flush();
    }
}
