using System.Diagnostics;
using System.Text;
using CsCheck;
using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Tests.Metering.Kernel;

public class ProcessTests
{
    [Fact]
    public void The_start_time_is_found_behind_any_command_name() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 8], Gen.Long[0, long.MaxValue]).Sample((name, ticks) =>
        {
            var fields = string.Join(' ', Enumerable.Range(4, 18).Select(i => i));
            var stat = $"42 (a) {name} (b ) S {fields} {ticks} 1 2 3\n";
            Assert.Equal(ticks, ProcessIdentity.ParseStart(Encoding.ASCII.GetBytes(stat)));
        });

    [Fact]
    public void A_process_without_the_containers_id_is_refused()
    {
        Assert.Null(ProcessIdentity.Open(Environment.ProcessId, new string('f', 64), out var refusal));
        Assert.Contains("is not this container's", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pid_of_nobody_is_refused()
    {
        Assert.Null(ProcessIdentity.Open(int.MaxValue, "x", out var refusal));
        Assert.Contains("not visible here", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_process_is_dead_at_once_and_the_watch_says_so()
    {
        using var child = Process.Start("sleep", "1000");
        // Every process has "/proc" among its mounts: it stands for the container's id here.
        using var identity = ProcessIdentity.Open(child.Id, "/proc", out _);
        Assert.True(identity!.IsAlive());
        var told = new TaskCompletionSource<(string, int)>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = new KernelWatch((container, pid) => told.TrySetResult((container, pid)), _ => { });
        using var handle = watch.WatchExit("c", child.Id);
        child.Kill();
        Assert.Equal(("c", child.Id), await told.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.False(identity.IsAlive());
    }

    [Fact]
    public async Task A_new_folder_is_announced()
    {
        var parent = Directory.CreateTempSubdirectory("xnai-watch-").FullName;
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (var watch = new KernelWatch((_, _) => { }, name => told.TrySetResult(name)))
        {
            Assert.True(watch.WatchFolder(parent));
            Assert.False(watch.WatchFolder(parent + "/missing"));
            Directory.CreateDirectory(parent + "/libpod-1");
            Assert.Equal("libpod-1", await told.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        }

        Directory.Delete(parent, recursive: true);
    }
}
