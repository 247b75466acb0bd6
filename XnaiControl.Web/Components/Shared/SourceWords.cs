using XnaiControl.Core.Metering;

namespace XnaiControl.Web.Components.Shared;

/// <summary>Where a reading came from, for people.</summary>
public static class SourceWords
{
    public static string Of(ReadingSource source) => source switch
    {
        ReadingSource.Kernel => "kernel",
        ReadingSource.EngineApi => "engine",
        ReadingSource.Exec => "df in the container",
        _ => "no source",
    };
}
