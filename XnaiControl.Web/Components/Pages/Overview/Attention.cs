using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Components.Live;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Overview;

/// <summary>One thing that needs a person.</summary>
/// <param name="Code">A path or message in the middle of the sentence, set in mono; empty when there is none.</param>
internal sealed record Attention(StateWord State, string Service, string Code, string Text, DateTimeOffset? Since, string Href, string Action, int Rank)
{
    /// <summary>Worst first: services that are down, then readings above a level, then what fills within six hours.</summary>
    public static ImmutableArray<Attention> Of(StackSnapshot snapshot) =>
    [
        .. snapshot.Services.Select(service => OfService(snapshot, service))
            .Concat(snapshot.Alerts.Select(alert => OfAlert(snapshot, alert)))
            .Concat(Filling(snapshot))
            .OfType<Attention>()
            .OrderBy(item => item.Rank).ThenBy(item => item.Service, StringComparer.Ordinal),
    ];

    private static readonly TimeSpan Soon = TimeSpan.FromHours(6);

    private static Attention? OfService(StackSnapshot snapshot, ServiceSnapshot service)
    {
        var word = StateWord.Of(service.State);
        if (word.Tone is not (Tone.Crit or Tone.Warn))
        {
            return null;
        }

        var text = service.Reason ?? service.State switch
        {
            ServiceState.NotCreated => "The compose file declares it, and the engine has no container of it.",
            ServiceState.CrashLoop => "It started at least three times in ten minutes and ended with an error each time.",
            ServiceState.Failed => $"It ended with exit code {service.Container?.Record.ExitCode ?? 0} and does not restart.",
            _ => "Its health check fails.",
        };
        return new(word, service.Name, "", text, service.Since, Links.Service(snapshot.Key, service.Name), $"Open {service.Name}", Severity.Of(service.State));
    }

    private static Attention OfAlert(StackSnapshot snapshot, Alert alert)
    {
        var critical = alert.Level == AlertLevel.Critical;
        var percent = $"{Format.Percent(alert.Value)} %";
        var (text, href, action) = alert.Subject switch
        {
            "tmpfs" => ($"is {percent} full{Growth(snapshot, alert)}.", Links.Mount(snapshot.Key, alert.Service, alert.Target), "Show mount"),
            "inodes" => ($"has used {percent} of its inodes: new files fail before the space is full.", Links.Mount(snapshot.Key, alert.Service, alert.Target), "Show mount"),
            _ => ($"uses {percent} of its memory limit; the kernel kills it at 100 %.", Links.Service(snapshot.Key, alert.Service), $"Open {alert.Service}"),
        };
        var word = alert.Subject == "memory" ? (critical ? "Memory full" : "Memory high") : critical ? "Nearly full" : "Filling";
        return new(new(word, critical ? Tone.Crit : Tone.Warn, critical ? "crit" : "warn"), alert.Service, alert.Target, text, alert.Since, href, action, critical ? 3 : 11);
    }

    private static IEnumerable<Attention?> Filling(StackSnapshot snapshot) =>
        from service in snapshot.Services
        from mount in service.Container?.Tmpfs ?? []
        where mount.Forecast is { Trend: Trend.Filling, TimeToFull: { } time } && time < Soon
        where !snapshot.Alerts.Any(alert => alert.Service == service.Name && alert.Target == mount.Target && alert.Subject == "tmpfs")
        select new Attention(
            new("Filling", Tone.Warn, "warn"), service.Name, mount.Target, $"{Slope(mount.Forecast)}.",
            mount.Reading.At, Links.Mount(snapshot.Key, service.Name, mount.Target), "Show mount", 12);

    private static string Growth(StackSnapshot snapshot, Alert alert)
    {
        var mount = snapshot.Services.FirstOrDefault(s => s.Name == alert.Service)?.Container?.Tmpfs.FirstOrDefault(t => t.Target == alert.Target);
        return mount?.Forecast is { Trend: Trend.Filling, TimeToFull: not null } forecast ? ", " + Slope(forecast) : "";
    }

    private static string Slope(Forecast forecast) =>
        $"grows {Format.Slope(forecast.BytesPerSecond)} and is {TmpfsWords.Outlook(forecast)}{(TmpfsWords.Interval(forecast) is { } interval ? $" ({interval})" : "")}";
}
