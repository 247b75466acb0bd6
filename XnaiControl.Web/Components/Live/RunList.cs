using System.Collections.Immutable;
using XnaiControl.Core.Operations;

namespace XnaiControl.Web.Components.Live;

/// <summary>The newest operations, kept current from the desk's stream until disposed.</summary>
public sealed class RunList : IDisposable
{
    private readonly CancellationTokenSource ended = new();

    private RunList()
    {
    }

    /// <param name="changed">Called off the dispatcher with the new list, newest first.</param>
    public static RunList Follow(IOperationDesk desk, ImmutableArray<OperationRun> start, int most, Func<OperationRun, bool> passes, Func<ImmutableArray<OperationRun>, Task> changed)
    {
        var list = new RunList();
        _ = list.RunAsync(desk, start, most, passes, changed);
        return list;
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    /// <summary>The list with one run put in: in the place of its older self, or as the newest.</summary>
    internal static ImmutableArray<OperationRun> With(ImmutableArray<OperationRun> runs, OperationRun run, int most)
    {
        for (var i = 0; i < runs.Length; i++)
        {
            if (runs[i].Id == run.Id)
            {
                return runs.SetItem(i, run);
            }
        }

        return [.. runs.Insert(0, run).Take(most)];
    }

    private async Task RunAsync(IOperationDesk desk, ImmutableArray<OperationRun> runs, int most, Func<OperationRun, bool> passes, Func<ImmutableArray<OperationRun>, Task> changed)
    {
        var end = ended.Token;
        var (reader, handle) = desk.Subscribe();
        using (handle)
        {
            try
            {
                await foreach (var run in reader.ReadAllAsync(end))
                {
                    if (passes(run))
                    {
                        runs = With(runs, run, most);
                        await changed(runs);
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The page was left.
            }
            catch (ObjectDisposedException)
            {
                // The circuit ended while a change was under way.
            }
        }
    }
}
