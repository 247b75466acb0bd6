using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using XnaiControl.Core;
using XnaiControl.Web.Hosting;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace XnaiControl.Tests.Architecture;

/// <summary>The walls of docs/design.md, over the compiled assemblies.</summary>
public class WallTests
{
    private const string Core = "XnaiControl.Core";

    private static readonly ArchUnitNET.Domain.Architecture House = new ArchLoader()
        .LoadAssembliesIncludingDependencies(
            [typeof(XnaiOptions).Assembly, typeof(PanelApplication).Assembly], recursive: false)
        .Build();

    private static readonly string[] Slices =
        ["Engine", "Metering", "Findings", "Compose", "Containerfiles", "Drift", "Stacks", "Audit", "Access", "Operations", "Runbook"];

    public static TheoryData<string, string> MayImport => new()
    {
        { "Engine", "" },
        { "Metering", "Engine Stacks" },
        { "Findings", "" },
        { "Compose", "Findings" },
        { "Containerfiles", "Findings" },
        { "Drift", "Engine Metering Compose Findings" },
        { "Stacks", "Engine Compose Containerfiles Findings" },
        { "Audit", "" },
        { "Access", "" },
        { "Operations", "Engine Metering Compose Findings Stacks Audit Access" },
        { "Runbook", "Engine Metering Compose Containerfiles Findings Stacks Audit Operations" },
    };

    [Theory]
    [MemberData(nameof(MayImport))]
    public void A_slice_imports_only_what_the_design_allows(string slice, string allowed)
    {
        var free = allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(slice).ToHashSet();
        foreach (var other in Slices.Where(name => !free.Contains(name)))
        {
            Check(Types().That().Are(Within($"{Core}.{slice}")).Should().NotDependOnAny(Within($"{Core}.{other}")).WithoutRequiringPositiveResults());
        }
    }

    [Theory]
    [InlineData("Docker.DotNet", "Engine")]
    [InlineData("YamlDotNet", "Compose Runbook")]
    [InlineData("DiffPlex", "Findings")]
    public void A_library_is_known_in_its_own_folder_only(string library, string rooms)
    {
        var inside = rooms.Split(' ');
        foreach (var slice in Slices.Where(slice => !inside.Contains(slice)).Select(slice => $"{Core}.{slice}").Append("XnaiControl.Web"))
        {
            Check(Types().That().Are(Within(slice)).Should().NotDependOnAny(Within(library)).WithoutRequiringPositiveResults());
        }
    }

    [Fact]
    public void Core_knows_neither_the_web_nor_its_components()
    {
        Check(Types().That().Are(Within(Core)).Should().NotDependOnAny(Within("Microsoft.AspNetCore")));
        Check(Types().That().Are(Within(Core)).Should().NotDependOnAny(Within("MudBlazor")));
    }

    [Fact]
    public void Commands_load_nothing_of_the_web_server()
    {
        foreach (var library in new[] { "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "MudBlazor", "XnaiControl.Web.Hosting", "XnaiControl.Web.Components" })
        {
            Check(Types().That().Are(Within("XnaiControl.Web.Commands")).Should().NotDependOnAny(Within(library)).WithoutRequiringPositiveResults());
        }
    }

    [Fact]
    public void Only_operations_reach_engine_control()
    {
        foreach (var outside in Slices.Where(slice => slice is not ("Engine" or "Operations")).Select(slice => $"{Core}.{slice}").Append("XnaiControl.Web"))
        {
            Check(Types().That().Are(Within(outside)).Should().NotDependOnAny(Within($"{Core}.Engine.Control")).WithoutRequiringPositiveResults());
        }
    }

    private static IObjectProvider<IType> Within(string root) =>
        Types(includeReferenced: true).That().ResideInNamespaceMatching("^" + root.Replace(".", @"\.", StringComparison.Ordinal) + @"(\..*)?$").As(root);

    private static void Check(IArchRule rule)
    {
        var broken = rule.Evaluate(House).Where(result => !result.Passed).Select(result => result.Description).ToList();
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken));
    }
}
