namespace XnaiControl.Web.Commands;

internal static class ExitCodes
{
    public const int Clean = 0;

    /// <summary>Findings at or above the level that was asked for.</summary>
    public const int Found = 1;

    /// <summary>Wrong arguments, or a file that cannot be read, understood or written.</summary>
    public const int Unusable = 2;
}
