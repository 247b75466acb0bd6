using System.Text;

namespace XnaiControl.Core.Engine.Control;

/// <summary>Turns a process's output into lines. A line is cut at 8 KiB; a carriage return ends one too (progress bars).</summary>
internal static class LinePump
{
    public const int MaxLineBytes = 8 << 10;

    /// <summary>Ends with the stream, or quietly when cancelled.</summary>
    public static async Task RunAsync(Stream stream, Action<string> onLine, CancellationToken cancellationToken)
    {
        var chunk = new byte[16 << 10];
        var line = new byte[MaxLineBytes];
        var length = 0;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                for (var i = 0; i < read; i++)
                {
                    if (chunk[i] is (byte)'\n' or (byte)'\r')
                        Emit();
                    else if (length < MaxLineBytes)
                        line[length++] = chunk[i];
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The process ended; a child of it kept the pipe.
        }
        Emit();

        void Emit()
        {
            if (length == 0)
                return;
            onLine(Encoding.UTF8.GetString(line, 0, length));
            length = 0;
        }
    }
}
