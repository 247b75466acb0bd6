using System.Text.RegularExpressions;
using XnaiControl.Core.Runbook;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Tests.Compose;

namespace XnaiControl.Tests.Runbook;

public partial class RunbookReaderTests
{
    private static readonly HashSet<string> Probes = ["a.probe"];
    private static readonly HashSet<string> Operations = ["stack.up"];

    [Fact]
    public void The_guide_has_four_phases_of_thirteen_steps_in_its_order()
    {
        var guide = new RunbookBoard(new AuditLogOf(null), new FakeFindings()).Definition;

        Assert.Equal([4, 3, 3, 3], guide.Phases.Where(p => p.Id.StartsWith("phase-", StringComparison.Ordinal)).Select(p => p.Steps.Length));
        Assert.Equal(["success-metrics", "troubleshooting", "emergency", "weeks-5-8"],
            guide.Phases.Select(p => p.Id).Where(id => id is "success-metrics" or "troubleshooting" or "emergency" or "weeks-5-8"));
    }

    [Fact]
    public void No_line_of_the_guide_is_left_without_its_place()
    {
        var file = Corpus.Folder("guide", "tmpfs-first-recovery.md");
        Assert.SkipWhen(file is null, "The guide ../shared/guide is not beside this repository.");
        var guide = new RunbookBoard(new AuditLogOf(null), new FakeFindings()).Definition;
        var kept = guide.Phases.SelectMany(p => p.Steps.SelectMany(s => new[] { s.Title, s.Text }).Append(p.Title).Append(p.Text))
            .Append(guide.Title).Append(guide.Summary).SelectMany(text => text.Split('\n')).Select(Bare).ToHashSet();

        Assert.Equal([], File.ReadLines(file).Select(Bare).Except(kept));
    }

    [Theory]
    [InlineData("title: t\nphases:\n  - id: p\n    title: t\n    stepz: []\n", "g.yml:5:5: A phase has no stepz.")]
    [InlineData("title: t\nphases: { a: b }\n", "g.yml:2:9: phases is not a list.")]
    [InlineData("phases: []\n", "g.yml:1:1: title is missing.")]
    [InlineData("title: t\nphases:\n  - id: p\n    title: t\n    steps:\n      - { id: s, title: t, checks: [{ title: c, probe: no.probe }] }\n", "g.yml:6:56: There is no probe no.probe.")]
    [InlineData("title: t\nphases:\n  - id: p\n    title: t\n    steps:\n      - { id: s, title: t, needs: [x] }\n", "g.yml:6:36: needs names x; no step with this id stands before it.")]
    [InlineData("title: t\nphases:\n  - id: p\n    title: t\n    steps:\n      - { id: s, title: t, operations: [rm] }\n", "g.yml:6:41: operations names rm; the panel knows stack.up.")]
    [InlineData("title: t\nphases:\n  - id: p\n    title: t\n    steps:\n      - { id: s, title: t }\n      - { id: s, title: t }\n", "g.yml:7:9: The step id s is used twice.")]
    [InlineData("title: 't\n", "g.yml:1:")]
    public void Faults_name_line_and_remedy(string text, string message)
    {
        var fault = Assert.Throws<RunbookException>(() => RunbookReader.Read("g.yml", text, Probes, Operations));

        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.True(fault.Message.Length > message.Length + 5, "A remedy follows.");
    }

    /// <summary>Headings lose their marks and numbers: both come from the order.</summary>
    private static string Bare(string line) => Numbered().Replace(line.Trim().TrimStart('#').Trim(), "");

    [GeneratedRegex("^(Phase|Step) [0-9]: ")]
    private static partial Regex Numbered();
}
