using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Operations;

public sealed class OperationWarningsTests
{
    private static readonly OperationTarget Ui = new(FakeEngine.Stack, "ui");

    private static ContainerRecord Container(string options) =>
        FakeEngine.Container("ui") with { Tmpfs = ImmutableSortedDictionary<string, string>.Empty.Add("/app/logs", options) };

    private static TmpfsReading Reading(long used, int mode) => new(1 << 20, used, 0, 0, 0, mode, 0, 0, "", null);

    private static StackSnapshot Snapshot(ContainerRecord record, TmpfsReading reading) => new(
        FakeEngine.Stack, 1, DateTimeOffset.UnixEpoch, new FakeEngine().Current.Status, null,
        [new ServiceSnapshot("ui", ServiceState.Running, null, null, null,
            [new ContainerSnapshot(record, ServiceState.Running, Reading<double>.Never(""), Reading<MemoryUse>.Never(""),
                [new TmpfsSnapshot("/app/logs", "", Reading<TmpfsReading>.Of(reading, DateTimeOffset.UnixEpoch, ReadingSource.Kernel), Forecast.None)])])],
        new HostSnapshot(default, default, default, default, 1), []);

    private static async Task<ImmutableArray<string>> WarnAsync(ContainerRecord container, TmpfsReading? reading, OperationKind kind, string runtime = "1.1.5")
    {
        var engine = new FakeEngine();
        engine.Info = engine.Info with { RuntimeVersion = runtime };
        engine.Set(container);
        await using var bench = await new DeskBench(engine) { Snapshot = reading is null ? null : Snapshot(container, reading) }.StartAsync();
        return bench.Desk.Warnings(kind, Ui);
    }

    [Fact]
    public async Task Data_on_tmpfs_is_named_with_its_size()
    {
        Assert.Equal(["1.5 KiB on tmpfs /app/logs of demo_ui_1 are lost."], await WarnAsync(Container("size=1m"), Reading(1536, 0), OperationKinds.Stop));
        Assert.Empty(await WarnAsync(Container("size=1m"), Reading(0, 0), OperationKinds.Stop));
        Assert.Empty(await WarnAsync(Container("size=1m"), Reading(1536, 0), OperationKinds.Build));
        Assert.Contains("has not been read", Assert.Single(await WarnAsync(Container("size=1m"), null, OperationKinds.Stop)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_warns_of_a_mode_that_runc_forgets()
    {
        var mode1777 = Convert.ToInt32("1777", 8);
        var warning = Assert.Single(await WarnAsync(Container("size=1m,mode=1777"), Reading(0, mode1777), OperationKinds.Restart));
        Assert.StartsWith("Restart may reset the mode of /app/logs of demo_ui_1 from 1777 to 0755", warning, StringComparison.Ordinal);
        Assert.EndsWith("recreate keeps it.", warning, StringComparison.Ordinal);

        Assert.Empty(await WarnAsync(Container("size=1m,mode=1777"), Reading(0, mode1777), OperationKinds.Recreate));
        Assert.Empty(await WarnAsync(Container("size=1m,mode=1777"), Reading(0, mode1777), OperationKinds.Restart, "1.2.0"));
        Assert.Empty(await WarnAsync(Container("size=1m,mode=0755"), Reading(0, mode1777), OperationKinds.Restart));
        // Started again an hour after it was created and still right: its image keeps the mode.
        Assert.Empty(await WarnAsync(Container("mode=1777") with { StartedAt = DateTimeOffset.UnixEpoch.AddHours(1) }, Reading(0, mode1777), OperationKinds.Restart));
        Assert.Contains("already", Assert.Single(await WarnAsync(Container("mode=1777"), Reading(0, Convert.ToInt32("755", 8)), OperationKinds.Restart)), StringComparison.Ordinal);
    }
}
