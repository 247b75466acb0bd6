using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Operations;

public sealed class RunIdTests
{
    [Fact]
    public void Ids_sort_by_start_and_fit_addresses()
    {
        var start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 1000).Select(i => RunId.New(start.AddMilliseconds(i))).ToArray();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.True(RunId.IsWellFormed(id), id));
        Assert.False(RunId.IsWellFormed("../../../../xy"));
    }
}
