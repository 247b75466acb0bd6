using System.Collections.Immutable;
using System.Text;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>What each service says in the end, as one text: two versions of a file change a service when these differ.</summary>
internal static class ServicePrints
{
    public static Dictionary<string, string> Of(ComposeModel model) => model.Services.ToDictionary(service => service.Name, service => Print(service.Node), StringComparer.Ordinal);

    /// <summary>Names of services that are new, gone or different, in the order of the files.</summary>
    public static ImmutableArray<string> Changed(ComposeModel before, ComposeModel after)
    {
        var (old, now) = (Of(before), Of(after));
        return [.. before.Services.Concat(after.Services).Select(service => service.Name).Distinct().Where(name => old.GetValueOrDefault(name) != now.GetValueOrDefault(name))];
    }

    public static string Print(Node node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(Node node, StringBuilder text)
    {
        switch (node)
        {
            case ScalarNode scalar:
                text.Append(scalar.IsNull ? 'n' : scalar.Form == ScalarForm.Plain ? 'p' : 'q').Append(scalar.Value.Length).Append(':').Append(scalar.Value);
                break;
            case SequenceNode sequence:
                text.Append('[');
                foreach (var item in sequence.Items)
                {
                    Write(item, text);
                }

                text.Append(']');
                break;
            case MappingNode mapping:
                text.Append('{');
                foreach (var entry in mapping.Entries)
                {
                    text.Append(entry.Key.Length).Append(':').Append(entry.Key);
                    Write(entry.Value, text);
                }

                text.Append('}');
                break;
        }
    }
}
