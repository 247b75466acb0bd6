using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using CsCheck;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Client;

namespace XnaiControl.Tests.Engine;

public sealed class LogParserTests
{
    private const string Stamp = "2026-11-23T10:30:45Z ";

    [Fact]
    public void Lines_are_the_same_wherever_the_network_cuts_the_stream()
    {
        byte[] stream = [.. Frame(1, Stamp + "one\n"), .. Frame(2, Stamp + "zwei ü\n"), .. Frame(1, Stamp + "\n"), .. Frame(1, Stamp + "rest")];
        string[] expected = ["Stdout:one", "Stderr:zwei ü", "Stdout:", "Stdout:rest"];

        Gen.Int[1, stream.Length - 1].List[0, 6].Sample(cuts => Assert.Equal(expected, Read(stream, tty: false, cuts)));
    }

    [Fact]
    public void A_line_that_docker_cut_into_frames_is_joined_without_the_second_stamp() =>
        Assert.Equal(["Stdout:firstsecond"], Read([.. Frame(1, Stamp + "first"), .. Frame(1, Stamp + "second\n")], tty: false, []));

    [Fact]
    public void The_streams_do_not_mix_their_halves() =>
        Assert.Equal(["Stderr:whole", "Stdout:ab"], Read([.. Frame(1, Stamp + "a"), .. Frame(2, Stamp + "whole\n"), .. Frame(1, Stamp + "b\n")], tty: false, []));

    [Fact]
    public void A_terminal_stream_has_no_frames_and_carriage_returns() =>
        Assert.Equal(["Stdout:one", "Stdout:two"], Read(Encoding.UTF8.GetBytes($"\r\n{Stamp}one\r\n{Stamp}two\r\n"), tty: true, [5, 30]));

    [Fact]
    public void A_huge_line_is_cut_and_the_next_one_is_whole()
    {
        var lines = Read([.. Frame(1, Stamp + new string('x', 200_000) + "\n"), .. Frame(1, Stamp + "next\n")], tty: false, []);

        Assert.True(lines[0].Length <= LogParser.MaxLineBytes);
        Assert.Equal("Stdout:next", lines[1]);
    }

    [Fact]
    public void Bytes_that_are_no_frame_are_refused_rather_than_shown() =>
        Assert.Throws<EngineException>(() => Read(Encoding.ASCII.GetBytes("this is not a log stream"), tty: false, []));

    [Theory]
    [InlineData("2026-11-23T10:30:45Z text", "2026-11-23T10:30:45Z")]
    [InlineData("2026-11-23T12:30:45.123456700+02:00 text", "2026-11-23T10:30:45.1234567Z")]
    public void Time_stamps_of_both_engines_are_read(string line, string expected)
    {
        var buffer = new ReadOnlySequence<byte>(Frame(1, line + "\n"));

        Assert.True(new LogParser(tty: false).TryRead(ref buffer, out var read));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), read.At);
        Assert.Equal("text", read.Text);
    }

    private static byte[] Frame(byte stream, string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        var header = new byte[8];
        header[0] = stream;
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), (uint)payload.Length);
        return [.. header, .. payload];
    }

    /// <summary>Feeds the bytes as a pipe would: what was not consumed comes again with more behind it.</summary>
    private static List<string> Read(byte[] stream, bool tty, IEnumerable<int> cuts)
    {
        var parser = new LogParser(tty);
        var lines = new List<string>();
        var start = 0;
        foreach (var end in cuts.Order().Append(stream.Length))
        {
            var buffer = new ReadOnlySequence<byte>(stream, start, end - start);
            while (parser.TryRead(ref buffer, out var line))
                lines.Add($"{line.Stream}:{line.Text}");
            start = end - (int)buffer.Length;
        }
        lines.AddRange(parser.Rest().Select(line => $"{line.Stream}:{line.Text}"));
        return lines;
    }
}
