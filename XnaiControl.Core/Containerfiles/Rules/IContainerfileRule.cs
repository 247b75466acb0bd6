using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal interface IContainerfileRule
{
    RuleInfo Info { get; }

    IEnumerable<Finding> Check(LintInput input);
}
