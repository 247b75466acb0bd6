using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace XnaiControl.Core.Engine.Events;

/// <summary>
/// Follows a log of lines from its end on, woken by inotify. The log may be replaced by a shorter one (Podman keeps the
/// newer half and renames it over the old): reading goes on behind the last line seen, so none is lost or comes twice.
/// </summary>
internal sealed class EventLogTail : IDisposable
{
    private const int MaxLineBytes = 1 << 20, MaxLogBytes = 64 << 20;

    private readonly string _path;
    private readonly FileSystemWatcher _watcher;
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private byte[] _buffer = new byte[16 << 10];
    private SafeFileHandle _file;
    private long _at;
    private int _replaced;

    private EventLogTail(string path)
    {
        _path = path;
        _watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path)) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName };
        try
        {
            _watcher.Changed += (_, _) => Wake();
            _watcher.Created += (_, _) => Replaced();
            _watcher.Deleted += (_, _) => Replaced();
            _watcher.Renamed += (_, _) => Replaced();
            _watcher.Error += (_, _) => Replaced(); // notices were lost: look at everything
            _watcher.EnableRaisingEvents = true;
            // Watch first, open second: what is written from here on is read.
            _file = Open();
            StandAtEnd();
        }
        catch
        {
            _watcher.Dispose();
            _file?.Dispose();
            throw;
        }
    }

    /// <summary>The newest complete line; empty while there is none.</summary>
    public ReadOnlyMemory<byte> LastLine { get; private set; }

    /// <summary>Stands at the end of the log; null when it is not there or may not be read.</summary>
    public static EventLogTail? TryOpen(string path)
    {
        try
        {
            if (!File.Exists(path))
                return null;
            return new EventLogTail(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Lines from the opening on, without their ends; completes when the log is gone or <see cref="End"/> is called.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            // Asked before the rest is read: the old log gets no more lines once another has its name.
            var replaced = Interlocked.Exchange(ref _replaced, 0) != 0 || RandomAccess.GetLength(_file) < _at;
            while (NextLine() is { } line)
                yield return LastLine = line;
            if (!replaced)
                continue;
            if (!Reopen())
                yield break;
            Wake();
        }
        while (await _news.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && _news.Reader.TryRead(out _));
    }

    /// <summary>Completes the reading; safe from any thread.</summary>
    public void End() => _news.Writer.TryComplete();

    public void Dispose()
    {
        End();
        _watcher.Dispose();
        _file.Dispose();
    }

    private SafeFileHandle Open() =>
        File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private void Wake() => _news.Writer.TryWrite(true);

    private void Replaced()
    {
        Volatile.Write(ref _replaced, 1);
        Wake();
    }

    /// <summary>One line from where the reading stands; null when no complete one is there.</summary>
    private byte[]? NextLine()
    {
        while (true)
        {
            var length = RandomAccess.Read(_file, _buffer, _at);
            var end = _buffer.AsSpan(0, length).IndexOf((byte)'\n');
            if (end >= 0)
            {
                _at += end + 1;
                return _buffer.AsSpan(0, end).ToArray();
            }
            if (length < _buffer.Length)
                return null;
            if (length >= MaxLineBytes)
                throw new EngineException($"The engine's event log {_path} holds a line over 1 MB; events are read through the engine again after a new connection.");
            _buffer = new byte[_buffer.Length * 2];
        }
    }

    private bool Reopen()
    {
        try
        {
            var next = Open();
            _file.Dispose();
            _file = next;
            Resume();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void StandAtEnd()
    {
        var text = ReadAll();
        _at = text.Length;
        LastLine = text.IsEmpty ? default : text[(text[..^1].LastIndexOf((byte)'\n') + 1)..^1].ToArray();
    }

    /// <summary>Stands behind the last line seen; at the beginning when the log no longer has it, for then all of it is newer.</summary>
    private void Resume()
    {
        var found = LastLine.IsEmpty ? -1 : ReadAll().LastIndexOf((byte[])[.. LastLine.Span, (byte)'\n']);
        _at = found < 0 ? 0 : found + LastLine.Length + 1;
    }

    /// <summary>The complete lines of the log.</summary>
    private ReadOnlySpan<byte> ReadAll()
    {
        var size = RandomAccess.GetLength(_file);
        if (size > MaxLogBytes)
            throw new IOException($"{_path} is larger than {MaxLogBytes >> 20} MB.");
        var log = new byte[size];
        var text = log.AsSpan(0, RandomAccess.Read(_file, log, 0));
        return text[..(text.LastIndexOf((byte)'\n') + 1)];
    }
}
