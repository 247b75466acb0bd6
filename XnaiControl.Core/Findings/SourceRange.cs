namespace XnaiControl.Core.Findings;

/// <summary>
/// A place in a file as people and editors count: lines and columns from 1, the end behind the last character.
/// Line 0 means the file as a whole.
/// </summary>
public readonly record struct SourceRange(string File, int Line, int Column, int EndLine, int EndColumn)
{
    public static SourceRange Whole(string file) => new(file, 0, 0, 0, 0);

    /// <summary>As editors write it: <c>/srv/docker-compose.yml:12:5</c>.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
