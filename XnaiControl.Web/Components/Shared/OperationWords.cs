using XnaiControl.Core.Operations;

namespace XnaiControl.Web.Components.Shared;

/// <summary>Operations in sentences and on buttons: the verb and its object.</summary>
public static class OperationWords
{
    /// <summary>The service, or the stack for an operation on the whole stack.</summary>
    public static string Object(OperationTarget target) => target.Service.Length > 0 ? target.Service : target.Stack.Stack;

    /// <summary><c>Restart rag</c>, <c>Take down xnai</c></summary>
    public static string Title(OperationKind kind, OperationTarget target) => $"{kind.Verb} {Object(target)}";

    public static string Title(OperationRun run) => Title(run.Kind, run.Target);

    /// <summary>What is true now, for the page's title.</summary>
    public static string Sentence(OperationRun run) => run.State switch
    {
        OperationState.Running => $"{Title(run)} is running",
        OperationState.Succeeded => $"{Title(run)} succeeded",
        OperationState.Failed => $"{Title(run)} failed",
        OperationState.Refused => $"{Title(run)} was refused",
        _ => $"{Title(run)} has an unknown result",
    };
}
