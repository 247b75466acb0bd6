using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>A place in a file; line and column count from 1, 0 means the file as a whole.</summary>
public readonly record struct Place(string File, int Line, int Column)
{
    public static Place Whole(string file) => new(file, 0, 0);

    public static Place Of(SourceRange range) => new(range.File, range.Line, range.Column);

    /// <summary>As people and editors write it: <c>/srv/docker-compose.yml:12:5</c>.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
