using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift.Rules;

/// <summary>The container runs as another user than the file says.</summary>
internal sealed class XR107User : IDriftRule
{
    public RuleInfo Info { get; } = new("XR107", RuleCategory.Drift, "The container runs as another user than the file says", Severity.Warning,
        Failure: "Files are written with the wrong owner: Redis cannot save, logs cannot be rotated, volumes become unreadable after the next recreate.",
        Remedy: "Recreate the service, then repair the owner of what it wrote.");

    public IEnumerable<Finding> Check(DriftScene scene) =>
        from pair in scene.Pairs
        let user = pair.Declared.User
        where user is not null && !user.Contains('$') && user != pair.Container.Record.User
        select DriftScene.Found(Info, pair.Declared, DriftScene.PlaceOf(pair.Declared, "user"), "user",
            $"Runs as {Word(pair.Container.Record.User)}, the file says {user}", $"user {user}", Word(pair.Container.Record.User));

    private static string Word(string user) => user.Length > 0 ? user : "the image's user";
}
