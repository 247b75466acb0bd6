using XnaiControl.Core.Metering;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Layout;

/// <summary>The counts beside the navigation's words; only trouble is red.</summary>
internal readonly record struct NavCounts(int Services, int Trouble, int Filling)
{
    public static NavCounts Of(StackSnapshot? snapshot) => snapshot is null
        ? default
        : new(
            snapshot.Services.Length,
            snapshot.Services.Count(s => StateWord.Of(s.State).Tone == Tone.Crit),
            snapshot.Alerts.Where(a => a.Subject is "tmpfs" or "inodes").Select(a => (a.Service, a.Target)).Distinct().Count());
}
