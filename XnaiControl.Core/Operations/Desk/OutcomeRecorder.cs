using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Audit;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Appends outcomes. One that cannot be appended is spooled and latches the desk read-only, until every spooled
/// outcome has become a row of the log: at the next start, or at the next request once the log works again.
/// </summary>
internal sealed partial class OutcomeRecorder(IAuditLog audit, OutcomeSpool spool, TimeProvider time, ILogger<OutcomeRecorder> logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly List<SpooledOutcome> _unspooled = [];

    /// <summary>True while an effect is unrecorded.</summary>
    public bool IsLatched { get; private set; }

    /// <summary>Null when the outcome could not be recorded.</summary>
    public async Task<AuditEntry?> RecordAsync(AuditDraft outcome)
    {
        try
        {
            return await audit.AppendAsync(outcome, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AuditUnavailableException exception)
        {
            await _gate.WaitAsync().ConfigureAwait(false);
            try
            {
                IsLatched = true;
                LogLatched(exception, outcome.Correlation, spool.Path);
                Spool(new SpooledOutcome(time.GetUtcNow(), outcome));
            }
            finally
            {
                _gate.Release();
            }

            return null;
        }
    }

    /// <summary>Turns spooled outcomes into rows and opens the latch; returns those recorded now.</summary>
    /// <exception cref="AuditUnavailableException">The log still cannot record; the latch stays.</exception>
    public async Task<ImmutableArray<AuditEntry>> RepairAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var recorded = ImmutableArray.CreateBuilder<AuditEntry>();
            foreach (var outcome in spool.Read().Concat(_unspooled))
            {
                var entries = await audit.CorrelatedAsync(outcome.Draft.Correlation, cancellationToken).ConfigureAwait(false);
                // An append that timed out may have reached the disk after all.
                recorded.Add(entries.FirstOrDefault(entry => entry.Kind == AuditKind.Outcome)
                    ?? await audit.AppendAsync(Late(outcome), cancellationToken).ConfigureAwait(false));
            }

            spool.Clear();
            _unspooled.Clear();
            IsLatched = false;
            return recorded.ToImmutable();
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static AuditDraft Late(SpooledOutcome outcome) => outcome.Draft with
    {
        Parameters = outcome.Draft.Parameters.ToImmutableSortedDictionary(StringComparer.Ordinal)
            .SetItem("known_at", outcome.At.UtcDateTime.ToString("O"))
            .SetItem("recorded", "late, from the spool"),
    };

    private void Spool(SpooledOutcome outcome)
    {
        try
        {
            spool.Add(outcome);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Kept in memory; after a crash its intent is orphaned and closed as indeterminate.
            _unspooled.Add(outcome);
            LogNotSpooled(exception, outcome.Draft.Correlation);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The outcome of operation {Id} could not be recorded; the panel refuses operations until it is. It waits in {Spool}")]
    private partial void LogLatched(Exception exception, string id, string spool);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The outcome of operation {Id} could not even be spooled; it is kept in memory only")]
    private partial void LogNotSpooled(Exception exception, string id);
}
