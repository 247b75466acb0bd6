using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

/// <summary>Lets through only targets that exist and parameters that the operation lists.</summary>
internal static partial class RequestCheck
{
    public static void Target(OperationKind kind, OperationTarget target, IEngineMonitor monitor, IStackCatalog stacks)
    {
        if (kind.OnStack != (target.Service.Length == 0))
        {
            throw new OperationRefusedException($"{kind.Verb} works on a {(kind.OnStack ? "stack" : "service")}, and {target} is none. Nothing was done.", denial: true);
        }

        // Names become arguments of the compose command: none may look like an option or a path.
        if (!Name().IsMatch(target.Stack.Stack) || (target.Service.Length > 0 && !Name().IsMatch(target.Service)))
        {
            throw new OperationRefusedException("The target's name has characters that no stack or service has. Nothing was done.", denial: true);
        }

        if (target.Stack.Engine != monitor.Client.Endpoint.Id)
        {
            throw new OperationRefusedException($"This panel has no engine {target.Stack.Engine}, so nothing was done. Open the stack again from the overview.");
        }

        var declaration = stacks.Find(target.Stack.Stack);
        var services = monitor.Current.Containers.Select(container => TargetContainers.ServiceOf(container, target.Stack.Stack, declaration))
            .Concat(declaration?.Services.Select(service => service.Name) ?? [])
            .Where(service => service is not null)
            .ToHashSet(StringComparer.Ordinal);
        if (services.Count == 0 || (target.Service.Length > 0 && !services.Contains(target.Service)))
        {
            throw new OperationRefusedException($"The panel does not know {target}, so nothing was done. Open the stack again from the overview.");
        }
    }

    public static void Parameters(IOperation operation, ImmutableSortedDictionary<string, string> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            var allowed = operation.Parameters.FirstOrDefault(parameter => parameter.Name == name)
                ?? throw new OperationRefusedException($"{operation.Kind.Verb} takes no parameter of that name. Nothing was done.", denial: true);
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < allowed.Minimum || number > allowed.Maximum)
            {
                throw new OperationRefusedException(
                    FormattableString.Invariant($"{allowed.Name} must be a whole number from {allowed.Minimum} to {allowed.Maximum}. Nothing was done."), denial: true);
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex Name();
}
