using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;

namespace XnaiControl.Tests.Metering;

/// <summary>Plain records to judge rules with.</summary>
internal static class Records
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static ContainerRecord Container(string service = "rag") => new(
        new string('a', 64), "p_" + service, "image", "", "p", service, ContainerRunState.Running, HealthStatus.None, 42, Noon, Noon, null, 0, 0, false, null,
        "", "", false, 0, null, [], [], [], ImmutableSortedDictionary<string, string>.Empty, []);

    public static ServiceSnapshot Service(double tmpfsShare, double inodesShare = 0, double memoryShare = 0) => new(
        "rag", ServiceState.Running, null, null, null,
        [new ContainerSnapshot(
            Container(), ServiceState.Running, Reading<double>.Never(""),
            Reading<MemoryUse>.Of(new MemoryUse((long)(memoryShare * 1000), 0, 1000, 0), Noon, ReadingSource.Kernel),
            [new TmpfsSnapshot("/x", "", Reading<TmpfsReading>.Of(Use(tmpfsShare, inodesShare), Noon, ReadingSource.Kernel), Forecast.None)])]);

    private static TmpfsReading Use(double share, double inodes) =>
        new(1000, (long)(share * 1000), 1000 - (long)(share * 1000), 1000, 1000 - (long)(inodes * 1000), 0, 0, 0, "", null);
}
