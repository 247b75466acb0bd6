namespace XnaiControl.Web.Commands;

/// <param name="Output">What was asked for: it may go to a file or into another program.</param>
/// <param name="Errors">What a person should know besides.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Errors, bool Colours)
{
    /// <summary>Colours are for people: never in files, pipes and logs.</summary>
    public static bool HasColours() =>
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    public void Say(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            Errors.Write("xnai: " + sentence + "\n");
        }

        Errors.Flush();
    }
}
