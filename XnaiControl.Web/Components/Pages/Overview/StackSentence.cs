using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Overview;

/// <summary>What is true of the stack now, and why: the page's title and the line under it.</summary>
internal sealed record StackSentence(string Title, string Reason, string Counts)
{
    public static StackSentence Of(StackSnapshot snapshot)
    {
        var (well, all) = (snapshot.WellCount, snapshot.Services.Length);
        var ill = snapshot.Services.Where(s => !s.IsWell).ToList();
        return new(TitleOf(snapshot, well, all), ReasonOf(snapshot, ill), CountsOf(ill));
    }

    /// <summary>Declared, and nothing of it was ever created or all of it was taken down.</summary>
    public static bool IsDown(StackSnapshot snapshot) => !snapshot.Services.IsEmpty && snapshot.Services.All(s => s.State == ServiceState.NotCreated);

    private static string TitleOf(StackSnapshot snapshot, int well, int all)
    {
        if (all == 0)
        {
            return $"{snapshot.Key.Stack} has no services";
        }

        if (IsDown(snapshot))
        {
            return $"{snapshot.Key.Stack} {(snapshot.IsStale ? "was" : "is")} not up";
        }

        return (snapshot.IsStale, well == all) switch
        {
            (true, true) => $"All {Format.Plural(all, "service")} were healthy when last seen",
            (true, false) => $"{well} of {Format.Plural(all, "service")} were healthy when last seen",
            (false, true) when all == 1 => "The one service is healthy",
            (false, true) when all == 2 => "Both services are healthy",
            (false, true) => $"All {all} services are healthy",
            _ => $"{well} of {Format.Plural(all, "service")} {(well == 1 ? "is" : "are")} healthy",
        };
    }

    private static string ReasonOf(StackSnapshot snapshot, List<ServiceSnapshot> ill)
    {
        if (snapshot.Declaration?.Problem is { } problem)
        {
            return $"The compose file cannot be read: {problem}";
        }

        if (snapshot.Services.IsEmpty)
        {
            return "Its compose file declares none and no container carries its label.";
        }

        if (IsDown(snapshot))
        {
            return snapshot.Services.Length == 1
                ? "Its one service has no container. Bring the stack up to create it."
                : $"None of its {snapshot.Services.Length} services has a container. Bring the stack up to create them.";
        }

        if (ill.Count == 0)
        {
            return snapshot.Alerts.IsEmpty ? "Nothing needs attention." : $"{Format.Plural(snapshot.Alerts.Length, "reading")} above the warning level.";
        }

        var told = ill.OrderBy(s => Severity.Of(s.State)).ThenBy(s => s.Name, StringComparer.Ordinal).Take(3).Select(s => $"{s.Name} {Predicate(s.State)}").ToList();
        if (ill.Count > 3)
        {
            told.Add($"{ill.Count - 3} more need a look");
        }

        return Format.Join(told) + ".";
    }

    private static string CountsOf(List<ServiceSnapshot> ill) => ill.Count == 0
        ? "None needs attention"
        : string.Join(", ", ill.GroupBy(s => s.State).OrderBy(g => Severity.Of(g.Key)).Select(g => $"{g.Count()} {StateWord.Of(g.Key).Word.ToLowerInvariant()}"));

    private static string Predicate(ServiceState state) => state switch
    {
        ServiceState.NotCreated => "was never created",
        ServiceState.Created => "was created but not started",
        ServiceState.Starting => "is starting",
        ServiceState.Unhealthy => "fails its health check",
        ServiceState.Restarting => "is restarting",
        ServiceState.CrashLoop => "is crash-looping",
        ServiceState.Paused => "is paused",
        ServiceState.Stopped => "is stopped",
        ServiceState.Failed => "ended with an error",
        _ => "is in an unknown state",
    };
}
