using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>
/// One rule, one class. It MUST NOT read files or the clock, and gives the same findings for the same scene in the order
/// of the file. A fix is offered only where it is certain.
/// </summary>
internal interface IComposeRule
{
    RuleInfo Info { get; }

    IEnumerable<Finding> Check(ComposeScene scene);
}
