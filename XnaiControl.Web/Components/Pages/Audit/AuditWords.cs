using XnaiControl.Core.Audit;
using XnaiControl.Core.Operations;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Audit;

/// <summary>Audit entries in words: the verb, its object, and the state of the row.</summary>
internal static class AuditWords
{
    /// <summary>Names outside the operation desk, in the order of the filter.</summary>
    private static readonly (string Name, string Verb)[] Others =
    [
        ("session.sign-in", "Sign in"),
        ("session.sign-out", "Sign out"),
        ("settings.levels", "Change levels"),
        ("settings.rootful", "Acknowledge rootful engine"),
        ("stack.add", "Add stack"),
        ("stack.remove", "Remove stack"),
    ];

    /// <summary>Every operation with its verb, for the filter.</summary>
    public static IEnumerable<(string Name, string Verb)> Known =>
        OperationKinds.All.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal).Select(kind => (kind.Name, kind.Verb)).Concat(Others);

    /// <summary><c>Restart</c>; a name nobody knows any more is shown as it was recorded.</summary>
    public static string Verb(string operation) =>
        OperationKinds.All.GetValueOrDefault(operation)?.Verb
        ?? Others.FirstOrDefault(other => other.Name == operation).Verb
        ?? operation;

    /// <summary>What a person calls the target: the service, the stack; for a session how it was opened.</summary>
    public static string Object(AuditEntry entry) =>
        entry.Operation.StartsWith("session.", StringComparison.Ordinal) ? Method(entry.Actor.Method)
        : entry.Target.StartsWith('/') ? entry.Target
        : entry.Target[(entry.Target.LastIndexOf('/') + 1)..];

    public static string Title(AuditEntry entry) => $"{Verb(entry.Operation)} {Object(entry)}";

    public static string Method(string method) => method switch
    {
        "one-time-link" => "by one-time link",
        "password" => "by password",
        "system" => "by the panel itself",
        _ => method,
    };

    /// <summary>What one entry of an operation says, for its timeline.</summary>
    public static string Step(AuditEntry entry) => entry.Kind switch
    {
        AuditKind.Intent => "Intent recorded",
        AuditKind.Outcome => "Outcome recorded",
        AuditKind.Denied => "Denied",
        AuditKind.Configuration => entry.Result == AuditResult.Failed ? "Change failed" : "Change recorded",
        AuditKind.SignIn => "Signed in",
        AuditKind.SignOut => "Signed out",
        AuditKind.Unattributed => "Seen on the engine, not through the panel",
        var kind => kind.ToString(),
    };

    public static StateWord State(AuditEntry entry) => entry.Kind switch
    {
        AuditKind.Intent => StateWord.Of(OperationState.Running),
        AuditKind.Unattributed => new("Unattributed", Tone.Idle, "unk"),
        _ => StateWord.Of(entry.Result),
    };

    /// <summary>The first eight hex digits in two groups, as in <c>d2c6 4a1e</c>.</summary>
    public static string Short(string hash) => hash.Length >= 8 ? $"{hash[..4]} {hash[4..8]}" : hash;
}
