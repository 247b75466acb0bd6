using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace XnaiControl.Core.Engine.Client;

/// <summary>
/// Takes log lines out of a byte stream: multiplexed frames (stdout and stderr told apart) or a terminal's raw text.
/// Lines come with the engine's time stamp in front; text over <see cref="MaxLineBytes"/> is cut.
/// Not thread-safe; one parser per stream.
/// </summary>
internal sealed class LogParser(bool tty)
{
    public const int MaxLineBytes = 64 << 10;

    private const int HeaderBytes = 8;
    private readonly LineBuffer _stdout = new(LogStream.Stdout);
    private readonly LineBuffer _stderr = new(LogStream.Stderr);
    private LineBuffer? _current;
    private long _frameLeft;

    /// <summary>Takes one line, advancing the buffer; false when more bytes are needed.</summary>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out LogLine line)
    {
        while (true)
        {
            if (tty)
            {
                _current = _stdout;
                _frameLeft = buffer.Length;
            }
            else if (_frameLeft == 0 && !TryReadHeader(ref buffer))
            {
                line = null!;
                return false;
            }

            var part = buffer.Length > _frameLeft ? buffer.Slice(0, _frameLeft) : buffer;
            if (part.IsEmpty && _frameLeft > 0 || tty && part.IsEmpty)
            {
                line = null!;
                return false;
            }
            var end = part.PositionOf((byte)'\n');
            var taken = end is { } at ? part.Slice(0, at) : part;
            var consumed = taken.Length + (end is null ? 0 : 1);
            _current!.Append(taken);
            buffer = buffer.Slice(consumed);
            _frameLeft -= consumed;
            if (end is not null && _current.Take(out line))
                return true;
        }
    }

    /// <summary>What was left without a line end when the stream ended.</summary>
    public IEnumerable<LogLine> Rest()
    {
        if (_stdout.Take(out var line))
            yield return line;
        if (_stderr.Take(out line))
            yield return line;
    }

    private bool TryReadHeader(ref ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < HeaderBytes)
            return false;
        Span<byte> header = stackalloc byte[HeaderBytes];
        buffer.Slice(0, HeaderBytes).CopyTo(header);
        if (header[0] > 3 || header[1] != 0 || header[2] != 0 || header[3] != 0)
            throw new EngineException("The log stream is not in the engine's format any more; open it again.");
        buffer = buffer.Slice(HeaderBytes);
        _current = header[0] == 2 ? _stderr : _stdout;
        _frameLeft = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        _current.BeginFrame();
        return true;
    }

    /// <summary>Collects the bytes of one stream's current line.</summary>
    private sealed class LineBuffer(LogStream stream)
    {
        private byte[] _bytes = new byte[512];
        private int _length;
        private bool _continues;
        private readonly LogTimestamp _timestamp = new();

        /// <summary>Docker cuts long lines into frames and stamps each: the second stamp is not part of the text.</summary>
        public void BeginFrame() => _continues = _length > 0;

        public void Append(in ReadOnlySequence<byte> part)
        {
            foreach (var segment in part)
            {
                var span = segment.Span;
                if (_continues)
                {
                    _continues = false;
                    var stamp = LogTimestamp.LengthOf(span);
                    span = span[stamp..];
                }
                var room = Math.Min(span.Length, MaxLineBytes - _length);
                if (room <= 0)
                    continue;
                if (_length + room > _bytes.Length)
                    Array.Resize(ref _bytes, Math.Min(MaxLineBytes, Math.Max(_length + room, _bytes.Length * 2)));
                span[..room].CopyTo(_bytes.AsSpan(_length));
                _length += room;
            }
        }

        /// <summary>False for an empty remainder, as a terminal's first line end is.</summary>
        public bool Take(out LogLine line)
        {
            var bytes = _bytes.AsSpan(0, _length);
            _length = 0;
            if (bytes.Length > 0 && bytes[^1] == '\r')
                bytes = bytes[..^1];
            if (bytes.IsEmpty)
            {
                line = null!;
                return false;
            }
            var stamp = LogTimestamp.LengthOf(bytes);
            var at = _timestamp.Parse(bytes[..stamp]);
            line = new LogLine(at, stream, Encoding.UTF8.GetString(bytes[stamp..]));
            if (_bytes.Length > 8192)
                _bytes = new byte[512];
            return true;
        }
    }
}
