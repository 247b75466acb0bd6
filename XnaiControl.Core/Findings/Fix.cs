using System.Collections.Immutable;

namespace XnaiControl.Core.Findings;

/// <summary>
/// Edits that answer one finding. They belong to the versions of the files that the finding was made from, and are
/// applied together or not at all.
/// </summary>
/// <param name="Title">What it does, a phrase with a verb: <c>Remove the bind mount on /app/logs and keep the tmpfs</c>.</param>
public sealed record Fix(string Title, ImmutableArray<TextEdit> Edits);
