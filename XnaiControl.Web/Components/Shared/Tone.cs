namespace XnaiControl.Web.Components.Shared;

/// <summary>How loud a state speaks; the CSS class has the same name in lower case.</summary>
public enum Tone { Idle, Ok, Run, Warn, Crit }

public static class ToneClass
{
    /// <summary>The CSS class of a tone; idle has none.</summary>
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Ok => "ok",
        Tone.Run => "run",
        Tone.Warn => "warn",
        Tone.Crit => "crit",
        _ => "",
    };
}
