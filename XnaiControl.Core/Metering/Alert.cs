namespace XnaiControl.Core.Metering;

public enum AlertLevel { Warning, Critical }

/// <summary>A threshold that a reading has passed, as state.</summary>
/// <param name="Subject">What it is about: <c>tmpfs</c>, <c>inodes</c>, <c>memory</c>.</param>
/// <param name="Target">Mount target, or empty.</param>
/// <param name="Value">0 to 1.</param>
/// <param name="Threshold">0 to 1.</param>
public sealed record Alert(string Service, string Subject, string Target, AlertLevel Level, double Value, double Threshold, DateTimeOffset Since);
