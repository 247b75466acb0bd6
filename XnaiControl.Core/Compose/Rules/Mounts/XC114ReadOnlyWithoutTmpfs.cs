using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A read-only root without a writable place for temporary files, pid files and logs.</summary>
internal sealed class XC114ReadOnlyWithoutTmpfs : IComposeRule
{
    public RuleInfo Info { get; } = new("XC114", RuleCategory.Mounts, "read_only without tmpfs where the service must write", Severity.Warning,
        Failure: "With read_only: true every write outside a mount fails with \"Read-only file system\". Python, SQLite and web servers need /tmp, daemons /var/run, and a service whose LOG_DIR is not writable ends at its first log line. Podman puts tmpfs without a limit on /tmp and /run by itself, Docker puts none.",
        Remedy: "Mount a tmpfs with size and mode on /tmp, /var/run and on LOG_DIR. The fix adds what is missing, with your policy's values.",
        Fixable: true,
        Bad: "read_only: true\nenvironment:\n  LOG_DIR: /app/logs",
        Good: "read_only: true\ntmpfs:\n  - /tmp:size=512m,mode=1777\n  - /var/run:size=64m,mode=0755\n  - /app/logs:size=100m,mode=1777\nenvironment:\n  LOG_DIR: /app/logs",
        Source: "measured on Podman 4.3.1: --read-only adds /tmp, /run and /var/tmp without a size");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services.Where(service => service.ReadOnly))
        {
            var log = service.Environment.LastOrDefault(variable => variable.Name == "LOG_DIR" && variable.Value is { Length: > 1 } path && path[0] == '/' && !path.Contains('$'));
            var logs = log is null ? null : ContainerPath.Clean(log.Value!);
            var missing = new[] { "/tmp", "/var/run", logs }.OfType<string>().Distinct().Where(path => !IsWritable(service, path)).ToArray();
            if (missing.Length == 0)
            {
                continue;
            }

            List<Evidence> evidence = [ComposeScene.See("read_only: true", service.Node.Find("read_only")!)];
            if (log is not null && missing.Contains(logs))
            {
                evidence.Add(ComposeScene.See($"LOG_DIR={log.Value}", log.Node));
            }

            string[] entries = [.. missing.Select(path => TmpfsEntries.Text(scene, path))];
            var finding = ComposeScene.Found(Info, service, service.Node.Find("read_only")!.Range, "",
                $"The root is read-only and {string.Join(", ", missing)} {(missing.Length == 1 ? "has" : "have")} no tmpfs", [.. evidence]) with
            {
                Severity = logs is not null && missing.Contains(logs) ? Severity.Critical : Severity.Warning,
            };
            yield return finding.Offers(ComposeScene.FixBy($"Add tmpfs for {string.Join(", ", missing)}", TmpfsEntries.Add(service, entries)),
                $"The service's text does not allow a certain edit. Add by hand: {string.Join("; ", entries)}.");
        }
    }

    /// <summary>/var/run is /run in nearly every image.</summary>
    private static bool IsWritable(ComposeService service, string path) =>
        MountPaths.Holding(service, path) is not null || (path == "/var/run" && MountPaths.Holding(service, "/run") is not null);
}
