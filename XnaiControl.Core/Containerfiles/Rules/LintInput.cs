using System.Collections.Immutable;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

/// <summary>A file and what its rules share.</summary>
/// <param name="Final">The stage that becomes the image, or null when there is none.</param>
/// <param name="Chain">Every step of the final stage and of those it builds on, in the order of the build.</param>
/// <param name="TmpfsTargets">Clean, without repetition.</param>
internal sealed record LintInput(
    Containerfile File,
    ContainerfileContext Context,
    ImmutableArray<Stage> Stages,
    Stage? Final,
    ImmutableArray<Step> Chain,
    ImmutableArray<string> TmpfsTargets)
{
    public static LintInput Of(Containerfile file, ContainerfileContext context)
    {
        var given = (context.BuildArguments ?? ImmutableDictionary<string, string>.Empty).ToDictionary(one => one.Key, one => (string?)one.Value);
        var stages = StageReader.Read(file, given);
        var final = stages.FirstOrDefault(stage => context.Target.Length > 0 && stage.Label.Equals(context.Target, StringComparison.OrdinalIgnoreCase)) ?? stages.LastOrDefault();
        var targets = context.TmpfsTargets.IsDefault ? [] : context.TmpfsTargets.Select(UnixPath.Clean).Distinct().ToImmutableArray();
        return new LintInput(file, context, stages, final, final is null ? [] : [.. final.Chain.SelectMany(stage => stage.Steps.AsEnumerable())], targets);
    }

    /// <summary>The tmpfs target that holds a path, or null.</summary>
    public string? TmpfsOver(string path) => TmpfsTargets.FirstOrDefault(target => UnixPath.IsIn(path, target));

    public SourceRange Range(TextSpan span) => File.Source.Range(span);

    public Finding Finding(RuleInfo rule, TextSpan place, string subject, string message, params ReadOnlySpan<Evidence> evidence) =>
        new(rule, rule.Severity, Range(place), Context.Service, subject, message, [.. evidence]);

    public Evidence Seen(string text, TextSpan place) => new(text, Range(place));

    public TextEdit Edit(TextSpan span, string text) => new(File.Source.File, span, text);
}
