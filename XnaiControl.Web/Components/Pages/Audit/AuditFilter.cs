using System.Globalization;
using XnaiControl.Core.Audit;

namespace XnaiControl.Web.Components.Pages.Audit;

/// <summary>What the filter bar says, as typed; empty fields do not filter. Days are UTC.</summary>
public sealed record AuditFilter(string Text = "", string Actor = "", string Operation = "", string Target = "", string Outcome = "", string From = "", string To = "")
{
    public bool IsEmpty => this == new AuditFilter();

    public AuditQuery Query(int limit, long? before) => new(
        limit,
        before,
        Actor.Trim(),
        Operation,
        Target.Trim(),
        Enum.TryParse<AuditResult>(Outcome, out var result) ? result : null,
        Day(From),
        Day(To)?.AddDays(1),
        Text.Trim());

    private static DateTimeOffset? Day(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? new DateTimeOffset(day, TimeSpan.Zero)
            : null;
}
