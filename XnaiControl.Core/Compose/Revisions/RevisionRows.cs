using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Revisions;

/// <summary>Revisions and proposals to rows and back.</summary>
internal static class RevisionRows
{
    public static Revision ToRevision(RevisionRow row, bool kept) => new(
        row.File, row.Sequence, row.Hash, row.PreviousHash, row.Bytes, FromMicroseconds(row.At), Enum.Parse<RevisionOrigin>(row.Origin), row.Actor, row.Reason, row.RunId, row.AuditSequence, kept);

    public static ProposalRow ToRow(ProposedChange change, DateTimeOffset now) => new()
    {
        Project = change.Project,
        Source = change.Source.ToString(),
        Titles = JsonSerializer.Serialize(change.Titles),
        Services = JsonSerializer.Serialize(change.Services),
        UserId = change.UserId,
        At = ToMicroseconds(now),
    };

    public static Proposal ToProposal(ProposalRow row, ImmutableArray<FileChange> files) => new(
        row.Id,
        new ProposedChange(
            row.Project,
            Enum.Parse<ProposalSource>(row.Source),
            files,
            JsonSerializer.Deserialize<ImmutableArray<string>>(row.Titles),
            JsonSerializer.Deserialize<ImmutableArray<string>>(row.Services),
            row.UserId),
        FromMicroseconds(row.At),
        row.RunId);

    /// <exception cref="RevisionException">The bytes are not UTF-8.</exception>
    public static SourceText ToText(string file, byte[] bytes)
    {
        try
        {
            return SourceText.FromBytes(file, bytes);
        }
        catch (DecoderFallbackException fault)
        {
            throw new RevisionException($"This version of {file} is not UTF-8 text (byte {fault.Index}), so it cannot be shown or restored here. Nothing was changed. Restore it with the tool that wrote it.", fault);
        }
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static long ToMicroseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static DateTimeOffset FromMicroseconds(long at) => DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond);
}
