using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

/// <summary>Keeps the output of a stack's last <c>up</c>, without secrets, where the inventory reads why a container was refused.</summary>
internal static class UpLogFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="keepEarlier">For one service: what was said of the others stays.</param>
    public static async Task WriteAsync(string path, ImmutableArray<string> lines, bool keepEarlier, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, Private | UnixFileMode.UserExecute);
        var options = new FileStreamOptions { Mode = keepEarlier ? FileMode.Append : FileMode.Create, Access = FileAccess.Write, UnixCreateMode = Private };
        var writer = new StreamWriter(path, options);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var line in lines)
            {
                await writer.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
