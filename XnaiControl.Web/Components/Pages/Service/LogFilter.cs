using XnaiControl.Core.Engine;

namespace XnaiControl.Web.Components.Pages.Service;

/// <summary>Which lines a pane shows; empty or null parts do not filter.</summary>
public sealed record LogFilter(string Text = "", LineLevel? Level = null, LogStream? Stream = null)
{
    public static readonly LogFilter All = new();

    public bool Passes(LogLine line) =>
        (Stream is null || line.Stream == Stream)
        && (Text.Length == 0 || line.Text.Contains(Text, StringComparison.OrdinalIgnoreCase))
        && (Level is null || LineLevels.Of(line.Text) == Level);
}
