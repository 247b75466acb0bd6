using System.Text;
using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Containerfiles;

public sealed class ContainerfileFixPlannerTests
{
    private const string Broken =
        "# syntax=docker/dockerfile:1\nFROM python:3.12\nRUN --mount=type=cache,id=xnai-npm,target=/root/.npm,sharing=locked npm ci && pip install x\nRUN pip install y\nUSER 1001\n";

    [Fact]
    public void PlanAll_FixesOfSeveralRules_AreCombined()
    {
        var plan = ContainerfileFixPlanner.PlanAll(Bench.Lint(Broken));

        Assert.Equal(
            "# syntax=docker/dockerfile:1\nFROM python:3.12\nRUN --mount=type=cache,id=xnai-pip,target=/root/.cache/pip --mount=type=cache,id=xnai-npm,target=/root/.npm npm ci && pip install x\n"
            + "RUN --mount=type=cache,id=xnai-pip,target=/root/.cache/pip pip install y\nUSER 1001\n",
            Assert.Single(plan.Files).After.Text);
        Assert.Equal(["XD105", "XD105", "XD107"], plan.Answered.Select(finding => finding.Rule.Id).Order());
        Assert.Equal(["XD109"], plan.Left.Select(one => one.Finding.Rule.Id));
        Assert.Empty(plan.ChangedServices);
    }

    [Fact]
    public void Plan_OneOfTwo_LeavesTheOther()
    {
        var lint = Bench.Lint(Broken);
        var chosen = lint.Findings.Where(finding => finding.Subject.EndsWith("RUN 2, pip", StringComparison.Ordinal)).ToList();

        var plan = ContainerfileFixPlanner.Plan(lint, chosen);

        Assert.Equal(chosen, plan.Answered);
        Assert.Empty(plan.Left);
        Assert.Equal(Broken.Replace("RUN pip", "RUN --mount=type=cache,id=xnai-pip,target=/root/.cache/pip pip", StringComparison.Ordinal), plan.Files[0].After.Text);
    }

    [Fact]
    public void Plan_FindingWithoutAFix_IsLeftWithItsReason()
    {
        var lint = Bench.Lint("FROM python\nENV PIP_NO_CACHE_DIR=1\nRUN pip install x\n");

        var plan = ContainerfileFixPlanner.Plan(lint, lint.Findings);

        Assert.Empty(plan.Files);
        Assert.Equal(lint.Findings.Length, plan.Left.Length);
        Assert.Contains(plan.Left, one => one.Finding.Rule.Id == "XD105" && one.Reason.Contains("PIP_NO_CACHE_DIR", StringComparison.Ordinal));
        Assert.All(plan.Left, one => Assert.EndsWith(".", one.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void PlanAll_FixThatABuilderWouldRefuse_IsLeftOutAlone()
    {
        var lint = Bench.Lint("FROM a:1\nRUN pip install x\nRUN pip install y\n");
        var harmful = lint.Findings.First(finding => finding.Rule.Id == "XD105");
        var spoiled = harmful with { Fix = new Fix("Break it", [new TextEdit(Bench.File, new TextSpan(9, 3), "RUM")]) };

        var edits = ContainerfileFixPlanner.Sound(lint.Source, [spoiled, lint.Findings.Last(finding => finding.Rule.Id == "XD105")], out var refused);

        Assert.Contains("RUM is no instruction", Assert.Single(refused).Value, StringComparison.Ordinal);
        Assert.Contains(edits, edit => edit.NewText.Contains("xnai-pip", StringComparison.Ordinal));
        Assert.DoesNotContain(edits, edit => edit.NewText == "RUM");
    }

    [Fact]
    public void PlanAll_ByteOrderMarkLineEndsAndMissingLastNewline_Survive()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("FROM a:1\r\n# ä\r\nRUN npm ci")];
        var lint = ContainerfileLinter.Lint(Bench.File, bytes, ContainerfileContext.Default);

        byte[] expected = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("FROM a:1\r\n# ä\r\nRUN --mount=type=cache,id=xnai-npm,target=/root/.npm npm ci")];
        Assert.Equal(expected, ContainerfileFixPlanner.PlanAll(lint).Files[0].After.ToBytes());
    }

    [Fact]
    public void PlanAll_SilencedFinding_IsNotFixed() =>
        Assert.Empty(ContainerfileFixPlanner.PlanAll(Bench.Lint("FROM a:1\n# xnai-ignore: XD105 on purpose\nRUN npm ci\n")).Files);
}
