using System.Collections.Immutable;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Drift;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Metering;
using XnaiControl.Tests.Runbook;

namespace XnaiControl.Tests.Drift;

public class DriftLinterTests
{
    private const string File = """
        services:
          rag:
            image: localhost/rag
            user: "1001:1001"
            restart: unless-stopped
            mem_limit: 512m
            ports: ["127.0.0.1:8000:8000"]
            tmpfs:
              - /app/logs:size=100m,mode=1777
            volumes:
              - ./data:/app/data
        """;

    [Fact]
    public void Check_RunningAsDeclared_FindsNothing() => Assert.Empty(Check(File, Rag()));

    [Fact]
    public void Check_NeverCreated_NamesTheEnginesReason()
    {
        var finding = Single(Check(File, Pictures.Service("rag", ServiceState.NotCreated, "duplicate mount destination")), "XR101");

        Assert.Equal(2, finding.Place.Line);
        Assert.Contains(finding.Evidence, evidence => evidence.Text.Contains("duplicate mount destination", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_NeverCreatedWithAProfile_IsAsDeclared() =>
        Assert.Empty(Check(File + "\n    profiles: [debug]\n", Pictures.Service("rag", ServiceState.NotCreated)));

    [Fact]
    public void Check_UndeclaredService_IsOrphaned() => Assert.Equal("old", Single(Check(File, Rag(), Pictures.Service("old")), "XR102").Service);

    [Theory]
    [InlineData("XR103", "./data", "./other", 11)]
    [InlineData("XR103", "- ./data:/app/data", "- data:/app/data", 11)]
    [InlineData("XR104", "size=100m", "size=200m", 9)]
    [InlineData("XR106", "localhost/rag", "localhost/rag:2", 3)]
    [InlineData("XR107", "1001:1001", "1002:1002", 4)]
    [InlineData("XR108", "512m", "1g", 6)]
    [InlineData("XR109", "127.0.0.1:8000", "127.0.0.1:9000", 7)]
    [InlineData("XR109", "127.0.0.1:8000", "8000", 7)]
    [InlineData("XR110", "unless-stopped", "\"no\"", 5)]
    public void Check_FileChangedSinceTheContainer_SaysWhereAndWhat(string id, string was, string now, int line)
    {
        var finding = Single(Check(File.Replace(was, now), Rag()), id);

        Assert.Equal(line, finding.Place.Line);
        Assert.Equal(2, finding.Evidence.Length);
        Assert.Contains("Recreate rag", finding.NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ModeLostByARestart_IsReadFromTheKernel()
    {
        var service = Rag(Pictures.Tmpfs("/app/logs", "size=100m,mode=1777", mode: 0b111_101_101));

        Assert.Contains("mode 0755 instead of 1777", Single(Check(File, service), "XR105").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_BindThatNobodyDeclared_IsNamed()
    {
        var service = Rag();
        var container = service.Containers[0];
        var record = container.Record with { Mounts = container.Record.Mounts.Add(new ContainerMount("bind", "/etc", "/host-etc", true, "")) };

        Assert.Equal("/host-etc", Single(Check(File, service with { Containers = [container with { Record = record }] }), "XR103").Subject);
    }

    private static ServiceSnapshot Rag(TmpfsSnapshot? tmpfs = null)
    {
        var service = Pictures.Service("rag").With(tmpfs ?? Pictures.Tmpfs("/app/logs", "size=100m,mode=1777"));
        var container = service.Containers[0];
        return service with { Containers = [container with { Record = container.Record with { Mounts = [new ContainerMount("bind", "/srv/data", "/app/data", true, "")] } }] };
    }

    private static ImmutableArray<Finding> Check(string file, params ServiceSnapshot[] services) =>
        DriftLinter.Check(ComposeReader.Parse([("/srv/docker-compose.yml", file)], new Dictionary<string, string>()), Pictures.Snapshot(services));

    private static Finding Single(ImmutableArray<Finding> findings, string id)
    {
        Assert.All(findings, finding => Assert.Equal(id, finding.Rule.Id));
        return Assert.Single(findings);
    }
}
