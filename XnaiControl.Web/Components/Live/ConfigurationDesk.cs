using XnaiControl.Core.Access;
using XnaiControl.Core.Audit;

namespace XnaiControl.Web.Components.Live;

/// <summary>One change of the panel's own configuration.</summary>
/// <param name="Operation">Stable name for the audit log, for example <c>settings.levels</c>.</param>
/// <param name="Parameters">What is to be, without secrets.</param>
public sealed record ConfigurationChange(string Operation, string Target, IReadOnlyDictionary<string, string> Parameters);

/// <summary>How a change ended. <see cref="Problem"/> is for people, null when the change is in effect.</summary>
/// <param name="Entry">What was recorded before the change; null when nothing could be.</param>
public sealed record ConfigurationResult(string? Problem, AuditEntry? Entry);

/// <summary>
/// The one door for changes of the panel's configuration: the permission is read anew, the change is durably recorded,
/// and only then does it happen. A change that fails after that is recorded as failed.
/// </summary>
public sealed class ConfigurationDesk(IPermissionReader permissions, IAuditLog audit, ICurrentActor current)
{
    /// <param name="effect">The change itself; gets the entry that records it.</param>
    public async Task<ConfigurationResult> ChangeAsync(ConfigurationChange change, Func<AuditEntry, Task> effect)
    {
        // No token: a browser that goes away must not leave a recorded change half done.
        var actor = await current.GetAsync();
        var id = $"{change.Operation}-{Guid.NewGuid():N}";
        AuditEntry entry;
        try
        {
            if (!await permissions.IsAllowedAsync(actor.UserId, Permission.ManageSettings, CancellationToken.None))
            {
                var denial = await AppendAsync(change, actor, id, AuditKind.Denied, AuditResult.Denied, "not allowed to manage settings");
                return new($"{actor.Name} may not change settings. Nothing was changed; ask an administrator.", denial);
            }

            entry = await AppendAsync(change, actor, id, AuditKind.Configuration, AuditResult.None, null);
        }
        catch (AuditUnavailableException unavailable)
        {
            return new($"Nothing was changed. {unavailable.Message}", null);
        }

        try
        {
            await effect(entry);
            return new(null, entry);
        }
#pragma warning disable CA1031 // Whatever went wrong, the record must say that the change did not happen.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new(await FailedAsync(change, actor, id, fault.Message), entry);
        }
    }

    private async Task<string> FailedAsync(ConfigurationChange change, AuditActor actor, string id, string reason)
    {
        try
        {
            await AppendAsync(change, actor, id, AuditKind.Configuration, AuditResult.Failed, reason);
            return reason;
        }
        catch (AuditUnavailableException unavailable)
        {
            return $"{reason} This failure could not be recorded either. {unavailable.Message}";
        }
    }

    private Task<AuditEntry> AppendAsync(ConfigurationChange change, AuditActor actor, string id, AuditKind kind, AuditResult result, string? error) =>
        audit.AppendAsync(
            new AuditDraft(kind, actor, change.Operation, change.Target, change.Parameters, null, null, result, null, error, id, null),
            CancellationToken.None);
}
