using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Stacks;

/// <summary>The stacks that the panel serves: from <c>XNAI_STACK</c>, from Settings, and from the engine's labels.</summary>
public interface IStackCatalog
{
    ImmutableArray<StackDeclaration> Declarations { get; }

    StackDeclaration? Find(string project);

    /// <summary>Signals that a compose file was added, removed or changed on disk.</summary>
    ChangeSubscription Subscribe();

    /// <summary>Reads a compose file and remembers it; throws <see cref="StackFileException"/> naming file, line and remedy.</summary>
    Task<StackDeclaration> AddAsync(string composeFile, CancellationToken cancellationToken);

    Task RemoveAsync(string project, CancellationToken cancellationToken);
}

/// <summary>A compose file cannot serve as a stack; the message names file, line and remedy.</summary>
public sealed class StackFileException(string message, Exception? inner = null) : Exception(message, inner);
