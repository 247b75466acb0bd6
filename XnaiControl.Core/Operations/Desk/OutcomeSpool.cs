using System.Text;
using System.Text.Json;
using XnaiControl.Core.Audit;

namespace XnaiControl.Core.Operations;

/// <summary>The second place for an outcome that the audit log could not take: one JSON line each, flushed to disk.</summary>
internal sealed class OutcomeSpool(string path)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path { get; } = path;

    public void Add(SpooledOutcome outcome)
    {
        using var stream = new FileStream(Path, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, UnixCreateMode = Private });
        stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(outcome) + "\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>What was spooled; a line cut off by a crash is left out, its intent then counts as orphaned.</summary>
    public IReadOnlyList<SpooledOutcome> Read()
    {
        if (!File.Exists(Path))
        {
            return [];
        }

        var outcomes = new List<SpooledOutcome>();
        foreach (var line in File.ReadLines(Path))
        {
            try
            {
                if (JsonSerializer.Deserialize<SpooledOutcome>(line) is { } outcome)
                {
                    outcomes.Add(outcome);
                }
            }
            catch (JsonException)
            {
                // See the summary.
            }
        }

        return outcomes;
    }

    public void Clear() => File.Delete(Path);
}

/// <param name="At">When the outcome was known.</param>
internal sealed record SpooledOutcome(DateTimeOffset At, AuditDraft Draft);
