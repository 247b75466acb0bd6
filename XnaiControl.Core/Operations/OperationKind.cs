using XnaiControl.Core.Access;

namespace XnaiControl.Core.Operations;

/// <summary>
/// What an operation is, as data. <paramref name="Name"/> is stable and goes into the audit log.
/// </summary>
/// <param name="Verb">On buttons and in sentences: <c>Restart</c>.</param>
/// <param name="OnStack">True when the target is the whole stack.</param>
/// <param name="Consequence">What will happen, one sentence, for the confirmation.</param>
public sealed record OperationKind(string Name, string Verb, bool OnStack, Permission Permission, Risk Risk, TimeSpan Timeout, string Consequence);
