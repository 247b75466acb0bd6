using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;

namespace XnaiControl.Core.Operations;

/// <summary>
/// runc 1.1 forgets the requested mode of a tmpfs when a container is started again and takes the mode of the
/// directory in the image, or 0755 where the image has none.
/// </summary>
internal static class TmpfsModeLoss
{
    /// <summary>StartedAt this much after CreatedAt means that the container was started before.</summary>
    private static readonly TimeSpan FirstStart = TimeSpan.FromSeconds(30);

    public static bool Affects(EngineInfo info) => info.Runtime == "runc" && info.RuntimeVersion.StartsWith("1.1.", StringComparison.Ordinal);

    public static IEnumerable<string> Warn(ContainerRecord container, EngineInfo info, Func<string, TmpfsReading?> reading)
    {
        foreach (var (target, options) in container.Tmpfs)
        {
            if (RequestedMode(options) is not { } mode || mode == "0755")
            {
                continue;
            }

            var now = reading(target)?.ModeText;
            if (now is not null && now != mode)
            {
                yield return $"{target} of {container.Name} has mode {now} instead of {mode} already; recreate sets it again.";
            }
            else if (now is null || container.StartedAt - container.CreatedAt < FirstStart)
            {
                // A container that was started again and still has its mode has it from its image: no warning then.
                yield return $"Restart may reset the mode of {target} of {container.Name} from {mode} to 0755 ({info.Runtime} {info.RuntimeVersion} forgets it unless the image's directory has it); recreate keeps it.";
            }
        }
    }

    /// <summary>The mode as four digits, or null when none was asked for.</summary>
    internal static string? RequestedMode(string options)
    {
        var mode = options.Split(',').Select(option => option.Trim()).FirstOrDefault(option => option.StartsWith("mode=", StringComparison.Ordinal))?[5..].TrimStart('0');
        return mode is { Length: > 0 } && mode.All(char.IsAsciiDigit) ? mode.PadLeft(4, '0') : null;
    }
}
