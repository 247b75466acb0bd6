using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations;
using XnaiControl.Web.Components.Live;

namespace XnaiControl.Tests.Components.Support;

/// <summary>A desk that records what it was asked and runs nothing.</summary>
public sealed class FakeDesk : IOperationDesk
{
    private readonly List<Channel<OperationRun>> followers = [];
    private OperationRun? refused;

    public List<OperationRun> Runs { get; } = [];

    public List<OperationRequest> Requests { get; } = [];

    public ImmutableArray<string> Cautions { get; set; } = [];

    /// <summary>What those who wait for a run's end get.</summary>
    public Func<OperationRun, OperationRun> End { get; set; } = run => run;

    /// <summary>When set, every start is refused with this reason.</summary>
    public string? Refusal { get; set; }

    public Task<OperationRun> StartAsync(OperationRequest request, AuditActor actor, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        var run = Sample.Run(request.Kind, request.Target) with
        {
            Actor = actor,
            State = Refusal is null ? OperationState.Running : OperationState.Refused,
            Error = Refusal,
        };
        if (Refusal is null)
        {
            Publish(run);
        }
        else
        {
            refused = run;
        }

        return Task.FromResult(run);
    }

    public void Publish(OperationRun run)
    {
        Runs.RemoveAll(r => r.Id == run.Id);
        Runs.Insert(0, run);
        foreach (var follower in followers)
        {
            follower.Writer.TryWrite(run);
        }
    }

    public Task<OperationRun> WaitAsync(string id, CancellationToken cancellationToken) => Task.FromResult(End(Runs.Find(r => r.Id == id) ?? refused!));

    public Task<OperationRun?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Runs.Find(r => r.Id == id));

    public Task<ImmutableArray<OperationRun>> RecentAsync(StackKey? stack, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<OperationRun>>([.. Runs.Where(r => stack is null || r.Target.Stack == stack).Take(limit)]);

    public (ChannelReader<OperationRun> Reader, IDisposable Handle) Subscribe()
    {
        var channel = Channel.CreateBounded<OperationRun>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        followers.Add(channel);
        return (channel.Reader, new ChangeSubscription(Channel.CreateUnbounded<bool>().Reader, () => followers.Remove(channel)));
    }

    public ImmutableArray<string> Warnings(OperationKind kind, OperationTarget target) => Cautions;
}

/// <summary>A log with a count and a verdict, nothing more.</summary>
public sealed class FakeAudit : IAuditLog
{
    public ChainVerdict? LastVerdict { get; set; }

    public long Count { get; set; } = 1284;

    public Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken) => throw new AuditUnavailableException("Nothing is recorded in component tests.");

    public Task<AuditEntry?> FindAsync(long sequence, CancellationToken cancellationToken) => Task.FromResult<AuditEntry?>(null);

    public Task<ImmutableArray<AuditEntry>> CorrelatedAsync(string correlation, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<AuditEntry>>([]);

    public Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<AuditEntry>>([]);

    public Task<ImmutableArray<AuditEntry>> OpenIntentsAsync(CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<AuditEntry>>([]);

    public Task<ChainVerdict> VerifyAsync(CancellationToken cancellationToken) => Task.FromResult(LastVerdict!);

    public (ChannelReader<long> Reader, IDisposable Handle) Subscribe() =>
        (Channel.CreateUnbounded<long>().Reader, new ChangeSubscription(Channel.CreateUnbounded<bool>().Reader, () => { }));
}

public sealed class FakeActor : ICurrentActor
{
    public static readonly AuditActor Operator = new("u1", "operator-1", "s-1", "password", "127.0.0.1", "test");

    public Task<AuditActor> GetAsync() => Task.FromResult(Operator);
}
