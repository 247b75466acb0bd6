using System.Diagnostics;

namespace XnaiControl.Tests.Components.Support;

internal static class Eventually
{
    /// <summary>Polls until the condition holds; fails after five seconds.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), "The condition did not come true within 5 s.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
