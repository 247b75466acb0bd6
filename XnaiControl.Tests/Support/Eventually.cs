using System.Diagnostics;
using XnaiControl.Core.Engine;

namespace XnaiControl.Tests.Support;

/// <summary>Waits for states, never for time to pass.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The first picture that fits, from the monitor's own signal.</summary>
    public static async Task<EnginePicture> PictureAsync(IEngineMonitor monitor, Func<EnginePicture, bool> fits, double seconds = 15)
    {
        using var subscription = monitor.Subscribe();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            while (!fits(monitor.Current))
            {
                await subscription.Reader.ReadAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Not within {seconds} s. The picture is {monitor.Current.Status}, {string.Join("; ", monitor.Current.Containers.Select(c => $"{c.Name} {c.State} {c.ExitCode}"))}");
        }

        return monitor.Current;
    }

    /// <summary>Asks again and again until the answer is not null.</summary>
    public static async Task<T> NotNullAsync<T>(Func<Task<T?>> ask, double seconds = 15)
        where T : class
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            Assert.True(Stopwatch.GetElapsedTime(began).TotalSeconds < seconds, $"Still nothing after {seconds} s.");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Looks again and again until the condition holds.</summary>
    public static Task TrueAsync(Func<bool> condition, double seconds = 15) =>
        NotNullAsync(() => Task.FromResult(condition() ? "true" : null), seconds);
}
