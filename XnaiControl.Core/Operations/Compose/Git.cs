using System.Diagnostics;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Asks git about one file's work tree and commits one file, by argument list. The repository's hooks and file-system
/// monitor never run: they are programs of whoever can write there.
/// </summary>
internal static class Git
{
    private const string Identity = "XnaiControl";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Null when the folder is no work tree or there is no git.</summary>
    public static async Task<GitState?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var (folder, name) = (Path.GetDirectoryName(file)!, Path.GetFileName(file));
        var top = await RunAsync(folder, cancellationToken, "rev-parse", "--show-toplevel").ConfigureAwait(false);
        if (top is null or { ExitCode: not 0 })
        {
            return top is not null && top.Error.Contains("dubious ownership", StringComparison.Ordinal)
                ? new GitState(folder, "", "", false, false, $"git does not read {folder}, because another user owns it. Run: git config --global --add safe.directory {folder} as the panel's user.")
                : null;
        }

        var status = await RunAsync(folder, cancellationToken, "status", "--porcelain=v2", "--branch", "--ignored", "--untracked-files=all", "--", name).ConfigureAwait(false);
        var root = top.Text.TrimEnd('\n');
        return status is { ExitCode: 0 } ? Parse(root, status.Text.Split('\n')) : new GitState(root, "", "", false, false, $"git could not tell the state of {file}: {status?.Error.Trim()}. Run git status there.");
    }

    /// <summary>The commit that rolling back goes to, with the text: the head when the file differs from it, else the last commit that had another text. Null when there is none.</summary>
    public static async Task<(string Commit, byte[] Bytes)?> BeforeAsync(string file, CancellationToken cancellationToken)
    {
        if (await ReadAsync(file, cancellationToken).ConfigureAwait(false) is not { Problem: null, Tracked: true, Commit.Length: > 0 } state)
        {
            return null;
        }

        var (folder, name) = (Path.GetDirectoryName(file)!, Path.GetFileName(file));
        var log = await RunAsync(folder, cancellationToken, "log", "-2", "--format=%h", "HEAD", "--", name).ConfigureAwait(false);
        var commits = log is { ExitCode: 0 } ? log.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        var commit = state.Changed ? commits.FirstOrDefault() : commits.ElementAtOrDefault(1);
        if (commit is null)
        {
            return null;
        }

        var blob = await RunAsync(folder, cancellationToken, "cat-file", "blob", $"{commit}:./{name}").ConfigureAwait(false);
        return blob is { ExitCode: 0 } ? (commit, blob.Output) : null;
    }

    /// <summary>Commits one tracked file and nothing else. Null when done, else why not.</summary>
    public static async Task<string?> CommitAsync(string file, string message, CancellationToken cancellationToken)
    {
        var done = await RunAsync(
            Path.GetDirectoryName(file)!, cancellationToken, "commit", "--quiet", "--only", $"--author={Identity} <xnaicontrol@localhost>", "-m", message, "--", Path.GetFileName(file)).ConfigureAwait(false);
        return done is null ? "git is not installed" : done.ExitCode == 0 ? null : FirstLine(done.Error.Length > 0 ? done.Error : done.Text);
    }

    internal static GitState Parse(string root, string[] lines)
    {
        string Header(string name) => lines.FirstOrDefault(line => line.StartsWith($"# {name} ", StringComparison.Ordinal))?[(name.Length + 3)..] ?? "";
        var entry = lines.FirstOrDefault(line => line.Length > 0 && line[0] != '#');
        var (commit, branch) = (Header("branch.oid"), Header("branch.head"));
        return new GitState(
            root,
            branch == "(detached)" ? "" : branch,
            commit == "(initial)" ? "" : commit[..Math.Min(7, commit.Length)],
            entry is null || entry[0] is not ('?' or '!'),
            entry is not null && entry[0] is not ('?' or '!'),
            null);
    }

    private static string FirstLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.Trim() ?? "git gave no reason";

    private static async Task<Answer?> RunAsync(string folder, CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, arguments);
        if (process is null)
        {
            return null;
        }

        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var output = new MemoryStream();
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return new Answer(process.ExitCode, output.ToArray(), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answer(-1, [], FormattableString.Invariant($"git did not answer within {Limit.TotalSeconds:0} s"));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process? Start(string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        string[] settings =
        [
            "core.hooksPath=/dev/null", "core.fsmonitor=false", "commit.gpgSign=false", "gc.auto=0", "maintenance.auto=false",
            $"user.name={Identity}", "user.email=xnaicontrol@localhost",
        ];
        foreach (var word in settings.SelectMany(setting => new[] { "-c", setting }).Concat(arguments))
        {
            start.ArgumentList.Add(word);
        }

        // A repository named by the panel's own environment is not the file's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private sealed record Answer(int ExitCode, byte[] Output, string Error)
    {
        public string Text => System.Text.Encoding.UTF8.GetString(Output);
    }
}
