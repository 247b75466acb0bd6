using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Service;

/// <summary>
/// The newest lines of one pane, and what of them still has to go to the browser. Bounded: a flood overwrites the
/// oldest lines and each batch takes only the newest; what falls between is counted, never silent. Thread-safe.
/// </summary>
public sealed class LogRing(int capacity = 10_000, int batchLines = 200, int replayLines = 1_000)
{
    private const int ShownCharacters = 2_000;

    private readonly Lock gate = new();
    private readonly LogLine[] lines = new LogLine[capacity];
    private readonly List<(long At, string Words)> notes = [];
    private LogFilter filter = LogFilter.All;
    private long total;
    private long sent;
    private long skipped;
    private bool reset;
    private DateTimeOffset? pausedAt;
    private long pausedTotal;

    public bool IsPaused
    {
        get { lock (gate) { return pausedAt is not null; } }
    }

    public void Add(LogLine line)
    {
        lock (gate)
        {
            lines[total++ % capacity] = line;
        }
    }

    /// <summary>Puts a remark of the panel between the lines: the stream ended, the container is another.</summary>
    public void Note(string words)
    {
        lock (gate)
        {
            notes.Add((total, words));
        }
    }

    /// <summary>Shows the newest matching lines of those that are kept, then what follows.</summary>
    public void Show(LogFilter wanted)
    {
        lock (gate)
        {
            (filter, reset, sent) = (wanted, true, Math.Max(0, total - capacity));
        }
    }

    public void Pause(DateTimeOffset now)
    {
        lock (gate)
        {
            (pausedAt, pausedTotal) = pausedAt is null ? (now, total) : (pausedAt, pausedTotal);
        }
    }

    /// <summary>Goes on with the newest lines and leaves a mark for those that came meanwhile.</summary>
    public void Resume(DateTimeOffset now)
    {
        lock (gate)
        {
            if (pausedAt is not { } since)
            {
                return;
            }

            var missed = Math.Max(0, total - batchLines - Math.Max(sent, pausedTotal));
            notes.Add((Math.Max(sent, total - batchLines), $"Paused {Format.Duration(now - since)}, {Format.Plural(missed, "line")} skipped"));
            skipped += missed;
            (sent, pausedAt) = (Math.Max(sent, total - batchLines), null);
        }
    }

    /// <summary>What the browser lacks, at most a batch; null when there is nothing or the pane is paused.</summary>
    public LogBatch? Take()
    {
        lock (gate)
        {
            if (!reset && (pausedAt is not null || (sent == total && notes.Count == 0)))
            {
                return null;
            }

            // The first lines come as a whole: they were written before anybody looked.
            var most = reset || total <= replayLines ? replayLines : batchLines;
            var overwritten = Math.Max(0, total - capacity - sent);
            var matching = Matching(Math.Max(sent, total - capacity), most, out var left);
            var items = ImmutableArray.CreateBuilder<LogItem>();
            if (overwritten + left > 0 && !reset)
            {
                skipped += overwritten + left;
                items.Add(LogItem.OfGap($"{Format.Plural(overwritten + left, "line")} skipped"));
            }

            Merge(items, matching);
            var batch = new LogBatch(reset, items.ToImmutable(), total, skipped);
            (sent, reset) = (total, false);
            return batch;
        }
    }

    /// <summary>Notes stand where they were made, before the line that came next.</summary>
    private void Merge(ImmutableArray<LogItem>.Builder items, List<(long At, LogLine Line)> matching)
    {
        var note = 0;
        foreach (var (at, line) in matching)
        {
            for (; note < notes.Count && notes[note].At <= at; note++)
            {
                items.Add(LogItem.OfGap(notes[note].Words));
            }

            items.Add(Item(line));
        }

        items.AddRange(notes.Skip(note).Select(n => LogItem.OfGap(n.Words)));
        notes.Clear();
    }

    /// <summary>The newest matching lines from a position on, oldest first, and how many older ones match as well.</summary>
    private List<(long At, LogLine Line)> Matching(long from, int most, out long left)
    {
        var found = new List<(long At, LogLine Line)>();
        left = 0;
        for (var at = total - 1; at >= from; at--)
        {
            var line = lines[at % capacity];
            if (found.Count < most)
            {
                if (filter.Passes(line))
                {
                    found.Add((at, line));
                }
            }
            else if (filter == LogFilter.All)
            {
                left = at - from + 1;
                break;
            }
            else if (filter.Passes(line))
            {
                left++;
            }
        }

        found.Reverse();
        return found;
    }

    private static LogItem Item(LogLine line) => new(
        line.At.ToUnixTimeMilliseconds(),
        line.Stream == LogStream.Stderr ? 1 : 0,
        (int)LineLevels.Of(line.Text),
        line.Text.Length > ShownCharacters ? string.Concat(line.Text.AsSpan(0, ShownCharacters), " … cut here; the download has all of it") : line.Text);
}
