using System.Collections.Immutable;

namespace XnaiControl.Core.Stacks;

/// <summary>
/// Says when one of a set of files changed on disk, once per burst. Folders are watched, not files: editors and
/// deployments replace a file by renaming another over it. Where a folder is missing, its nearest ancestor is watched.
/// </summary>
internal sealed class FileWatch : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private ImmutableHashSet<string> _files = [];
    private bool _disposed;

    public FileWatch(TimeProvider time, Action changed) =>
        _timer = time.CreateTimer(_ => changed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Replaces the set of files; call it again after a change, for folders may have come or gone.</summary>
    public void Follow(IEnumerable<string> files)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _files = [.. files];
            var folders = _files.Select(NearestFolder).ToImmutableHashSet(StringComparer.Ordinal);
            foreach (var gone in _watchers.Keys.Where(folder => !folders.Contains(folder)).ToList())
            {
                _watchers.Remove(gone, out var watcher);
                watcher!.Dispose();
            }

            foreach (var folder in folders.Where(folder => !_watchers.ContainsKey(folder)))
            {
                _watchers[folder] = Watch(folder);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var watcher in _watchers.Values)
            {
                watcher.Dispose();
            }

            _watchers.Clear();
            _timer.Dispose();
        }
    }

    private FileSystemWatcher Watch(string folder)
    {
        var watcher = new FileSystemWatcher(folder)
        {
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watcher.Changed += (_, change) => Signal(change.FullPath);
        watcher.Created += (_, change) => Signal(change.FullPath);
        watcher.Deleted += (_, change) => Signal(change.FullPath);
        watcher.Renamed += (_, change) =>
        {
            Signal(change.OldFullPath);
            Signal(change.FullPath);
        };
        watcher.Error += (_, _) => Restart(folder);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    /// <summary>The folder went away or events were lost: look again at everything.</summary>
    private void Restart(string folder)
    {
        lock (_gate)
        {
            if (_watchers.Remove(folder, out var watcher))
            {
                watcher.Dispose();
            }

            Schedule();
        }
    }

    private void Signal(string path)
    {
        lock (_gate)
        {
            if (_files.Contains(path) || _files.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal)))
            {
                Schedule();
            }
        }
    }

    private void Schedule()
    {
        if (!_disposed)
        {
            _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
        }
    }

    private static string NearestFolder(string file)
    {
        var folder = Path.GetDirectoryName(file);
        while (folder is not null && !Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? "/";
    }
}
