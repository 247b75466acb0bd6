using System.Collections.Immutable;
using System.Globalization;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Control;

namespace XnaiControl.Core.Operations;

/// <summary>What an operation works on and with.</summary>
/// <param name="Declaration">Null when the stack's compose files are not known.</param>
/// <param name="Before">The target's containers as they were when the operation was asked for.</param>
/// <param name="UpLog">Where the output of the stack's last <c>up</c> is kept.</param>
internal sealed record OperationScene(
    OperationTarget Target,
    StackDeclaration? Declaration,
    IEngineClient Engine,
    IEngineControl Control,
    IComposeCli Compose,
    ImmutableArray<ContainerRecord> Before,
    ImmutableSortedDictionary<string, string> Parameters,
    string UpLog,
    TimeProvider Time)
{
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(150);

    public TimeSpan Grace => Parameters.TryGetValue(OperationParameter.Grace.Name, out var seconds)
        ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))
        : DefaultGrace;

    public string GraceText => string.Create(CultureInfo.InvariantCulture, $"{Grace.TotalSeconds:0} s grace");

    /// <summary>What <see cref="IOperation.PrepareAsync"/> found.</summary>
    public OperationSubject? Subject { get; init; }

    /// <summary>The durable intent, with actor and run; null until it is recorded.</summary>
    public AuditEntry? Intent { get; init; }

    /// <summary>How long the engine may take to show an effect that it has confirmed.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(5);

    public Task<ImmutableArray<ContainerRecord>> LookAsync(CancellationToken cancellationToken) =>
        LookAsync(Engine, Target, Declaration, cancellationToken);

    public static async Task<ImmutableArray<ContainerRecord>> LookAsync(
        IEngineClient engine, OperationTarget target, StackDeclaration? declaration, CancellationToken cancellationToken) =>
        TargetContainers.Of(await engine.ListAsync(cancellationToken).ConfigureAwait(false), target, declaration);

    /// <summary>Looks until the target is as wanted or <see cref="Settle"/> has passed; returns the last picture.</summary>
    public async Task<ImmutableArray<ContainerRecord>> LookUntilAsync(Func<ImmutableArray<ContainerRecord>, bool> wanted, CancellationToken cancellationToken)
    {
        var started = Time.GetTimestamp();
        while (true)
        {
            var seen = await LookAsync(cancellationToken).ConfigureAwait(false);
            if (wanted(seen) || Time.GetElapsedTime(started) >= Settle)
            {
                return seen;
            }

            await Task.Delay(LookInterval, Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A container's name for people: the service's, unless it has several containers.</summary>
    public string NameOf(ContainerRecord container) => Before.Length == 1 && Target.Service.Length > 0 ? Target.Service : container.Name;
}
