using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering.Kernel;
using XnaiControl.Core.Metering.Tmpfs;

namespace XnaiControl.Tests.Metering;

public class TmpfsMountTests
{
    [Fact]
    public void Requested_and_visible_mounts_are_chosen_and_plumbing_is_not()
    {
        var record = Records.Container() with
        {
            ReadOnlyRoot = true,
            Tmpfs = ImmutableSortedDictionary<string, string>.Empty.Add("/app/logs/", "size=1m").Add("/tmp", "rw,rprivate,nosuid,nodev,tmpcopyup"),
            Mounts = [new ContainerMount("bind", "/dev/shm", "/bound", true, ""), new ContainerMount("tmpfs", "", "/cache", true, "size=2m")],
        };
        var mounts = new[]
        {
            Tmpfs("/app/logs"), Tmpfs("/tmp"), Tmpfs("/cache"), Tmpfs("/run"), Tmpfs("/bound"), Tmpfs("/dev"), Tmpfs("/dev/shm"), Tmpfs("/proc/acpi"),
            Tmpfs("/sys/firmware"), Tmpfs("/run/secrets"), Tmpfs("/etc/hosts", "/containers/hosts"), Tmpfs("/device"),
        };
        var chosen = TmpfsMount.Choose(record, null, mounts);
        Assert.Equal(["/app/logs", "/cache", "/device", "/run", "/tmp"], chosen.Select(mount => mount.Target));
        Assert.Equal(["size=1m", "size=2m", "", "", ""], chosen.Select(mount => mount.Requested));
        Assert.All(chosen, mount => Assert.NotNull(mount.Mounted));
    }

    [Fact]
    public void A_requested_target_that_something_else_covers_is_not_mounted()
    {
        var record = Records.Container() with { Tmpfs = ImmutableSortedDictionary<string, string>.Empty.Add("/data", "size=1m") };
        var chosen = TmpfsMount.Choose(record, null, [Tmpfs("/data"), Tmpfs("/data") with { FileSystem = "ext4" }]);
        Assert.Null(Assert.Single(chosen).Mounted);
    }

    [Fact]
    public void Options_of_mount_and_file_system_are_joined_and_ro_is_heard()
    {
        var mount = new TmpfsMount("/x", "", Tmpfs("/x") with { Options = "ro,nosuid", SuperOptions = "rw,size=4k" });
        Assert.Equal("ro,nosuid,rw,size=4k", mount.Options);
        Assert.True(mount.IsReadOnly);
    }

    private static MountEntry Tmpfs(string target, string root = "/") => new(0, 9, root, target, "rw", "tmpfs", "tmpfs", "rw");
}
