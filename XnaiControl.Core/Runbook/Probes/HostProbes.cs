using System.Globalization;
using XnaiControl.Core.Metering;

namespace XnaiControl.Core.Runbook.Probes;

internal static class HostProbes
{
    /// <summary>The guide's team met build failures from 90 % on.</summary>
    private const double DiskLimit = 0.90;

    public static ProbeAnswer Disk(StackSnapshot snapshot)
    {
        var disk = snapshot.Host.Disk;
        if (!disk.HasValue || disk.Value.TotalBytes == 0)
        {
            return ProbeAnswer.Unknown($"The disk was not read: {disk.Failure ?? "no reading yet"}", "kernel", disk.At);
        }

        var share = (double)disk.Value.UsedBytes / disk.Value.TotalBytes;
        var evidence = $"The disk of the panel's data is {(share * 100).ToString("0", CultureInfo.InvariantCulture)} % full";
        return new ProbeAnswer(share < DiskLimit ? CheckState.Passing : CheckState.Failing, evidence, "kernel", disk.At, []);
    }
}
