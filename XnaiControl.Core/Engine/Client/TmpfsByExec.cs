using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Docker.DotNet.Models;

namespace XnaiControl.Core.Engine.Client;

/// <summary>
/// Asks inside the container. One <c>stat -f</c> gives bytes and inodes of all targets; images without it have
/// <c>df</c>, which here gives bytes only. Each exec leaves processes behind on Podman, so it stays one call.
/// </summary>
internal sealed class TmpfsByExec(EngineTransport transport)
{
    private const int MaxOutputBytes = 256 << 10;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public async Task<ImmutableArray<TmpfsUse>> ReadAsync(string containerId, ImmutableArray<string> targets, CancellationToken cancellationToken)
    {
        if (targets.IsEmpty)
            return [];
        var stat = await RunAsync(containerId, ["stat", "-f", "-c", "%S %b %f %c %d", .. targets], cancellationToken).ConfigureAwait(false);
        if (ParseStat(stat, targets) is { Length: > 0 } use)
            return use;
        var df = await RunAsync(containerId, ["df", "-kP", .. targets], cancellationToken).ConfigureAwait(false);
        if (ParseDf(df, targets) is { Length: > 0 } blocks)
            return blocks;
        throw new EngineException($"The container has neither a usable stat nor df: {df.Trim()}. Its tmpfs use stays unknown unless the panel may read the kernel's figures.");
    }

    internal static ImmutableArray<TmpfsUse> ParseStat(string output, ImmutableArray<string> targets)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length != targets.Length)
            return [];
        var found = ImmutableArray.CreateBuilder<TmpfsUse>(targets.Length);
        foreach (var (line, target) in lines.Zip(targets))
        {
            if (Numbers(line.Split(' ')) is not [var unit, var blocks, var free, var inodes, var inodesFree])
                return [];
            found.Add(new TmpfsUse(target, unit * blocks, unit * (blocks - free), unit * free, inodes, inodesFree));
        }
        return found.MoveToImmutable();
    }

    internal static ImmutableArray<TmpfsUse> ParseDf(string output, ImmutableArray<string> targets) =>
    [
        .. from line in output.Split('\n').Skip(1)
           let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
           where words.Length >= 6 && targets.Contains(words[^1])
           let n = Numbers(words[1..4])
           where n.Length == 3
           select new TmpfsUse(words[^1], n[0] * 1024, n[1] * 1024, n[2] * 1024, 0, 0),
    ];

    private static long[] Numbers(string[] words) =>
        [.. words.Select(w => long.TryParse(w, CultureInfo.InvariantCulture, out var n) ? n : -1).TakeWhile(n => n >= 0)];

    private async Task<string> RunAsync(string containerId, string[] command, CancellationToken cancellationToken)
    {
        var exec = await transport.Guard(token => transport.Docker.Exec.CreateContainerExecAsync(
            containerId, new ContainerExecCreateParameters { Cmd = command, AttachStdout = true, AttachStderr = true }, token), Limit, cancellationToken).ConfigureAwait(false);
        return await transport.Guard(token => StartAsync(exec.ID, token), Limit, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> StartAsync(string execId, CancellationToken cancellationToken)
    {
        using var start = new StringContent("""{"Detach":false,"Tty":false}""", Encoding.UTF8, "application/json");
        using var response = await transport.OpenAsync(HttpMethod.Post, $"exec/{EngineClient.Escape(execId)}/start", start, Limit, cancellationToken).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var bytes = new byte[MaxOutputBytes];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var buffer = new ReadOnlySequence<byte>(bytes, 0, length);
        var parser = new LogParser(tty: false);
        var text = new StringBuilder();
        while (parser.TryRead(ref buffer, out var line))
            text.Append(line.Text).Append('\n');
        foreach (var line in parser.Rest())
            text.Append(line.Text).Append('\n');
        return text.ToString();
    }
}
