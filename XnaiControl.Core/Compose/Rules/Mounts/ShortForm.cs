using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Moves a tmpfs from the long syntax under <c>volumes:</c> to an entry of <c>tmpfs:</c>, which every tool passes on as it stands.</summary>
internal static class ShortForm
{
    /// <summary>Holds a null when something would be lost or the place is not certain.</summary>
    /// <param name="mode">In octal digits; null takes the mount's own.</param>
    public static TextEdit?[] Of(ComposeScene scene, ComposeService service, ComposeMount mount, string? mode = null)
    {
        if (Entry(mount, mode) is not { } entry || scene.Documents.HolderOf(mount.Node) is not { List: { } list } holder || holder.Owner.Flow
            || !ReferenceEquals(service.Node.Entry("volumes")?.Name, holder.Entry.Name) || YamlEdit.RemoveItem(scene.Documents, mount.Node) is not { } removal)
        {
            return [null];
        }

        if (service.Node.Entry("tmpfs") is not null)
        {
            return [.. TmpfsEntries.Add(service, entry), removal];
        }

        var source = mount.Node.Source;
        var key = holder.Entry.Name.Span.Start;
        if (!YamlLayout.StartsLine(source, key))
        {
            return [null];
        }

        var indent = YamlLayout.Indent(source, key);
        var step = YamlLayout.Step(source);
        var block = string.Concat(TmpfsEntries.Block([entry]).Select(line => indent + YamlLayout.Reindent(line, step) + source.NewLine));
        if (list.Items.Length > 1)
        {
            return [new TextEdit(source.File, new TextSpan(source.LineStart(source.LineColumn(key).Line), 0), block), removal];
        }

        // The key goes with its last item; a file without a last line end keeps none.
        var open = removal.Span.End == source.Text.Length && !source.Text.EndsWith('\n');
        var start = source.LineStart(source.LineColumn(key).Line);
        return [new TextEdit(source.File, TextSpan.Between(start, removal.Span.End), open && removal.NewText.Length == 0 ? block[..^source.NewLine.Length] : block + removal.NewText)];
    }

    private static string? Entry(ComposeMount mount, string? mode)
    {
        var mapping = (MappingNode)mount.Node;
        var tmpfs = mapping.Find("tmpfs") as MappingNode;
        var nothingElse = mapping.Entries.All(entry => entry.Key is "type" or "target" or "tmpfs") && (tmpfs?.Entries.All(entry => entry.Key is "size" or "mode") ?? true);
        if (!nothingElse || mapping.Find("target") is not ScalarNode { IsVerbatim: true } target || target.Raw.Contains(':'))
        {
            return null;
        }

        var options = new List<string>(2);
        if (tmpfs?.Find("size") is ScalarNode size)
        {
            // What the kernel would refuse in short form is put right on the way.
            options.Add("size=" + (size.Raw.Contains('$') || TmpfsSize.IsKernelSize(size.Raw) ? size.Raw : TmpfsSize.InKernelSpelling(size.Raw) ?? size.Raw));
        }

        if (mode is null && tmpfs?.Find("mode") is ScalarNode own)
        {
            mode = own.Raw.Contains('$') ? own.Raw : TmpfsMode.Of(mount) is { Value: { } value } ? TmpfsMode.Octal(value) : null;
            if (mode is null)
            {
                return null;
            }
        }

        return $"{target.Raw}:{string.Join(',', mode is null ? options : [.. options, $"mode={mode}"])}".TrimEnd(':');
    }
}
