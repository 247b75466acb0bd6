using System.Runtime.CompilerServices;
using System.Text;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Metering.Cgroups;
using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Tests.Metering;

/// <summary>Cgroup files of both versions from the folder trees in Fixtures.</summary>
public class CgroupTests
{
    private const string Id = "aaaa";

    [Fact]
    public void Version_2_is_read_with_the_limit_of_the_group_named_after_the_container()
    {
        var root = Fixture("cgroup2");
        var layout = CgroupLayout.From([Mount("cgroup2", root, "rw")], File.Exists);
        Assert.Equal(root, layout.Unified);
        using var reader = CgroupReader.Open(layout, "0::/user.slice/libpod-aaaa.scope/container\n", Id, out var refusal);
        Assert.Null(refusal);
        Assert.Equal(123_456_789_000, reader!.CpuNanoseconds());
        Assert.Equal(new MemoryUse(52428800 - 10485760, 8388608, 134217728, 1), reader.Memory());
    }

    [Fact]
    public void Version_1_on_a_hybrid_host_is_read_from_its_controllers()
    {
        var root = Fixture("cgroup1");
        var layout = CgroupLayout.From(
            [Mount("cgroup", root + "/memory", "rw,memory"), Mount("cgroup", root + "/cpuacct", "rw,cpu,cpuacct"), Mount("cgroup2", root + "/unified", "rw")],
            File.Exists);
        Assert.Null(layout.Unified);
        using var reader = CgroupReader.Open(layout, "5:cpu,cpuacct:/libpod_parent/libpod-aaaa\n4:memory:/libpod_parent/libpod-aaaa\n0::/x\n", Id, out _);
        Assert.Equal(3_000_000_000, reader!.CpuNanoseconds());
        Assert.Equal(new MemoryUse(20971520 - 1048576, 2097152, 0, 3), reader.Memory());
    }

    [Fact]
    public void A_session_cgroup_is_not_taken_for_the_containers()
    {
        var root = Fixture("cgroup1");
        var layout = CgroupLayout.From([Mount("cgroup", root + "/memory", "rw,memory"), Mount("cgroup", root + "/cpuacct", "rw,cpuacct")], File.Exists);
        Assert.Null(CgroupReader.Open(layout, "5:cpuacct:/\n4:memory:/user.slice\n", Id, out var refusal));
        Assert.Contains("no cgroup of its own", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0::/../../libpod-aaaa", "/")]
    [InlineData("0::/elsewhere", "/")]
    public void A_path_outside_the_view_is_refused(string text, string mountRoot)
    {
        var layout = CgroupLayout.From([Mount("cgroup2", Fixture("cgroup2"), "rw", mountRoot)], File.Exists);
        Assert.Null(layout.FolderOf(text, "memory", Id));
    }

    [Theory]
    [InlineData("oom_kill 7\n", 7)]
    [InlineData("oom 2\noom_kill 1", 1)]
    [InlineData("oom_kill_disable 0\n", null)]
    [InlineData("", null)]
    public void Fields_are_found_by_their_whole_name(string text, int? expected) =>
        Assert.Equal(expected, KernelText.Field(Encoding.ASCII.GetBytes(text), "oom_kill"u8));

    private static MountEntry Mount(string type, string target, string options, string root = "/") => new(0, 1, root, target, "rw", type, type, options);

    private static string Fixture(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Fixtures", name);
}
