using System.Collections.Immutable;
using XnaiControl.Core.Audit;

namespace XnaiControl.Web.Components.Pages.Audit;

/// <summary>The rows as read, newest first: one row for each operation, however many entries it has.</summary>
public sealed record AuditTable(ImmutableArray<AuditEntry> Rows, bool HasOlder)
{
    public const int Page = 100;

    /// <summary>A page left open for days keeps no more than this; older rows come again by asking.</summary>
    public const int Most = 1000;

    public static readonly AuditTable Empty = new([], false);

    public static AuditTable Of(ImmutableArray<AuditEntry> page) => new(page, page.Length == Page);

    /// <summary>Where the next older page ends; an outcome may stand in an older row, so the least counts.</summary>
    public long? Before => Rows.IsEmpty ? null : Rows.Min(row => row.Sequence);

    public AuditTable WithOlder(ImmutableArray<AuditEntry> page) => new([.. Rows, .. Unknown(page)], page.Length == Page);

    /// <summary>Puts the newest page in: an outcome takes the row of its intent, everything else goes on top.</summary>
    public AuditTable WithNewer(ImmutableArray<AuditEntry> page)
    {
        var added = Unknown(page);
        if (added.Length == Page)
        {
            // More happened than one page holds: what lies between would be missing.
            return Of(page);
        }

        var rows = Rows.ToBuilder();
        var top = ImmutableArray.CreateBuilder<AuditEntry>();
        foreach (var entry in added)
        {
            if (IntentRow(entry) is var row and >= 0)
            {
                rows[row] = entry;
            }
            else
            {
                top.Add(entry);
            }
        }

        return top.Count + rows.Count <= Most
            ? this with { Rows = [.. top, .. rows] }
            : new([.. top, .. rows.Take(Most - top.Count)], true);
    }

    /// <summary>Only outcomes of intents that are here already: no row moves.</summary>
    public AuditTable WithOutcomes(ImmutableArray<AuditEntry> page) => WithNewer([.. page.Where(entry => IntentRow(entry) >= 0)]);

    /// <summary>How many rows of the newest page are not here yet.</summary>
    public int Missing(ImmutableArray<AuditEntry> page) => Unknown(page).Length;

    private ImmutableArray<AuditEntry> Unknown(ImmutableArray<AuditEntry> page)
    {
        var known = Rows.Select(row => row.Sequence).ToHashSet();
        return [.. page.Where(entry => !known.Contains(entry.Sequence))];
    }

    private int IntentRow(AuditEntry outcome)
    {
        for (var i = 0; i < Rows.Length; i++)
        {
            if (Rows[i].Sequence == outcome.IntentSequence)
            {
                return i;
            }
        }

        return -1;
    }
}
