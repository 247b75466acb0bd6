using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift;

/// <summary>One comparison of the compose files with what the engine has. A rule says nothing about what it cannot see.</summary>
internal interface IDriftRule
{
    RuleInfo Info { get; }

    IEnumerable<Finding> Check(DriftScene scene);
}
