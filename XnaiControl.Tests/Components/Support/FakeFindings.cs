using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Tests.Components.Support;

/// <summary>A findings board that a test fills by hand.</summary>
public sealed class FakeFindings : IFindingsBoard
{
    private readonly List<Channel<bool>> followers = [];
    private readonly Dictionary<string, StackFindings> stacks = [];

    public StackFindings? Find(string project) => stacks.GetValueOrDefault(project);

    public ChangeSubscription Subscribe() => Signals.Subscribe(followers);

    public void Set(StackFindings findings)
    {
        stacks[findings.Project] = findings;
        foreach (var follower in followers)
        {
            follower.Writer.TryWrite(true);
        }
    }

    /// <summary>Findings about one file of the stack <c>xnai</c>.</summary>
    public static StackFindings Of(SourceText file, params Finding[] findings) => new(
        "xnai", [file.File],
        new LintResult([file], new ComposeModel(null, [file.File], []), [.. findings], []),
        LintOptions.Default, Sample.Now.AddMinutes(-2));

    /// <summary>A finding on a line of a file; with a fix when <paramref name="newText"/> is given for that line.</summary>
    public static Finding Finding(SourceText file, string rule, Severity severity, string service, int line, string message, string? newText = null)
    {
        var span = TextSpan.Between(file.LineStart(line), file.LineStart(line) + file.Line(line).Length);
        return new Finding(
            new RuleInfo(rule, RuleCategory.Mounts, "A fault in mounts", severity, "The engine refuses the service.", "Change the line.", newText is not null),
            severity, file.Range(span), service, line.ToString(System.Globalization.CultureInfo.InvariantCulture), message,
            [new Evidence("seen here", file.Range(span))],
            newText is null ? null : new Fix("Change the line", [new TextEdit(file.File, span, newText)]));
    }
}
