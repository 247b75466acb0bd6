using XnaiControl.Core.Engine;
using XnaiControl.Web.Components.Pages.Service;

namespace XnaiControl.Tests.Components.Pages.Service;

public class LogRingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly LogRing _ring = new();

    [Fact]
    public void A_flood_sends_the_newest_and_counts_the_rest()
    {
        Add(2_500);

        var batch = _ring.Take()!;

        Assert.Equal("2,300 lines skipped", batch.Lines[0].Gap);
        Assert.Equal(200, batch.Lines.Length - 1);
        Assert.Equal("line 2500", batch.Lines[^1].Text);
        Assert.Equal((2_500, 2_300), (batch.Total, batch.Skipped));
        Assert.Null(_ring.Take());
    }

    [Fact]
    public void Lines_that_the_ring_has_overwritten_are_counted_too()
    {
        Add(25_000);

        var batch = _ring.Take()!;
        Assert.Equal((25_000, 24_800), (batch.Total, batch.Skipped));
        Assert.Equal("line 25000", batch.Lines[^1].Text);
    }

    [Fact]
    public void A_pause_sends_nothing_and_leaves_a_mark()
    {
        Add(10);
        _ring.Take();
        _ring.Pause(Now);
        Add(7_544);
        Assert.Null(_ring.Take());

        _ring.Resume(Now.AddSeconds(12));
        var batch = _ring.Take()!;

        Assert.Equal("Paused 12 s, 7,344 lines skipped", batch.Lines[0].Gap);
        Assert.Equal(200, batch.Lines.Length - 1);
        Assert.Equal((7_554, 7_344), (batch.Total, batch.Skipped));
    }

    [Fact]
    public void A_short_pause_skips_nothing()
    {
        _ring.Pause(Now);
        Add(3);
        _ring.Resume(Now.AddSeconds(2));

        Assert.Equal(["Paused 2.0 s, 0 lines skipped", null, null, null], _ring.Take()!.Lines.Select(l => l.Gap));
    }

    [Fact]
    public void A_filter_looks_back_into_what_is_kept_and_also_while_paused()
    {
        Add(9_000);
        _ring.Add(new LogLine(Now, LogStream.Stderr, "ImportError: no module named observability"));
        Add(500);
        _ring.Take();
        _ring.Pause(Now);

        _ring.Show(new LogFilter(Level: LineLevel.Error));
        var batch = _ring.Take()!;

        Assert.True(batch.Reset);
        var line = Assert.Single(batch.Lines);
        Assert.Equal((1, (int)LineLevel.Error), (line.Stream, line.Level));
        _ring.Show(new LogFilter("MODULE", null, LogStream.Stdout));
        Assert.Empty(_ring.Take()!.Lines);
    }

    [Fact]
    public void A_note_stands_where_it_was_made()
    {
        Add(2);
        _ring.Note("The log ended");
        Add(1);

        Assert.Equal(["line 1", "line 2", "The log ended", "line 1"], _ring.Take()!.Lines.Select(l => l.Gap ?? l.Text));
        _ring.Note("The engine does not answer.");
        Assert.Equal("The engine does not answer.", Assert.Single(_ring.Take()!.Lines).Gap);
    }

    [Fact]
    public void What_was_written_before_the_pane_opened_comes_whole()
    {
        Add(500);

        var batch = _ring.Take()!;

        Assert.Equal((500, 0), (batch.Lines.Length, batch.Skipped));
    }

    [Theory]
    [InlineData("INFO:     Started server process", LineLevel.Info)]
    [InlineData("2026-01-27 WARNING tmpfs nearly full", LineLevel.Warn)]
    [InlineData("ImportError: cannot import name 'x'", LineLevel.Error)]
    [InlineData("Traceback (most recent call last):", LineLevel.Error)]
    [InlineData("level=warn msg=error", LineLevel.Warn)]
    [InlineData("terrors and information", LineLevel.None)]
    [InlineData("plain", LineLevel.None)]
    public void The_first_level_word_counts(string text, LineLevel level) => Assert.Equal(level, LineLevels.Of(text));

    private void Add(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            _ring.Add(new LogLine(Now, LogStream.Stdout, $"line {i}"));
        }
    }
}
