using XnaiControl.Core.Engine;

namespace XnaiControl.Web.Components.Live;

/// <summary>Addresses of pages, in one place. A stack's pages live under <c>/stack/{stack}</c>; short forms mean the first stack.</summary>
public static class Links
{
    public const string Operations = "/operations";
    public const string Audit = "/audit";
    public const string Settings = "/settings";
    public const string Checklist = "/checklist";

    public static string Overview(StackKey? stack) => stack is { } key ? $"/stack/{Escape(key.Stack)}" : "/";

    public static string Storage(StackKey? stack) => stack is null ? "/storage" : Overview(stack) + "/storage";

    public static string Services(StackKey? stack) => stack is null ? "/services" : Overview(stack) + "/services";

    /// <summary>Every kept minute of the stack's tmpfs mounts as CSV.</summary>
    public static string Readings(StackKey stack) => $"/stacks/{Escape(stack.Stack)}/readings.csv";

    /// <summary>Storage with one mount selected.</summary>
    public static string Mount(StackKey? stack, string service, string target) => $"{Storage(stack)}?mount={Escape(service + ":" + target)}";

    public static string Service(StackKey? stack, string service) =>
        $"{Services(stack)}/{Escape(service)}";

    /// <summary>The Compose page; a view is one of its tabs.</summary>
    public static string Compose(StackKey? stack, string? view = null) =>
        (stack is null ? "/compose" : Overview(stack) + "/compose") + (view is null ? "" : $"?view={view}");

    /// <summary>The Compose page with one finding open, by its short id.</summary>
    public static string Finding(StackKey? stack, string id) => $"{Compose(stack)}?finding={Escape(id)}";

    /// <summary>The editor at a line of a file.</summary>
    public static string Editor(StackKey? stack, string file, int line) =>
        $"{Compose(stack)}?view=editor&file={Escape(file)}{(line > 0 ? $"&line={line}" : "")}";

    public const string Rules = "/rules";

    public static string Rule(string id) => $"{Rules}/{Escape(id)}";

    public static string Operation(string id) => $"{Operations}/{Escape(id)}";

    public static string AuditEntry(long sequence) => $"{Audit}?entry={sequence}";

    /// <summary>The stack that an address names, or null for a short form.</summary>
    public static string? StackOf(string uri)
    {
        var segments = new Uri(uri).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments is ["stack", var stack, ..] ? Uri.UnescapeDataString(stack) : null;
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
