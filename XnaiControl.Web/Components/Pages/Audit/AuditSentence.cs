using XnaiControl.Core.Audit;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Audit;

/// <summary>What is known of the chain, and where that knowledge ends.</summary>
internal sealed record AuditSentence(string Title, string Reason, Tone Tone)
{
    public const string Limit = "not anchored outside this host, so an older copy of the whole database could go unnoticed";

    public static AuditSentence Of(ChainVerdict? verdict, long count) => verdict switch
    {
        null => new("The chain has not been verified yet", $"{Format.Plural(count, "entry", "entries")} recorded. It is {Limit}.", Tone.Idle),
        { Intact: true } => new("The chain is intact", $"{Entries(verdict.Entries)} verified, no fault{Since(count - verdict.Entries)}. It is {Limit}.", Tone.Ok),
        _ => new(Broken(verdict), $"{verdict.Fault} Keep a copy of the audit folder as it is now, and compare it with your last backup of it.", Tone.Crit),
    };

    /// <summary><c>Chain broken at 812</c></summary>
    public static string Broken(ChainVerdict verdict) =>
        verdict.FirstBadSequence is { } first ? $"Chain broken at {Format.Count(first)}" : "The chain does not verify";

    private static string Entries(long count) => Format.Plural(count, "entry", "entries");

    private static string Since(long newer) => newer > 0 ? $"; {Format.Count(newer)} added since" : "";
}
