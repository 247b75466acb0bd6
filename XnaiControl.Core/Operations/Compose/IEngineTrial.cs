using System.Collections.Immutable;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Asks the engine whether it would take a service's mounts: it creates a throw-away container with the arguments that
/// the compose CLI would pass, never starts it, and removes it always. Needs <see cref="Access.Permission.EditFiles"/>.
/// A trial on its own is not audited: it changes nothing that lasts and reads no secrets, and a page asks at every
/// preview. The trials of an operation are stages of it and so part of its audit entries.
/// </summary>
public interface IEngineTrial
{
    /// <summary>Tries one service. Bounded to 15 s; never throws for what the engine says.</summary>
    /// <param name="service">The compose service, for its image; it need not exist yet.</param>
    Task<TrialResult> TryAsync(StackKey stack, string service, ImmutableArray<TrialMount> mounts, AuditActor actor, CancellationToken cancellationToken);

    /// <summary>Tries every service that a proposal changes, with its mounts after the change; by service name. Empty for an unknown proposal.</summary>
    Task<ImmutableSortedDictionary<string, TrialResult>> TryProposalAsync(StackKey stack, int proposal, AuditActor actor, CancellationToken cancellationToken);
}

public enum TrialMountForm
{
    /// <summary>A word of <c>tmpfs:</c>: <c>/app/logs:size=100m,mode=1777</c>.</summary>
    Tmpfs,

    /// <summary>A short word of <c>volumes:</c>: <c>/srv/logs:/app/logs:Z</c>, <c>data:/data</c>, <c>/data</c>.</summary>
    Volume,
}

/// <param name="Word">As compose files write it, after interpolation.</param>
public sealed record TrialMount(TrialMountForm Form, string Word);

public enum TrialVerdict
{
    Accepted,

    /// <summary>The engine would not create the container.</summary>
    Refused,

    /// <summary>It could not be asked, or the person may not.</summary>
    NotTried,
}

/// <param name="Words">The engine's own words when refused; why not, when not tried; empty when accepted.</param>
/// <param name="Image">The image that it was tried with; empty when not tried.</param>
/// <param name="Took">Until the engine's answer.</param>
public sealed record TrialResult(TrialVerdict Verdict, string Words, string Image, TimeSpan Took);
