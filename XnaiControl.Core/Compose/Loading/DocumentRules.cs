using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>The faults that the reader itself reports.</summary>
internal static class DocumentRules
{
    public static readonly RuleInfo NotYaml = Rule("XC001", "The file is not valid YAML",
        "Every compose command stops with a parse error, so nothing can be started or recreated.",
        "Correct the line that the message names; its neighbours decide about indentation, quotes and colons.");

    public static readonly RuleInfo DuplicateKey = Rule("XC002", "A key is set twice",
        "Compose refuses the file; older tools silently keep the last value, so the first one looks set and is not.",
        "Keep one of the two.");

    public static readonly RuleInfo WrongShape = Rule("XC003", "A value has the wrong shape",
        "Compose refuses the file because a list, a mapping or a single value stands where another belongs.",
        "Write the value in the shape that the message names.");

    public static readonly RuleInfo UnknownReference = Rule("XC004", "A name leads nowhere",
        "Compose refuses the file: it names a service, volume, network, secret, config or file that does not exist.",
        "Correct the name, or declare what it names.");

    public static readonly RuleInfo Variable = Rule("XC005", "A variable is not set",
        "Compose puts an empty text in its place and only warns, so a path, a port or a password silently becomes empty; a variable marked as required stops it.",
        "Set it in the .env file beside the compose file, or give it a default: ${NAME:-value}.", Severity.Warning);

    public static readonly RuleInfo Circle = Rule("XC006", "Files or services refer to each other in a circle",
        "Compose refuses the file.", "Remove one of the references.");

    public static readonly RuleInfo TooLarge = Rule("XC007", "The file is larger than any compose file needs to be",
        "It was not read, to keep the panel's time and memory bounded.", "Name the right file, or split it with include.");

    public static readonly RuleInfo NotUtf8 = Rule("XC008", "The file is not UTF-8",
        "Compose refuses the file or shows wrong characters.", "Save it as UTF-8.");

    public static readonly RuleInfo Unreadable = Rule("XC009", "The file cannot be read",
        "Nothing is known about its services.", "Check the path and the permissions; it is read on the host where the panel runs.");

    public static ImmutableArray<RuleInfo> All => [NotYaml, DuplicateKey, WrongShape, UnknownReference, Variable, Circle, TooLarge, NotUtf8, Unreadable];

    private static RuleInfo Rule(string id, string title, string failure, string remedy, Severity severity = Severity.Critical) =>
        new(id, RuleCategory.Document, title, severity, failure, remedy);
}
