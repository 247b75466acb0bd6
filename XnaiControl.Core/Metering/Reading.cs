namespace XnaiControl.Core.Metering;

/// <summary>Where a value came from.</summary>
public enum ReadingSource { None, Kernel, EngineApi, Exec }

/// <summary>
/// One measured value with its time and source. A failed reading keeps the last good value, its time, and the reason;
/// a reading that never succeeded has no time.
/// </summary>
/// <param name="At">When <paramref name="Value"/> was read; null when never.</param>
/// <param name="Failure">Why the last attempt failed, for people; null when it succeeded.</param>
public readonly record struct Reading<T>(T? Value, DateTimeOffset? At, ReadingSource Source, string? Failure)
{
    public bool HasValue => At is not null;

    public static Reading<T> Of(T value, DateTimeOffset at, ReadingSource source) => new(value, at, source, null);

    public static Reading<T> Never(string reason) => new(default, null, ReadingSource.None, reason);

    public Reading<T> Failed(string reason) => this with { Failure = reason };

    public TimeSpan? Age(DateTimeOffset now) => At is { } at ? now - at : null;
}
