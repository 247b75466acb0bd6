using Microsoft.Extensions.Logging;

namespace XnaiControl.Core.Audit;

internal sealed partial class AuditLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Audit log {Path} opened with {Entries} entries")]
    private partial void LogOpened(string path, long entries);

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit chain intact: {Entries} entries in {Milliseconds:0} ms")]
    private partial void LogIntact(long entries, double milliseconds);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Audit chain broken at entry {Sequence}: {Fault}")]
    private partial void LogBroken(long? sequence, string? fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Audit log {Path} could not record: {Reason}")]
    private partial void LogUnavailable(Exception? exception, string path, string reason);
}
