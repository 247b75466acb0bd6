using System.Globalization;
using System.Text;
using CsCheck;
using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Tests.Metering.Kernel;

public class MountInfoTests
{
    [Fact]
    public void A_line_as_the_kernel_writes_it()
    {
        var entry = Assert.Single(MountInfo.Parse("514 498 0:97 / /app/my\\040logs rw,nosuid shared:1 master:2 - tmpfs tmpfs rw,size=16384k,mode=1777\n"u8));
        Assert.Equal(new MountEntry(0, 97, "/", "/app/my logs", "rw,nosuid", "tmpfs", "tmpfs", "rw,size=16384k,mode=1777"), entry);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("1 2 0:97 / /x rw shared:1")]
    [InlineData("1 2 nonsense / /x rw - tmpfs tmpfs rw")]
    [InlineData("a - b")]
    public void What_cannot_be_read_is_left_out(string text) => Assert.Empty(MountInfo.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Any_path_comes_back_from_its_escapes() =>
        Gen.String[Gen.Char[' ', '\u02ff'], 1, 30].Where(text => !text.Contains('\0', StringComparison.Ordinal)).Sample(path =>
        {
            var line = $"1 2 0:5 / /{Escape(path)} rw - tmpfs tmpfs rw\n";
            Assert.Equal("/" + path, Assert.Single(MountInfo.Parse(Encoding.UTF8.GetBytes(line))).Target);
        });

    [Fact]
    public void No_bytes_break_the_parser() => Gen.Byte.Array[0, 200].Sample(bytes => { MountInfo.Parse(bytes); });

    [Fact]
    public void The_mounts_of_this_process_hold_proc() => Assert.Contains(MountInfo.Read(Environment.ProcessId), mount => mount is { Target: "/proc", FileSystem: "proc" });

    /// <summary>The kernel's own: space, tab, newline, backslash, hash.</summary>
    private static string Escape(string path) => string.Concat(path.Select(c =>
        c is ' ' or '\t' or '\n' or '\\' or '#' ? "\\" + Convert.ToString(c, 8).PadLeft(3, '0') : c.ToString(CultureInfo.InvariantCulture)));
}
