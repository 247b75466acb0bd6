using System.Text;
using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Tests.Metering.Kernel;

public class ProcessCredentialsTests
{
    private const string WholeHost = "         0          0 4294967295\n";

    /// <summary>Rootless: inside 0 is the user 1000 outside, inside 1 and up its subordinate ids.</summary>
    private const string Rootless = "0 1000 1\n1 100000 65536\n";

    [Theory]
    [InlineData(1000, 1000, "", 0, 0, "1777", true)]
    [InlineData(1000, 1000, "", 0, 0, "0755", false)]
    [InlineData(1000, 1000, "", 1000, 0, "0700", true)]
    [InlineData(1000, 1000, "", 1000, 0, "0077", false)]
    [InlineData(1000, 1000, "", 0, 1000, "0770", true)]
    [InlineData(1000, 1000, "5 27", 0, 27, "0770", true)]
    [InlineData(1000, 1000, "27", 0, 27, "0707", false)]
    [InlineData(1000, 1000, "", 1000, 0, "0200", false)]
    public void Modes_count_for_the_one_class_that_fits(uint uid, uint gid, string groups, uint owner, uint group, string mode, bool expected) =>
        Assert.Equal(expected, Parse(uid, gid, groups, "0", WholeHost).CanWrite(new FolderFacts(owner, group, Convert.ToInt32(mode, 8), 0, 1), readOnlyMount: false));

    [Fact]
    public void Root_overrides_modes_only_for_owners_that_its_namespace_maps()
    {
        var root = Parse(1000, 1000, "", "00000000800405fb", Rootless);
        Assert.True(root.CanWrite(new FolderFacts(100998, 100998, Convert.ToInt32("0700", 8), 0, 1), readOnlyMount: false));
        Assert.False(root.CanWrite(new FolderFacts(0, 0, Convert.ToInt32("0700", 8), 0, 1), readOnlyMount: false));
    }

    [Fact]
    public void Nobody_writes_to_a_read_only_mount() =>
        Assert.False(Parse(0, 0, "", "000001ffffffffff", WholeHost).CanWrite(new FolderFacts(0, 0, 511, 0, 1), readOnlyMount: true));

    private static ProcessCredentials Parse(uint uid, uint gid, string groups, string capabilities, string map) => ProcessCredentials.Parse(
        Encoding.ASCII.GetBytes($"Name:\tsh\nUid:\t0\t0\t0\t{uid}\nGid:\t0\t0\t0\t{gid}\nGroups:\t{groups} \nCapEff:\t{capabilities}\n"), map, map);
}
