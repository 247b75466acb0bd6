namespace XnaiControl.E2E.Support;

/// <summary>Waits for a state, with a deadline that fails the test.</summary>
internal static class Wait
{
    public static async Task UntilAsync(Func<bool> state, string description, int seconds = 30)
    {
        var deadline = DateTime.UtcNow.AddSeconds(seconds);
        while (!state())
        {
            Assert.True(DateTime.UtcNow < deadline, $"Waited {seconds} s in vain until {description}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
