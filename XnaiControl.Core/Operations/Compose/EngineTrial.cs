using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using XnaiControl.Core.Access;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Control;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

internal sealed class EngineTrial(
    IEngineSandbox sandbox, IComposeCli compose, IEngineMonitor monitor, IStackCatalog stacks, IRevisionStore revisions, IServiceScopeFactory scopes, TimeProvider time) : IEngineTrial, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>One at a time: a page that asks often must not keep the engine busy.</summary>
    private readonly SemaphoreSlim _gate = new(1);

    public async Task<TrialResult> TryAsync(StackKey stack, string service, ImmutableArray<TrialMount> mounts, AuditActor actor, CancellationToken cancellationToken) =>
        await RefuseAsync(stack, actor, cancellationToken).ConfigureAwait(false) ?? await TryAsync(stacks.Find(stack.Stack), service, null, mounts, cancellationToken).ConfigureAwait(false);

    public async Task<ImmutableSortedDictionary<string, TrialResult>> TryProposalAsync(StackKey stack, int proposal, AuditActor actor, CancellationToken cancellationToken)
    {
        var results = ImmutableSortedDictionary.CreateBuilder<string, TrialResult>(StringComparer.Ordinal);
        var refusal = await RefuseAsync(stack, actor, cancellationToken).ConfigureAwait(false);
        if (await revisions.FindProposalAsync(proposal, cancellationToken).ConfigureAwait(false) is not { } found || found.Change.Project != stack.Stack || stacks.Find(stack.Stack) is not { } declaration)
        {
            return results.ToImmutable();
        }

        var proposed = ProposedStack.Read(declaration, found.Change.Files, found.Change.Services);
        foreach (var name in proposed.Changed)
        {
            var service = proposed.Model!.Services.First(service => service.Name == name);
            results[name] = refusal ?? await TryAsync(declaration, service, cancellationToken).ConfigureAwait(false);
        }

        return results.ToImmutable();
    }

    /// <summary>For an operation, which has asked for the permission already.</summary>
    public Task<TrialResult> TryAsync(StackDeclaration declaration, ComposeService service, CancellationToken cancellationToken) => TryAsync(
        declaration, service.Name, service.Image, [.. service.Mounts.Where(mount => mount.Kind != ComposeMountKind.Other).Select(TrialRequest.Word)], cancellationToken);

    public void Dispose() => _gate.Dispose();

    private async Task<TrialResult> TryAsync(StackDeclaration? declaration, string service, string? image, ImmutableArray<TrialMount> mounts, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await _gate.WaitAsync(limit.Token).ConfigureAwait(false);
            try
            {
                if (await ImageAsync(declaration, service, image, limit.Token).ConfigureAwait(false) is not { } chosen)
                {
                    return NotTried("The engine has no image to try with. Build or pull one, then try again.");
                }

                var folder = declaration is { Files.IsDefaultOrEmpty: false } ? Path.GetDirectoryName(declaration.Files[0])! : "/";
                var request = TrialRequest.Of(chosen, mounts, folder, compose.Command?.Contains("podman-compose", StringComparison.Ordinal) ?? false);
                started = time.GetTimestamp();
                var words = await sandbox.TryCreateAsync(request, limit.Token).ConfigureAwait(false);
                return new TrialResult(words is null ? TrialVerdict.Accepted : TrialVerdict.Refused, words ?? "", chosen, time.GetElapsedTime(started));
            }
            finally
            {
                _gate.Release();
            }
        }
        catch (EngineException fault)
        {
            return NotTried(fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return NotTried(FormattableString.Invariant($"The engine did not answer within {Limit.TotalSeconds:0} s. Try again when it is less busy."));
        }
    }

    /// <summary>The service's own: named, or as the compose tools name what they built; else any.</summary>
    private async Task<string?> ImageAsync(StackDeclaration? declaration, string service, string? image, CancellationToken cancellationToken)
    {
        var project = declaration?.Project ?? "";
        string?[] names = [image, declaration?.Services.FirstOrDefault(declared => declared.Name == service)?.Image, $"{project}_{service}", $"{project}-{service}"];
        foreach (var name in names.OfType<string>().Where(name => name.Length > 1).Distinct(StringComparer.Ordinal))
        {
            if (await sandbox.FindImageAsync(name, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        return await sandbox.AnyImageAsync(cancellationToken).ConfigureAwait(false);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Unknown means no.")]
    private async Task<TrialResult?> RefuseAsync(StackKey stack, AuditActor actor, CancellationToken cancellationToken)
    {
        if (stack.Engine != monitor.Client.Endpoint.Id)
        {
            return NotTried($"This panel has no engine {stack.Engine}. Open the stack again from the overview.");
        }

        var allowed = false;
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                allowed = await scope.ServiceProvider.GetRequiredService<IPermissionReader>().IsAllowedAsync(actor.UserId, Permission.EditFiles, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // As the justification says.
        }

        return allowed ? null : NotTried($"You may not try this: it needs the permission {Permission.EditFiles}. Ask an administrator for it.");
    }

    private static TrialResult NotTried(string why) => new(TrialVerdict.NotTried, why, "", TimeSpan.Zero);
}
