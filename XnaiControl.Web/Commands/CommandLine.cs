using System.CommandLine;
using System.Text;

namespace XnaiControl.Web.Commands;

/// <summary>The program without its web server: <c>lint</c>, <c>fix</c>, <c>--help</c>, <c>--version</c>. Nothing of the panel is loaded here.</summary>
internal static class CommandLine
{
    /// <summary>A first word without dashes is a command; the panel's own arguments are <c>--name value</c>.</summary>
    public static bool Takes(string[] args) =>
        args is [var first, ..] && (first is "--help" or "-h" or "-?" or "--version" || (first.Length > 0 && first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal)));

    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] args)
    {
        using var output = Writer(Console.OpenStandardOutput());
        using var errors = Writer(Console.OpenStandardError());
        var terminal = new Terminal(output, errors, Terminal.HasColours());
        try
        {
            var code = Run(args, terminal, Directory.GetCurrentDirectory());
            output.Flush();
            return code;
        }
        catch (IOException) when (!Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            // The reader of a pipe has seen enough; `| head` is no fault.
            return ExitCodes.Found;
        }
    }

    /// <param name="folder">What relative paths are relative to.</param>
    public static int Run(string[] args, Terminal terminal, string folder)
    {
        var root = new RootCommand("XnaiControl: a control panel for compose stacks. Without a command the panel starts.")
        {
            LintCommand.Create(terminal, folder),
            FixCommand.Create(terminal, folder),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
        {
            foreach (var error in parsed.Errors)
            {
                terminal.Errors.WriteLine("xnai: " + error.Message);
            }

            terminal.Errors.WriteLine($"See xnai {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help.");
            return ExitCodes.Unusable;
        }

        return parsed.Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Errors, EnableDefaultExceptionHandler = false });
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false), 16 * 1024) { NewLine = "\n", AutoFlush = false };
}
