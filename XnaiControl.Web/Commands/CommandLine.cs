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
        var terminal = new Terminal(Writer(Console.OpenStandardOutput()), Writer(Console.OpenStandardError()), Terminal.HasColours());
        try
        {
            var code = Run(args, terminal, Directory.GetCurrentDirectory());
            terminal.Output.Flush();
            terminal.Errors.Flush();
            return code;
        }
        catch (IOException fault)
        {
            // Files are read and written behind messages of their own, and a closed pipe (`| head`) is none: this is a full disk.
            Console.Error.WriteLine($"xnai: The output could not be written: {fault.Message} What stands there is not complete. Make room, then run this again.");
            return ExitCodes.Unusable;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // No crash dump for a person at a terminal, but everything that a report of the fault needs.
            terminal.Say([$"A fault in xnai itself stopped it. Please report it with this text: {fault}"]);
            return ExitCodes.Unusable;
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
                terminal.Say([error.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal)]);
            }

            terminal.Errors.Write($"See xnai {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help.\n");
            return ExitCodes.Unusable;
        }

        return parsed.Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Errors, EnableDefaultExceptionHandler = false });
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false), 16 * 1024) { NewLine = "\n" };
}
