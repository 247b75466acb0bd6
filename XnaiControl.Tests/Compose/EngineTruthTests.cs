using System.Diagnostics;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Compose;

/// <summary>
/// What a mount rule says, the engine does: with the arguments that podman-compose passes for the faulty file a container
/// is refused or misbehaves, with those for the fixed file it is accepted and behaves.
/// </summary>
public class EngineTruthTests
{
    private const string Stat = "stat -c %a:%u /app/logs";
    private const string Touch = "touch /app/logs/x && echo written";

    /// <summary>Rule, fault, parts of the service, script, and what is heard before and after the fix: the engine's words or the container's.</summary>
    public static TheoryData<string, string, string, string, string, string> Rows => new()
    {
        { "XC101", "tmpfs and bind on one path", "tmpfs: ['/app/logs:size=1m,mode=1777']\n    volumes: ['./one:/app/logs']", Touch, "duplicate mount destination", "written" },
        { "XC102", "one bind in two spellings", "volumes: ['./one:/app/logs', './one:/app/logs/']", Touch, "duplicate mount destination", "written" },
        { "XC103", "two tmpfs that differ", "tmpfs: ['/app/logs:size=1m,mode=1777', '/app/logs:size=2m']", Touch, "duplicate mount destination", "written" },
        { "XC103", "two tmpfs, equal but for a slash", "tmpfs: ['/app/logs:size=1m', '/app/logs/:size=1m']", Touch, "duplicate mount destination", "written" },
        { "XC104", "no size: nothing stops 101 MiB", "tmpfs: ['/app/logs:mode=1777']", "dd if=/dev/zero of=/app/logs/f bs=1024k count=101 2>&1 || echo full", "101+0 records out", "No space left on device" },
        { "XC105", "0755 where the policy wants 1777", "tmpfs: ['/app/logs:size=1m,mode=0755']", Stat, "755:0", "1777:0" },
        { "XC107", "0755 of root, user 1001", "user: '1001:1001'\n    tmpfs: ['/app/logs:size=1m,mode=0755']", Touch, "Permission denied", "written" },
        { "XC109", "01777 in long syntax", Long("01777"), Stat, "1023:0", "1777:0" },
        { "XC109", "0o1777 in long syntax", Long("0o1777"), Stat, "invalid argument", "1777:0" },
        { "XC109", "1023 in short syntax", "tmpfs: ['/app/logs:size=1m,mode=1023']", Stat, "1023:0", "1777:0" },
        { "XC110", "the service's own uid", "user: '1001:1001'\n    tmpfs: ['/app/logs:size=1m,uid=1001,gid=1001,mode=0700']", Stat, "unknown mount option", "700:1001" },
        { "XC110", "nr_inodes", "tmpfs: ['/app/logs:size=1m,nr_inodes=9,mode=1777']", Touch, "unknown mount option", "written" },
        { "XC111", "mode in long syntax", Long("01777"), Stat, "1023:0", "1777:0" },
        { "XC113", "100mb", "tmpfs: ['/app/logs:size=100mb,mode=1777']", Touch, "invalid argument", "written" },
        { "XC113", "1.5g in long syntax", "volumes: [{type: tmpfs, target: /app/logs, tmpfs: {size: 1.5g}}]", Touch, "invalid argument", "written" },
        { "XC114", "read_only without LOG_DIR", "read_only: true\n    environment: {LOG_DIR: /app/logs}", "mkdir -p /app/logs && " + Touch, "Read-only file system", "written" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Fix_FaultyMounts_AreRefusedBeforeAndAcceptedAfter(string rule, string what, string parts, string script, string before, string after)
    {
        await using var engine = TestEngine.Open();
        Assert.SkipUnless(OnPath("podman-compose") && OnPath("podman"), "This test asks podman-compose what it passes to podman; one of them is not installed.");
        var folder = Directory.CreateTempSubdirectory("xnai-truth");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "one")).UnixFileMode = (UnixFileMode)0b111_111_111;
            var faulty = SourceText.FromText(Path.Combine(folder.FullName, "compose.yml"), $"services:\n  a:\n    image: {TestEngine.Image}\n    {parts}\n");
            var lint = ComposeLinter.Lint([faulty], LintOptions.Default);
            Assert.Contains(lint.Findings, finding => finding.Rule.Id == rule && finding.Fix is not null);
            var good = Assert.Single(FixPlanner.PlanAll(lint, LintOptions.Default, finding => finding.Rule.Id == rule).Files).After;

            var (badArguments, badAnswer) = await RunAsync(engine, faulty, script);
            var (goodArguments, goodAnswer) = await RunAsync(engine, good, script);

            TestContext.Current.TestOutputHelper!.WriteLine($"| {rule} | {what} | {badArguments} | {Short(badAnswer)} | {goodArguments} | {Short(goodAnswer)} |");
            Assert.Contains(before, badAnswer, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(after, goodAnswer, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Long(string mode) => $"volumes:\n      - type: tmpfs\n        target: /app/logs\n        tmpfs:\n          size: 1m\n          mode: {mode}";

    /// <summary>What the engine answers to the arguments that the compose CLI would pass for the mounts and the user.</summary>
    private static async Task<(string Arguments, string Answer)> RunAsync(TestEngine engine, SourceText file, string script)
    {
        await File.WriteAllBytesAsync(file.File, file.ToBytes());
        var said = await AskAsync("podman-compose", ["--dry-run", "-p", engine.Project, "-f", file.File, "up", "-d"]);
        var line = said.Split('\n').FirstOrDefault(text => text.StartsWith("podman run ", StringComparison.Ordinal) || text.StartsWith("podman create ", StringComparison.Ordinal));
        Assert.True(line is not null, said);
        var arguments = Mounts(line.Split(' ')).ToList();
        var answer = await AskAsync("podman", ["--url", "unix://" + engine.SocketPath, "run", "--rm", "--name", engine.Project, "--network", "none", .. arguments, TestEngine.Image, "sh", "-c", script]);
        return (string.Join(' ', arguments).Replace(Path.GetDirectoryName(file.File)!, ".", StringComparison.Ordinal), answer);
    }

    private static IEnumerable<string> Mounts(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "--read-only")
            {
                yield return words[i];
            }
            else if (words[i] is "--tmpfs" or "-v" or "--mount" or "-u" or "--user")
            {
                yield return words[i];
                yield return words[++i];
            }
        }
    }

    private static async Task<string> AskAsync(string command, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return await output + await error;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static bool OnPath(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, command)));

    private static string Short(string answer) => answer.Trim().ReplaceLineEndings(" ") is var line && line.Length > 160 ? "…" + line[^160..] : line;
}
