namespace XnaiControl.Core.Metering.History;

/// <summary>One series in memory: the last 15 minutes as read, the last hour by minutes, and the minute that runs.</summary>
internal sealed class Series
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private const int RawCapacity = 1024, MinuteCapacity = 60;

    private readonly Ring<(long At, double Value)> raw = new(RawCapacity);
    private readonly Ring<HistoryPoint> minutes = new(MinuteCapacity);
    private long minute = long.MinValue;
    private double min, max, sum;
    private int count;

    /// <summary>Takes one value in; returns the minute that it closes.</summary>
    public HistoryPoint? Add(DateTimeOffset at, double value)
    {
        raw.Add((at.UtcTicks, value));
        var now = at.UtcTicks / TimeSpan.TicksPerMinute;
        var closed = now == minute ? null : Close();
        if (count == 0)
        {
            (minute, min, max, sum) = (now, value, value, 0);
        }

        min = Math.Min(min, value);
        max = Math.Max(max, value);
        sum += value;
        count++;
        return closed;
    }

    /// <summary>Puts back minutes that an earlier run recorded.</summary>
    public void Restore(HistoryPoint point) => minutes.Add(point);

    /// <summary>Ends the running minute; null when it is empty.</summary>
    public HistoryPoint? Close()
    {
        if (count == 0)
        {
            return null;
        }

        var point = new HistoryPoint(new DateTimeOffset(minute * TimeSpan.TicksPerMinute, TimeSpan.Zero), min, sum / count, max);
        count = 0;
        minutes.Add(point);
        return point;
    }

    public DateTimeOffset LastAt => raw.Count == 0 ? DateTimeOffset.MinValue : new DateTimeOffset(raw[raw.Count - 1].At, TimeSpan.Zero);

    /// <summary>The values since <paramref name="from"/> merged to at most <paramref name="maxPoints"/> intervals, oldest first.</summary>
    public void Merge(DateTimeOffset from, DateTimeOffset to, int maxPoints, ICollection<HistoryPoint> into)
    {
        var width = Math.Max(1, ((to - from).Ticks + maxPoints - 1) / maxPoints);
        var bucket = long.MinValue;
        double low = 0, high = 0, total = 0;
        var parts = 0;
        for (var i = 0; i < raw.Count; i++)
        {
            var (at, value) = raw[i];
            if (at < from.UtcTicks)
            {
                continue;
            }

            var index = Math.Min((at - from.UtcTicks) / width, maxPoints - 1);
            if (index != bucket)
            {
                Flush();
                (bucket, low, high, total, parts) = (index, value, value, 0, 0);
            }

            low = Math.Min(low, value);
            high = Math.Max(high, value);
            total += value;
            parts++;
        }

        Flush();

        void Flush()
        {
            if (parts > 0)
            {
                into.Add(new HistoryPoint(new DateTimeOffset(from.UtcTicks + (bucket * width), TimeSpan.Zero), low, total / parts, high));
            }
        }
    }

    /// <summary>Minutes of the last hour, then the values of the last <paramref name="lately"/> at least <paramref name="step"/> apart.</summary>
    /// <returns>How many were written to <paramref name="into"/>.</returns>
    public int CopyTo(Span<Forecasting.UsePoint> into, DateTimeOffset now, TimeSpan lately, TimeSpan step)
    {
        var written = 0;
        var border = now - lately;
        for (var i = 0; i < minutes.Count && written < into.Length; i++)
        {
            var point = minutes[i];
            var middle = point.At + TimeSpan.FromSeconds(30);
            if (point.At >= now - TimeSpan.FromHours(1) && point.At + TimeSpan.FromMinutes(1) <= border)
            {
                into[written++] = new Forecasting.UsePoint(middle, point.Avg);
            }
        }

        var next = long.MinValue;
        for (var i = 0; i < raw.Count && written < into.Length; i++)
        {
            var (at, value) = raw[i];
            if (at >= border.UtcTicks && (at >= next || i == raw.Count - 1))
            {
                into[written++] = new Forecasting.UsePoint(new DateTimeOffset(at, TimeSpan.Zero), value);
                next = at + step.Ticks;
            }
        }

        return written;
    }
}

/// <summary>Keeps the newest values; index 0 is the oldest.</summary>
internal sealed class Ring<T>(int capacity)
{
    private T[] items = new T[Math.Min(capacity, 32)];
    private int start;

    public int Count { get; private set; }

    public T this[int index] => items[(start + index) % items.Length];

    public void Add(T item)
    {
        if (Count == items.Length && Count < capacity)
        {
            // Grows only while it has not wrapped yet, so the order stays.
            Array.Resize(ref items, Math.Min(capacity, items.Length * 2));
        }

        if (Count < items.Length)
        {
            items[Count++] = item;
        }
        else
        {
            items[start] = item;
            start = (start + 1) % items.Length;
        }
    }
}
