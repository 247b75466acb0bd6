using System.Collections.Immutable;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>What was measured of one container; unchanged parts keep their instances from beat to beat.</summary>
internal sealed record ContainerReadings(Reading<double> Cpu, Reading<MemoryUse> Memory, ImmutableArray<TmpfsSnapshot> Tmpfs)
{
    /// <summary>An unchanged value keeps its time that long, so that followers can compare by reference.</summary>
    public static readonly TimeSpan Confirmed = TimeSpan.FromSeconds(10);

    public static ContainerReadings Never(string reason, ImmutableArray<TmpfsSnapshot> tmpfs) =>
        new(Reading<double>.Never(reason), Reading<MemoryUse>.Never(reason), tmpfs);

    /// <summary>The last reading itself when nothing changed and it is recent, else a new one.</summary>
    public static Reading<T> Next<T>(in Reading<T> last, T value, DateTimeOffset now, ReadingSource source) =>
        last is { At: { } at, Failure: null } && last.Source == source && now - at < Confirmed && now >= at
            && EqualityComparer<T>.Default.Equals(last.Value, value)
            ? last
            : Reading<T>.Of(value, now, source);

    /// <summary>The array itself when its parts are the same instances.</summary>
    public static ImmutableArray<T> Same<T>(ImmutableArray<T> last, T[] next) where T : class
    {
        if (last.IsDefault || last.Length != next.Length)
        {
            return [.. next];
        }

        for (var i = 0; i < next.Length; i++)
        {
            if (!ReferenceEquals(last[i], next[i]))
            {
                return [.. next];
            }
        }

        return last;
    }
}
