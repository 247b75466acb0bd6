using System.Collections.Immutable;

namespace XnaiControl.Core.Engine;

/// <summary>A service of a stack as <see cref="StackAssembly"/> sees it.</summary>
/// <param name="Reason">Why it is in this state, stable text without ages; null when it needs none.</param>
/// <param name="Since">When the state began, as far as known.</param>
/// <param name="Declared">Null for a service that runs but that the compose file does not declare.</param>
/// <param name="Containers">Newest first; empty when none was ever created.</param>
public sealed record AssembledService(
    string Name,
    ServiceState State,
    string? Reason,
    DateTimeOffset? Since,
    DeclaredService? Declared,
    ImmutableArray<AssembledContainer> Containers);

public sealed record AssembledContainer(ContainerRecord Record, ServiceState State, string? Reason, DateTimeOffset? Since);
