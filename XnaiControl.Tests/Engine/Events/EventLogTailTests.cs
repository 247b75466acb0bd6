using System.Text;
using XnaiControl.Core.Engine.Events;

namespace XnaiControl.Tests.Engine.Events;

public sealed class EventLogTailTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xnai-tail");

    private string Log => Path.Combine(_folder.FullName, "events.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void TryOpen_NoFileOrNoFolder_IsNull()
    {
        Assert.Null(EventLogTail.TryOpen(Log));
        Assert.Null(EventLogTail.TryOpen("/nonexistent/events.log"));
    }

    [Fact]
    public async Task ReadAsync_LinesWritten_ComeFromTheOpeningOnAndWhole()
    {
        File.WriteAllText(Log, "old 1\nold 2\n");
        using var tail = EventLogTail.TryOpen(Log)!;
        Assert.Equal("old 2", Encoding.UTF8.GetString(tail.LastLine.Span));

        await File.AppendAllTextAsync(Log, "new 1\nne", TestContext.Current.CancellationToken);
        var first = Read(tail, 2);
        await File.AppendAllTextAsync(Log, "w 2\n", TestContext.Current.CancellationToken);

        Assert.Equal(["new 1", "new 2"], await first);
    }

    [Fact]
    public async Task ReadAsync_LineLongerThanTheBuffer_ComesWhole()
    {
        File.WriteAllText(Log, "old\n");
        using var tail = EventLogTail.TryOpen(Log)!;
        var longLine = new string('x', 200_000);

        await File.AppendAllTextAsync(Log, longLine + "\nafter\n", TestContext.Current.CancellationToken);

        Assert.Equal([longLine, "after"], await Read(tail, 2));
    }

    [Fact]
    public async Task ReadAsync_LogReplacedByItsNewerHalfAgainAndAgain_EveryLineComesOnce()
    {
        const int lines = 20_000;
        File.WriteAllText(Log, "line -1\n");
        using var tail = EventLogTail.TryOpen(Log)!;
        var reading = Read(tail, lines);

        await Task.Run(() => Write(lines), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, lines).Select(i => $"line {i}"), await reading);
    }

    [Fact]
    public async Task ReadAsync_ReplacedByALogThatNoLongerHasTheLastLine_GivesAllOfIt()
    {
        File.WriteAllText(Log, "old\n");
        using var tail = EventLogTail.TryOpen(Log)!;

        File.WriteAllText(Log + ".new", "a\nb\n");
        File.Move(Log + ".new", Log, overwrite: true);

        Assert.Equal(["a", "b"], await Read(tail, 2));
    }

    [Fact]
    public async Task ReadAsync_LogEmptiedInPlace_GoesOn()
    {
        File.WriteAllText(Log, "a rather long first line\n");
        using var tail = EventLogTail.TryOpen(Log)!;

        File.WriteAllText(Log, "new\n");

        Assert.Equal(["new"], await Read(tail, 1));
    }

    [Fact]
    public async Task ReadAsync_LogRemovedOrEnded_Completes()
    {
        File.WriteAllText(Log, "old\n");
        using (var tail = EventLogTail.TryOpen(Log)!)
        {
            var reading = Read(tail, 1);
            File.Delete(Log);
            Assert.Empty(await reading);
        }

        File.WriteAllText(Log, "old\n");
        using var ended = EventLogTail.TryOpen(Log)!;
        var waiting = Read(ended, 1);
        ended.End();
        Assert.Empty(await waiting);
    }

    /// <summary>Writes as Podman does: open, append, close; above a size, keep the newer half in another file and rename it.</summary>
    private void Write(int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            if (new FileInfo(Log).Length > 20_000)
            {
                var all = File.ReadAllLines(Log);
                File.WriteAllLines(Log + ".half", all[(all.Length / 2)..]);
                File.Move(Log + ".half", Log, overwrite: true);
            }

            File.AppendAllText(Log, $"line {i}\n");
        }
    }

    private static async Task<List<string>> Read(EventLogTail tail, int count)
    {
        using var limit = new CancellationTokenSource(Patience);
        var lines = new List<string>();
        await foreach (var line in tail.ReadAsync(limit.Token))
        {
            lines.Add(Encoding.UTF8.GetString(line.Span));
            if (lines.Count == count)
            {
                break;
            }
        }

        return lines;
    }
}
