using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Components.Support;

/// <summary>Revisions, previews and trials that a test fills by hand.</summary>
public sealed class FakeChanges : IRevisionStore, IChangePreview, IEngineTrial
{
    public List<ProposedChange> Proposed { get; } = [];

    public List<Revision> Revisions { get; } = [];

    public Dictionary<string, SourceText> Texts { get; } = [];

    public ImmutableArray<string> Recreated { get; set; } = ["crawler"];

    public ImmutableArray<LostTmpfs> Lost { get; set; } = [];

    public string? Refusal { get; set; }

    public string? CannotKeep { get; set; }

    public TrialResult Trial { get; set; } = new(TrialVerdict.Accepted, "", "localhost/xnai-crawler", TimeSpan.FromSeconds(0.21));

    public Task<ImmutableArray<Revision>> HistoryAsync(string file, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Revision>>([.. Revisions.Where(r => r.File == file).OrderByDescending(r => r.Sequence)]);

    public Task<SourceText?> ReadAsync(string file, string hash, CancellationToken cancellationToken) => Task.FromResult(Texts.GetValueOrDefault(hash));

    public GitState? Git { get; set; }

    public Task<GitState?> GitAsync(string file, CancellationToken cancellationToken) => Task.FromResult(Git);

    public Task<int> ProposeAsync(ProposedChange change, CancellationToken cancellationToken)
    {
        if (CannotKeep is not null)
        {
            throw new RevisionException(CannotKeep);
        }

        Proposed.Add(change);
        return Task.FromResult(Proposed.Count);
    }

    public Task<Proposal?> FindProposalAsync(int id, CancellationToken cancellationToken) => Task.FromResult<Proposal?>(new Proposal(id, Proposed[id - 1], Sample.Now, null));

    (ChannelReader<Revision> Reader, IDisposable Handle) IRevisionStore.Subscribe() =>
        (Channel.CreateUnbounded<Revision>().Reader, new ChangeSubscription(Channel.CreateUnbounded<bool>().Reader, () => { }));

    public Task<ChangeConsequences?> OfAsync(StackKey stack, int proposal, CancellationToken cancellationToken) =>
        Task.FromResult<ChangeConsequences?>(new ChangeConsequences(Refusal, Proposed[proposal - 1].Files, Recreated, [], Lost, "File and service roll back.", [], null));

    public Task<RollbackOffer?> RollbackAsync(StackKey stack, CancellationToken cancellationToken) => Task.FromResult<RollbackOffer?>(null);

    public Task<TrialResult> TryAsync(StackKey stack, string service, ImmutableArray<TrialMount> mounts, AuditActor actor, CancellationToken cancellationToken) => Task.FromResult(Trial);

    public Task<ImmutableSortedDictionary<string, TrialResult>> TryProposalAsync(StackKey stack, int proposal, AuditActor actor, CancellationToken cancellationToken) =>
        Task.FromResult(Proposed[proposal - 1].Services.ToImmutableSortedDictionary(s => s, _ => Trial));
}
