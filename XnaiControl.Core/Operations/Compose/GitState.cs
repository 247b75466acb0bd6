namespace XnaiControl.Core.Operations;

/// <summary>The git work tree that a file lies in, as git itself says.</summary>
/// <param name="Root">Top folder of the work tree.</param>
/// <param name="Branch">Empty on a detached head or before the first commit.</param>
/// <param name="Commit">Short id of the head; empty before the first commit.</param>
/// <param name="Tracked">False when git does not know the file: it is then never committed.</param>
/// <param name="Changed">True when the file differs from the head.</param>
/// <param name="Problem">Why git could not be asked, with the next step; null when it could.</param>
public sealed record GitState(string Root, string Branch, string Commit, bool Tracked, bool Changed, string? Problem)
{
    /// <summary>The panel setting (<see cref="Stacks.IPanelSettings"/>, value <c>on</c>) that commits a written file where git tracks it.</summary>
    public const string CommitSetting = "compose.git-commit";
}
