using System.Collections.Immutable;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Runbook;

/// <summary>The guide's file does not fit its form. The message names the place, what is wrong and what to do.</summary>
public sealed class RunbookException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Reads a guide and checks all of it: unknown keys, doubled ids, needs that lead nowhere, unknown probes and operations.</summary>
internal sealed class RunbookReader(IReadOnlySet<string> probes, IReadOnlySet<string> operations)
{
    private readonly HashSet<string> _steps = new(StringComparer.Ordinal);

    public static RunbookDefinition Read(string file, string text, IReadOnlySet<string> probes, IReadOnlySet<string> operations)
    {
        try
        {
            var problems = new ProblemLog();
            var documents = NodeBuilder.Build(SourceText.FromText(file, text), problems);
            problems.ThrowFirst();
            return documents.Length == 1
                ? new RunbookReader(probes, operations).Guide(documents[0])
                : throw Fault(Place.Whole(file), $"The file has {documents.Length} documents.", "Keep the guide in one document.");
        }
        catch (ComposeException fault)
        {
            throw new RunbookException(fault.Message, fault);
        }
    }

    private RunbookDefinition Guide(Node node)
    {
        var guide = Mapping(node, "The guide", "title", "summary", "phases");
        var phases = Items(guide, "phases").Select(Phase).ToImmutableArray();
        return phases.GroupBy(phase => phase.Id).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw Fault(guide.Place, $"The phase id {twice.Key} is used twice.", "Give each phase its own id.")
            : new RunbookDefinition(Required(guide, "title"), Optional(guide, "summary"), phases);
    }

    private PhaseDefinition Phase(Node node)
    {
        var phase = Mapping(node, "A phase", "id", "title", "text", "steps");
        return new PhaseDefinition(Required(phase, "id"), Required(phase, "title"), Optional(phase, "text"), [.. Items(phase, "steps").Select(Step)]);
    }

    private StepDefinition Step(Node node)
    {
        var step = Mapping(node, "A step", "id", "title", "text", "needs", "checks", "operations");
        var id = Required(step, "id");
        var needs = Names(step, "needs", _steps, "no step with this id stands before it");
        if (!_steps.Add(id))
        {
            throw Fault(step.Place, $"The step id {id} is used twice.", "Give each step its own id.");
        }

        return new StepDefinition(id, Required(step, "title"), Optional(step, "text"), needs,
            [.. Items(step, "checks").Select(Check)], Names(step, "operations", operations, $"the panel knows {string.Join(", ", operations.Order())}"));
    }

    private CheckDefinition Check(Node node)
    {
        var check = Mapping(node, "A check", "title", "probe");
        var probe = check.Find("probe") is ScalarNode named ? named.Value : null;
        return probe is not null && !probes.Contains(probe.Split(' ')[0])
            ? throw Fault(check.Find("probe")!.Place, $"There is no probe {probe}.", $"Use one of {string.Join(", ", probes.Order())}, or leave probe: out.")
            : new CheckDefinition(Required(check, "title"), probe);
    }

    private static MappingNode Mapping(Node node, string what, params ReadOnlySpan<string> keys)
    {
        var mapping = node as MappingNode ?? throw Fault(node.Place, $"{what} is not a mapping.", $"Write it as {string.Join(", ", keys)} with values.");
        foreach (var entry in mapping.Entries)
        {
            if (!keys.Contains(entry.Key))
            {
                throw Fault(entry.KeyPlace, $"{what} has no {entry.Key}.", $"Use {string.Join(", ", keys)}.");
            }
        }

        return mapping;
    }

    private static ImmutableArray<Node> Items(MappingNode mapping, string key) => mapping.Find(key) switch
    {
        null => [],
        SequenceNode list => list.Items,
        var node => throw Fault(node.Place, $"{key} is not a list.", "Begin each entry with a dash."),
    };

    private static ImmutableArray<string> Names(MappingNode mapping, string key, IReadOnlySet<string> known, string explanation) =>
        [.. Items(mapping, key).Select(item => item is ScalarNode name && known.Contains(name.Value)
            ? name.Value
            : throw Fault(item.Place, $"{key} names {(item as ScalarNode)?.Value ?? "no word"}; {explanation}.", "Correct the name."))];

    private static string Required(MappingNode mapping, string key) => Optional(mapping, key) is { Length: > 0 } text
        ? text
        : throw Fault(mapping.Place, $"{key} is missing.", $"Add {key}: with a text.");

    private static string Optional(MappingNode mapping, string key) => mapping.Find(key) switch
    {
        null => "",
        ScalarNode text => text.Value.TrimEnd('\n'),
        var node => throw Fault(node.Place, $"{key} is not a text.", "Write one value, or a block after a bar."),
    };

    private static RunbookException Fault(Place place, string problem, string remedy) => new($"{place}: {problem} {remedy}");
}
