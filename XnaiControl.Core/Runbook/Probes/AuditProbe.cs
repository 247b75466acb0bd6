using System.Globalization;
using XnaiControl.Core.Audit;

namespace XnaiControl.Core.Runbook.Probes;

internal static class AuditProbe
{
    public static ProbeAnswer Intact(IAuditLog audit) => audit.LastVerdict switch
    {
        null => ProbeAnswer.Unknown("The audit trail has not been verified yet: use Verify all on the Audit page.", "audit log", null),
        { Intact: true } verdict => ProbeAnswer.Pass(
            string.Create(CultureInfo.InvariantCulture, $"All {verdict.Entries:N0} entries verified; not anchored outside this host"), "audit log", verdict.At),
        var verdict => new ProbeAnswer(CheckState.Failing,
            $"The chain is broken at entry {verdict.FirstBadSequence}: {verdict.Fault}", "audit log", verdict.At, []),
    };
}
