using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Core;

/// <summary>Where the panel keeps its files and which engine and stack it serves; bound from <c>XNAI_*</c>.</summary>
public sealed class XnaiOptions
{
    /// <summary>Folder of <c>control.db</c>, <c>audit/audit.db</c>, keys and up logs; absolute.</summary>
    public string Data { get; set; } = "";

    /// <summary>Engine socket (path or <c>unix://</c>); empty: discovered.</summary>
    public string Engine { get; set; } = "";

    /// <summary>Compose file of the first stack; empty: stacks come from labels and Settings.</summary>
    public string Stack { get; set; } = "";

    /// <summary>Project name of that stack; empty: the compose file's <c>name</c> or its folder.</summary>
    public string Project { get; set; } = "";

    /// <summary>Compose command, words separated by spaces; empty: discovered.</summary>
    public string Compose { get; set; } = "";

    /// <summary>What compose files are held against; read once at start.</summary>
    public ComposePolicy Policy { get; set; } = ComposePolicy.Default;

    public string ControlDatabase => Path.Combine(Data, "control.db");

    public string AuditDatabase => Path.Combine(Data, "audit", "audit.db");

    /// <summary>The output of the last <c>up</c> of a stack, by whoever ran it.</summary>
    public string UpLog(string project) => Path.Combine(Data, "up", project + ".log");
}
