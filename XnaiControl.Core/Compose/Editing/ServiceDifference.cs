using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace XnaiControl.Core.Compose.Editing;

/// <summary>
/// Which services two versions of a file define differently, whatever the key: anchors and merge keys are resolved,
/// comments, order of keys and quoting do not count. Where that cannot be told, every service counts.
/// </summary>
internal static class ServiceDifference
{
    /// <summary>Aliases can make a small file endless.</summary>
    private const int MostCharacters = 32 << 20;

    /// <summary>Names in either version; null when it cannot be told.</summary>
    public static ImmutableHashSet<string>? Of(string before, string after)
    {
        try
        {
            var (old, current) = (Services(before), Services(after));
            var changed = old.Keys.Union(current.Keys).Where(name => !old.TryGetValue(name, out var was) || !current.TryGetValue(name, out var now) || was.Text != now.Text).ToHashSet(StringComparer.Ordinal);
            // A service that extends a changed one changes with it.
            while (current.FirstOrDefault(service => !changed.Contains(service.Key) && service.Value.Extends is { } other && changed.Contains(other)).Key is { } heir)
            {
                changed.Add(heir);
            }

            return changed.ToImmutableHashSet(StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is YamlException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Top-level parts other than services that differ: <c>networks</c>, <c>volumes</c>.</summary>
    public static ImmutableArray<string> OtherParts(string before, string after)
    {
        try
        {
            var (old, current) = (Parts(before), Parts(after));
            return [.. old.Keys.Union(current.Keys).Where(name => name is "networks" or "volumes" or "secrets" or "configs" && old.GetValueOrDefault(name) != current.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is YamlException or ArgumentException or InvalidOperationException)
        {
            return [];
        }
    }

    private static Dictionary<string, (string Text, string? Extends)> Services(string text)
    {
        var services = new Dictionary<string, (string, string?)>(StringComparer.Ordinal);
        foreach (var root in Roots(text))
        {
            if (root.Children.TryGetValue(new YamlScalarNode("services"), out var node) && node is YamlMappingNode mapping)
            {
                foreach (var (name, service) in mapping.Children)
                {
                    services[((YamlScalarNode)name).Value ?? ""] = (Canonical(service), Extends(service));
                }
            }
        }

        return services;
    }

    private static Dictionary<string, string> Parts(string text) =>
        Roots(text).SelectMany(root => root.Children).GroupBy(part => ((YamlScalarNode)part.Key).Value ?? "", StringComparer.Ordinal)
            .Where(part => part.Key != "services" && !part.Key.StartsWith("x-", StringComparison.Ordinal))
            .ToDictionary(part => part.Key, part => Canonical(part.Last().Value), StringComparer.Ordinal);

    private static List<YamlMappingNode> Roots(string text)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(text))));
        return [.. stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>()];
    }

    private static string? Extends(YamlNode service) => service is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode("extends"), out var node)
        ? node switch
        {
            YamlScalarNode scalar => scalar.Value,
            YamlMappingNode from when from.Children.TryGetValue(new YamlScalarNode("service"), out var name) => (name as YamlScalarNode)?.Value,
            _ => null,
        }
        : null;

    private static string Canonical(YamlNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(YamlNode node, StringBuilder text)
    {
        if (text.Length > MostCharacters)
        {
            throw new InvalidOperationException("The file grows without bound when its aliases are resolved.");
        }

        if (!node.Tag.IsEmpty)
        {
            text.Append(node.Tag.Value).Append(' ');
        }

        switch (node)
        {
            case YamlMappingNode mapping:
                text.Append('{');
                foreach (var (key, value) in mapping.Children.Select(entry => (Key: Canonical(entry.Key), entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    text.Append(key).Append(':');
                    Write(value, text);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case YamlSequenceNode sequence:
                text.Append('[');
                foreach (var item in sequence.Children)
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case YamlScalarNode scalar:
                // An unquoted word may be a number or a flag, a quoted one is text; block and quotes mean the same.
                text.Append(scalar.Style == ScalarStyle.Plain ? '~' : '=').Append(scalar.Value?.Length ?? -1).Append(' ').Append(scalar.Value);
                break;
        }
    }
}
