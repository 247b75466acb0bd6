using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose.Schema;

internal enum SchemaFault { UnknownKey, WrongShape, UnknownWord }

/// <param name="Path">Keys from the root of the file, the last one the faulty key; items of lists have no part of it.</param>
/// <param name="Known">What is allowed there: keys or words.</param>
internal sealed record SchemaViolation(SchemaFault Fault, Node At, ImmutableArray<string> Path, IReadOnlyCollection<string> Known);

/// <summary>Lays a document over the schema's tables. A value that several services share is looked at once.</summary>
internal sealed class SchemaWalk
{
    private readonly HashSet<(Node, SchemaShape)> _seen = new(new ByReference());
    private readonly List<SchemaViolation> _found = [];

    public static IReadOnlyList<SchemaViolation> Over(MappingNode root)
    {
        var walk = new SchemaWalk();
        walk.Visit(root, ComposeSchema.Root, []);
        return walk._found;
    }

    private void Visit(Node node, SchemaShape shape, ImmutableArray<string> path)
    {
        if (node is ScalarNode { IsNull: true } || node.Tag is "!reset" || !_seen.Add((node, shape)))
        {
            return;
        }

        if (!shape.Allows(node))
        {
            _found.Add(new SchemaViolation(SchemaFault.WrongShape, node, path, []));
            return;
        }

        if (!shape.Choices.IsEmpty)
        {
            VisitBest([.. shape.Choices.Where(choice => choice.Allows(node))], node, path);
            return;
        }

        switch (node)
        {
            case MappingNode mapping:
                VisitKeys(mapping, shape, path);
                break;
            case SequenceNode list when shape.Items is { } items:
                foreach (var item in list.Items)
                {
                    Visit(item, items, path);
                }

                break;
            case ScalarNode scalar when shape.Words.Count > 0 && !shape.Words.Contains(scalar.Value) && !scalar.Raw.Contains('$'):
                _found.Add(new SchemaViolation(SchemaFault.UnknownWord, node, path, shape.Words));
                break;
        }
    }

    /// <summary>Of several choices that fit, the one with the fewest faults was meant.</summary>
    private void VisitBest(ImmutableArray<SchemaShape> choices, Node node, ImmutableArray<string> path)
    {
        var before = _found.Count;
        List<SchemaViolation>? best = null;
        foreach (var choice in choices)
        {
            Visit(node, choice, path);
            var own = _found.GetRange(before, _found.Count - before);
            _found.RemoveRange(before, own.Count);
            best = best is null || own.Count < best.Count ? own : best;
        }

        _found.AddRange(best ?? []);
    }

    private void VisitKeys(MappingNode mapping, SchemaShape shape, ImmutableArray<string> path)
    {
        foreach (var entry in mapping.Entries)
        {
            if (!shape.TryFind(entry.Key, out var below))
            {
                if (_seen.Add((entry.Name, shape)))
                {
                    _found.Add(new SchemaViolation(SchemaFault.UnknownKey, entry.Name, path.Add(entry.Key), shape.Properties.Keys));
                }
            }
            else if (below is not null)
            {
                Visit(entry.Value, below, path.Add(entry.Key));
            }
        }
    }

    private sealed class ByReference : IEqualityComparer<(Node, SchemaShape)>
    {
        public bool Equals((Node, SchemaShape) x, (Node, SchemaShape) y) => ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((Node, SchemaShape) pair) => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2));
    }
}
