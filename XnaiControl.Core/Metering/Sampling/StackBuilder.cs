using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering.Alerts;
using XnaiControl.Core.Metering.History;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>
/// Builds the snapshots of one stack from its engine's containers. Parts that did not change keep their instances, so
/// that followers compare by reference. Used by the sampler's loop alone.
/// </summary>
internal sealed class StackBuilder(StackKey key, UpLogReader upLogs, TelemetryHistory history, MeteringOptions options)
{
    /// <summary>States that depend on the clock alone (a crash loop that settled) are looked at again that often.</summary>
    private static readonly TimeSpan AssembleEvery = TimeSpan.FromSeconds(10), ForecastEvery = TimeSpan.FromSeconds(5);

    private readonly AlertBook alerts = new(options);
    private ImmutableArray<AssembledService> assembled = [];
    private ImmutableArray<ContainerRecord> assembledFrom;
    private StackDeclaration? declaration;
    private ExitHistory? exits;
    private ImmutableDictionary<string, string>? failures;
    private DateTimeOffset assembledAt, forecastAt;
    private ImmutableArray<ServiceSnapshot> services = [];
    private long sequence;

    /// <param name="record">Whether this is a beat: values go into the history, forecasts are made.</param>
    public StackSnapshot Build(SampledEngine engine, StackDeclaration? declared, HostSnapshot host, bool record, DateTimeOffset now)
    {
        Assemble(engine.Picture, declared, now);
        var forecast = record && now - forecastAt >= ForecastEvery;
        forecastAt = forecast ? now : forecastAt;
        var next = new ServiceSnapshot[assembled.Length];
        for (var i = 0; i < next.Length; i++)
        {
            next[i] = Build(engine, assembled[i], i < services.Length ? services[i] : null, record, forecast, now);
        }

        services = ContainerReadings.Same(services, next);
        return new StackSnapshot(key, ++sequence, now, engine.Picture.Status, declared, services, host, alerts.Update(services, now));
    }

    private void Assemble(EnginePicture picture, StackDeclaration? declared, DateTimeOffset now)
    {
        var errors = upLogs.Failures(key.Stack);
        if (picture.Containers == assembledFrom && ReferenceEquals(declared, declaration) && ReferenceEquals(picture.Exits, exits)
            && ReferenceEquals(errors, failures) && now - assembledAt < AssembleEvery)
        {
            return;
        }

        (assembledFrom, declaration, exits, failures, assembledAt) = (picture.Containers, declared, picture.Exits, errors, now);
        assembled = StackAssembly.Assemble(key.Stack, declared, picture.Containers, errors, picture.Exits, now);
    }

    private ServiceSnapshot Build(SampledEngine engine, AssembledService service, ServiceSnapshot? last, bool record, bool forecast, DateTimeOffset now)
    {
        var (state, reason, since) = (service.State, service.Reason, service.Since);
        var next = new ContainerSnapshot[service.Containers.Length];
        for (var i = 0; i < next.Length; i++)
        {
            var container = service.Containers[i];
            var end = engine.EndOf(container.Record);
            if (end is not null)
            {
                // Provisional: the exit code is the engine's to tell.
                (state, reason, since) = (ServiceState.Stopped, ContainerEnd.Asking, end.At);
            }

            var before = last is not null && i < last.Containers.Length ? last.Containers[i] : null;
            next[i] = Build(service.Name, container, end is null ? container.State : ServiceState.Stopped, engine.ReadingsOf(container.Record.Id), before, record && i == 0, forecast && i == 0, now);
        }

        var containers = last is null ? [.. next] : ContainerReadings.Same(last.Containers, next);
        return last is not null && last.Name == service.Name && last.State == state && last.Reason == reason && last.Since == since
            && ReferenceEquals(last.Declared, service.Declared) && last.Containers == containers
            ? last
            : new ServiceSnapshot(service.Name, state, reason, since, service.Declared, containers);
    }

    private ContainerSnapshot Build(
        string service, AssembledContainer container, ServiceState state, ContainerReadings readings, ContainerSnapshot? before, bool record, bool forecast, DateTimeOffset now)
    {
        var name = new ServiceKey(key, service);
        if (record)
        {
            Record(name, readings, now);
        }

        var tmpfs = WithForecasts(name, readings.Tmpfs, before?.Tmpfs ?? [], forecast, now);
        return before is not null && ReferenceEquals(before.Record, container.Record) && before.State == state
            && before.Cpu == readings.Cpu && before.Memory == readings.Memory && before.Tmpfs == tmpfs
            ? before
            : new ContainerSnapshot(container.Record, state, readings.Cpu, readings.Memory, tmpfs);
    }

    private ImmutableArray<TmpfsSnapshot> WithForecasts(
        ServiceKey service, ImmutableArray<TmpfsSnapshot> read, ImmutableArray<TmpfsSnapshot> before, bool forecast, DateTimeOffset now)
    {
        var next = new TmpfsSnapshot[read.Length];
        for (var i = 0; i < next.Length; i++)
        {
            var (fresh, last) = (read[i], i < before.Length && before[i].Target == read[i].Target ? before[i] : null);
            var outlook = last?.Forecast ?? Forecast.None;
            if (!fresh.Reading.HasValue)
            {
                outlook = Forecast.None;
            }
            else if (forecast)
            {
                var made = history.Forecast(new SeriesKey(service, Metric.TmpfsUsed, fresh.Target), fresh.Reading.Value!.SizeBytes, now);
                outlook = made == outlook ? outlook : made;
            }

            var same = last is not null && last.RequestedOptions == fresh.RequestedOptions && last.Reading == fresh.Reading && ReferenceEquals(last.Forecast, outlook);
            next[i] = same ? last! : fresh with { Forecast = outlook };
        }

        return ContainerReadings.Same(before, next);
    }

    private void Record(ServiceKey service, ContainerReadings readings, DateTimeOffset now)
    {
        if (readings.Cpu is { HasValue: true, Failure: null, Value: var cpu })
        {
            history.Add(new SeriesKey(service, Metric.Cpu), now, cpu);
        }

        if (readings.Memory is { HasValue: true, Failure: null, Value: var memory })
        {
            history.Add(new SeriesKey(service, Metric.Memory), now, memory.UsedBytes);
        }

        foreach (var tmpfs in readings.Tmpfs)
        {
            if (tmpfs.Reading is { HasValue: true, Failure: null, Value: { } use })
            {
                history.Add(new SeriesKey(service, Metric.TmpfsUsed, tmpfs.Target), now, use.UsedBytes);
                history.Add(new SeriesKey(service, Metric.TmpfsInodes, tmpfs.Target), now, use.InodesShare);
            }
        }
    }
}
