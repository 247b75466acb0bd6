using System.Collections.Immutable;
using System.Net;
using XnaiControl.Core;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Web.Hosting;

/// <summary>
/// The panel's configuration, read once from <c>XNAI_*</c> variables and <c>--name value</c> arguments, and checked as a
/// whole: every problem is listed, none is guessed away.
/// </summary>
public sealed class PanelSettings
{
    private PanelSettings(
        XnaiOptions core, bool runHealthChecks, ImmutableArray<Uri> listen, ImmutableArray<string> hosts, ImmutableArray<string> problems)
    {
        Core = core;
        RunHealthChecks = runHealthChecks;
        Listen = listen;
        Hosts = hosts;
        Problems = problems;
    }

    public XnaiOptions Core { get; }

    /// <summary>Whether the panel runs due health checks where the engine has no timers of its own.</summary>
    public bool RunHealthChecks { get; }

    /// <summary>Addresses to listen on; loopback unless <c>XNAI_LISTEN</c> says otherwise.</summary>
    public ImmutableArray<Uri> Listen { get; }

    /// <summary>Host names the panel answers to; anything else is refused (DNS rebinding).</summary>
    public ImmutableArray<string> Hosts { get; }

    /// <summary>Empty when the panel can start.</summary>
    public ImmutableArray<string> Problems { get; }

    public static PanelSettings Read(string[] args) =>
        Read(new ConfigurationBuilder().AddEnvironmentVariables("XNAI_").AddCommandLine(args).Build());

    public static PanelSettings Read(IConfiguration source)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var core = new XnaiOptions
        {
            Data = DataFolder(source["Data"], problems),
            Engine = source["Engine"] ?? "",
            Stack = ComposeFile(source["Stack"], problems),
            Project = source["Project"] ?? "",
            Compose = source["Compose"] ?? "",
            Policy = Policy(source["Policy"], problems),
        };
        var healthChecks = Switch("XNAI_HEALTHCHECKS", source["HealthChecks"], problems);
        var listen = Addresses(source["Listen"] ?? "http://localhost:8787", problems);
        var hosts = HostNames(source["Hosts"], listen, problems);
        return new PanelSettings(core, healthChecks, listen, hosts, problems.ToImmutable());
    }

    private static string DataFolder(string? value, ImmutableArray<string>.Builder problems)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(home, ".local", "state");
        var folder = string.IsNullOrWhiteSpace(value) ? Path.Combine(state, "xnaicontrol", "data") : value;
        if (!Path.IsPathRooted(folder))
        {
            problems.Add($"XNAI_DATA is '{folder}', a relative path. Set it to an absolute folder on a durable disk.");
            return folder;
        }

        try
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"XNAI_DATA is '{folder}', which cannot be created ({e.Message}). Set it to a folder that this user may write.");
        }

        return folder;
    }

    private static bool Switch(string name, string? value, ImmutableArray<string>.Builder problems)
    {
        if (value is not (null or "" or "on" or "off"))
        {
            problems.Add($"{name} is '{value}'. Set it to on or off.");
        }

        return value != "off";
    }

    private static string ComposeFile(string? value, ImmutableArray<string>.Builder problems)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return "";
        }

        var file = Path.GetFullPath(value);
        if (!File.Exists(file))
        {
            problems.Add($"XNAI_STACK names '{file}', which does not exist. Set it to the path of a compose file.");
        }

        return file;
    }

    private static ComposePolicy Policy(string? value, ImmutableArray<string>.Builder problems)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return ComposePolicy.Default;
        }

        var result = PolicyReader.Read(Path.GetFullPath(value));
        problems.AddRange(result.Problems.Select(problem => "XNAI_POLICY: " + problem));
        return result.Policy ?? ComposePolicy.Default;
    }

    private static ImmutableArray<Uri> Addresses(string value, ImmutableArray<string>.Builder problems)
    {
        var addresses = ImmutableArray.CreateBuilder<Uri>();
        foreach (var part in value.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Uri.TryCreate(part, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            {
                addresses.Add(uri!);
            }
            else
            {
                problems.Add($"XNAI_LISTEN has '{part}', which is no address. Write it like http://localhost:8787.");
            }
        }

        return addresses.ToImmutable();
    }

    private static ImmutableArray<string> HostNames(string? value, ImmutableArray<Uri> listen, ImmutableArray<string>.Builder problems)
    {
        var hosts = (value ?? "").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (hosts.Length == 0 && listen.FirstOrDefault(address => !IsLoopback(address)) is { } open)
        {
            problems.Add($"XNAI_LISTEN opens {open} beyond this machine. Name the host names to answer to in XNAI_HOSTS, for example panel.example.org.");
        }

        return ["localhost", "127.0.0.1", "[::1]", .. hosts];
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
