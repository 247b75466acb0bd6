using System.Collections.Immutable;
using System.Text;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Containerfiles.Rules;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles;

/// <summary>
/// Runs every rule over a Dockerfile or Containerfile. A fault in the file is a finding, never an exception; files over
/// 4 MiB are refused.
/// </summary>
public static class ContainerfileLinter
{
    private static readonly ImmutableArray<IContainerfileRule> All =
    [
        new XD101VolumeOnTmpfs(),
        new XD102RuntimeDirectoryMode(),
        new XD103HardCodedLogPath(),
        new XD104SyntaxNotFirst(),
        new XD105InstallWithoutCache(),
        new XD106CacheIdNotNamespaced(),
        new XD107SharingLocked(),
        new XD108RunsAsRoot(),
        new XD109NoHealthCheck(),
        new XD110UnpinnedBase(),
        new XD111SecretInImage(),
    ];

    /// <summary>All rules in the order of their ids, for pages and SARIF.</summary>
    public static ImmutableArray<RuleInfo> Rules { get; } = [XD001NotValid.Info, .. All.Select(rule => rule.Info)];

    public static ContainerfileLintResult Lint(SourceText file, ContainerfileContext context)
    {
        var input = LintInput.Of(ContainerfileReader.Read(file), context);
        var (open, suppressed) = Suppressions.Apply(XD001NotValid.Check(input).Concat(All.SelectMany(rule => rule.Check(input))), [file]);
        return new ContainerfileLintResult(file, context, input.File.Problems.IsEmpty, Ordered(open), suppressed);
    }

    /// <summary>The same for a file's bytes; bytes that are not UTF-8 are a finding.</summary>
    /// <param name="path">The file's name in findings.</param>
    public static ContainerfileLintResult Lint(string path, ReadOnlySpan<byte> bytes, ContainerfileContext context)
    {
        try
        {
            return Lint(SourceText.FromBytes(path, bytes), context);
        }
        catch (DecoderFallbackException exception)
        {
            var marked = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            var before = Encoding.UTF8.GetString(bytes[marked..Math.Clamp(exception.Index + marked, marked, bytes.Length)]);
            return new ContainerfileLintResult(SourceText.FromText(path, ""), context, Usable: false, [XD001NotValid.NotUtf8(path, before, context.Service)], []);
        }
    }

    private static ImmutableArray<Finding> Ordered(ImmutableArray<Finding> findings) =>
    [
        .. findings.OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => finding.Place.Line)
            .ThenBy(finding => finding.Place.Column)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal),
    ];
}
