using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering.HealthChecks;
using static XnaiControl.Tests.Metering.Records;

namespace XnaiControl.Tests.Metering;

public class HealthCheckDueTests
{
    private static readonly HealthCheck Check = new(["CMD", "true"], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), 3, TimeSpan.FromSeconds(2));

    private static readonly ContainerRecord Record = Container() with { HealthCheck = Check };

    [Theory]
    [InlineData(4, null, false)]
    [InlineData(5, null, true)]
    [InlineData(9, 5, false)]
    [InlineData(10, 5, true)]
    public void Due_one_interval_after_start_or_last_run(int second, int? ranAt, bool expected) =>
        Assert.Equal(expected, HealthCheckRunner.IsDue(Record, ranAt is { } at ? Noon.AddSeconds(at) : null, Noon.AddSeconds(second)));

    [Fact]
    public void A_run_by_someone_else_counts() => Assert.False(HealthCheckRunner.IsDue(
        Record with { HealthLog = [new HealthProbe(Noon.AddSeconds(20), TimeSpan.Zero, 0, "")] }, null, Noon.AddSeconds(24)));

    [Fact]
    public void Stopped_containers_and_those_without_a_check_are_never_due()
    {
        Assert.False(HealthCheckRunner.IsDue(Record with { State = ContainerRunState.Exited }, null, Noon.AddHours(1)));
        Assert.False(HealthCheckRunner.IsDue(Container(), null, Noon.AddHours(1)));
        Assert.False(HealthCheckRunner.IsDue(Record with { HealthCheck = Check with { Command = ["NONE"] } }, null, Noon.AddHours(1)));
    }
}
