using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Runbook;
using XnaiControl.Core.Stacks;
using XnaiControl.Web.Components.Live;

namespace XnaiControl.Tests.Components.Support;

/// <summary>A page with hand-filled Core interfaces behind it.</summary>
public abstract class PageTest : BunitContext
{
    // A busy machine renders late; a state that never comes still ends the wait.
    static PageTest() => DefaultWaitTimeout = TimeSpan.FromSeconds(15);

    protected PageTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddPages();
        Services.AddSingleton(new MeteringOptions());
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<ISnapshotStore>(Store);
        Services.AddSingleton<IEngineMonitor>(Monitor);
        Services.AddSingleton<IStackCatalog>(Catalog);
        Services.AddSingleton<IFindingsBoard>(Findings);
        Services.AddSingleton<IRevisionStore>(Changes);
        Services.AddSingleton<IChangePreview>(Changes);
        Services.AddSingleton<IEngineTrial>(Changes);
        Services.AddSingleton<IOperationDesk>(Desk);
        Services.AddSingleton<IAuditLog>(Audit);
        Services.AddSingleton<ITelemetryHistory>(History);
        Services.AddSingleton(_ => Runbook);
        Services.AddSingleton<ICurrentActor, FakeActor>();
        Register(Services);
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", true));
    }

    /// <summary>More services, or others in place of the usual; the derived class's fields are set by then.</summary>
    protected virtual void Register(IServiceCollection services)
    {
    }

    protected FakeTimeProvider Time { get; } = new(Sample.Now);

    protected FakeStore Store { get; } = new();

    protected FakeMonitor Monitor { get; } = new();

    protected FakeCatalog Catalog { get; } = new();

    protected FakeFindings Findings { get; } = new();

    protected FakeChanges Changes { get; } = new();

    protected FakeDesk Desk { get; } = new();

    protected FakeAudit Audit { get; } = new();

    protected FakeHistory History { get; } = new();

    protected FakeBoard Board { get; } = new();

    /// <summary>What the pages see; <see cref="Board"/> unless a test brings the real one.</summary>
    protected virtual IRunbookBoard Runbook => Board;
}
