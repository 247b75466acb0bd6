using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace XnaiControl.Core.Compose.Schema;

/// <summary>
/// The Compose specification's JSON schema as tables, read once. A general validator takes several times longer than
/// all rules together and cannot say which key of a service is wrong, because every service is one branch of a pattern.
/// </summary>
internal sealed class ComposeSchema
{
    private static readonly Lazy<SchemaShape> Whole = new(Load);

    private readonly JsonElement _root;
    private readonly Dictionary<string, SchemaShape> _defined = new(StringComparer.Ordinal);

    private ComposeSchema(JsonElement root)
    {
        _root = root;
    }

    public static SchemaShape Root => Whole.Value;

    private static SchemaShape Load()
    {
        using var stream = typeof(ComposeSchema).Assembly.GetManifestResourceStream("compose-spec.json") ?? throw new InvalidOperationException("The Compose schema is not in the assembly.");
        using var json = JsonDocument.Parse(stream);
        return new ComposeSchema(json.RootElement).Shape(json.RootElement);
    }

    private SchemaShape Shape(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Defined(reference.GetString()!);
        }

        var shape = new SchemaShape();
        Fill(shape, schema);
        return shape;
    }

    /// <summary>A definition may contain itself: it is known before it is filled.</summary>
    private SchemaShape Defined(string reference)
    {
        if (!_defined.TryGetValue(reference, out var shape))
        {
            _defined[reference] = shape = new SchemaShape();
            var at = _root;
            foreach (var part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                at = at.GetProperty(part);
            }

            Fill(shape, at);
        }

        return shape;
    }

    private void Fill(SchemaShape shape, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            shape.Choices = [Defined(reference.GetString()!)];
            return;
        }

        if (schema.TryGetProperty("type", out var type))
        {
            shape.Kinds = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Aggregate(NodeKinds.None, (kinds, one) => kinds | Kind(one)) : Kind(type);
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            shape.Properties = properties.EnumerateObject().ToFrozenDictionary(property => property.Name, property => Shape(property.Value), StringComparer.Ordinal);
        }

        if (schema.TryGetProperty("patternProperties", out var patterns))
        {
            shape.Patterns = [.. patterns.EnumerateObject().Select(pattern => (new Regex(pattern.Name, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), Shape(pattern.Value)))];
        }

        if (schema.TryGetProperty("additionalProperties", out var others))
        {
            shape.Closed = others.ValueKind == JsonValueKind.False;
            shape.Others = others.ValueKind == JsonValueKind.Object ? Shape(others) : null;
        }

        if (schema.TryGetProperty("items", out var items))
        {
            shape.Items = Shape(items);
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            shape.Words = words.EnumerateArray().Select(word => word.ToString()).ToFrozenSet(StringComparer.Ordinal);
        }

        if (schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices))
        {
            shape.Choices = [.. choices.EnumerateArray().Select(Shape)];
        }
    }

    private static NodeKinds Kind(JsonElement type) => type.GetString() switch { "object" => NodeKinds.Mapping, "array" => NodeKinds.List, _ => NodeKinds.Single };
}
