namespace XnaiControl.Core.Engine.Monitoring;

/// <summary>Waits between connection attempts: 0.2 s doubling to 10 s.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(10);
    private TimeSpan _next = First;

    public TimeSpan Next()
    {
        var wait = _next;
        _next = wait * 2 > Cap ? Cap : wait * 2;
        return wait;
    }

    public void Reset() => _next = First;
}
