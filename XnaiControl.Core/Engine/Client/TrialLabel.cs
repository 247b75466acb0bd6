namespace XnaiControl.Core.Engine.Client;

/// <summary>Marks containers that exist only for a trial: the inventory leaves them out.</summary>
internal static class TrialLabel
{
    public const string Name = "dev.xnaicontrol.trial";
}
