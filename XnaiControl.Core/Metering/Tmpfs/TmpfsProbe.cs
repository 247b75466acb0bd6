using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Core.Metering.Tmpfs;

/// <summary>
/// Reads the tmpfs mounts of one running container through <c>/proc/&lt;pid&gt;/root</c>. The path is walked at every beat:
/// a held directory would keep a dead tmpfs and its memory alive.
/// </summary>
internal sealed class TmpfsProbe(ProcessIdentity process)
{
    private static readonly TimeSpan SlowBeat = TimeSpan.FromSeconds(10);

    private ImmutableArray<TmpfsMount> mounts;
    private byte[][] paths = [];
    private ProcessCredentials? credentials;
    private DateTimeOffset mountsAt, credentialsAt;
    private bool outdated;

    /// <summary>True after a beat in which the kernel refused to show the files: the engine has to be asked.</summary>
    public bool Refused { get; private set; }

    /// <summary>The mounts at hand after <see cref="Prepare"/>.</summary>
    public ImmutableArray<TmpfsMount> Mounts => mounts;

    /// <summary>Reads the mount table once per container start, and again when a mount is not what it was.</summary>
    /// <returns>Null, or why the table cannot be read.</returns>
    public string? Prepare(ContainerRecord record, DeclaredService? declared, DateTimeOffset now)
    {
        if (!mounts.IsDefault && !(outdated && now - mountsAt >= SlowBeat))
        {
            return null;
        }

        try
        {
            mounts = TmpfsMount.Choose(record, declared, MountInfo.Read(process.Pid));
            paths = [.. mounts.Select(mount => mount.PathOf(process.Pid))];
            mountsAt = now;
            outdated = false;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            mounts = [];
            paths = [];
            return $"The mounts of process {process.Pid} could not be read: {e.Message}";
        }
    }

    /// <summary>One reading of the mount at <paramref name="index"/>; null with a reason when it failed.</summary>
    public TmpfsReading? Read(int index, DateTimeOffset now, out string? failure)
    {
        var mount = mounts[index];
        if (mount.Mounted is not { } mounted)
        {
            outdated = true;
            failure = $"No tmpfs is mounted at {mount.Target}.";
            return null;
        }

        var error = FileSystemStat.Facts(paths[index], out var folder);
        if (error == 0)
        {
            error = FileSystemStat.Use(paths[index], out var use);
            if (error == 0)
            {
                // The device tells that the path still leads to this mount and not through a link to another place.
                if (folder.DeviceMajor != mounted.DeviceMajor || folder.DeviceMinor != mounted.DeviceMinor)
                {
                    outdated = true;
                    failure = $"Another file system covers {mount.Target} now; reading the mounts again within 10 s.";
                    return null;
                }

                Refused = false;
                failure = null;
                return new TmpfsReading(
                    use.SizeBytes, use.UsedBytes, use.FreeBytes, use.Inodes, use.InodesFree,
                    folder.Mode, folder.Uid, folder.Gid, mount.Options,
                    CredentialsAt(now)?.CanWrite(folder, mount.IsReadOnly));
            }
        }

        Refused = error is Libc.NoAccess or Libc.NotPermitted;
        outdated |= error == Libc.NoEntry;
        failure = Refused
            ? "The kernel does not let the panel's user look into this container; asking the engine every 5 minutes instead. Run the panel as the container's user or with CAP_SYS_PTRACE."
            : $"The mount could not be read (error {error}).";
        return null;
    }

    /// <summary>A start script may change its user after the container's start, so the ids are read anew now and then.</summary>
    private ProcessCredentials? CredentialsAt(DateTimeOffset now)
    {
        if (credentials is null || now - credentialsAt >= SlowBeat)
        {
            try
            {
                credentials = ProcessCredentials.Read(process.Pid);
                credentialsAt = now;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                credentials = null;
            }
        }

        return credentials;
    }
}
