using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Components.Pages.Compose;

/// <summary>The browser's editor (wwwroot/js/editor.js) as the server sees it. A browser that is gone is no fault.</summary>
internal sealed class EditorPane : IAsyncDisposable
{
    /// <summary>As much as a compose file may have.</summary>
    private const long MaxBytes = 4 << 20;

    private readonly IJSObjectReference _module;
    private readonly IJSObjectReference _pane;

    private EditorPane(IJSObjectReference module, IJSObjectReference pane) => (_module, _pane) = (module, pane);

    /// <param name="script">Address of the module.</param>
    /// <param name="key">Names the unsaved text that the browser keeps.</param>
    public static async Task<EditorPane> OpenAsync<T>(IJSRuntime runtime, string script, ElementReference host, DotNetObjectReference<T> receiver, SourceText text, string key, string language)
        where T : class
    {
        var module = await runtime.InvokeAsync<IJSObjectReference>("import", script);
        var options = new { text = text.Text, @base = text.Hash, key, language, editable = true, label = $"Text of {Path.GetFileName(text.File)}" };
        return new(module, await module.InvokeAsync<IJSObjectReference>("open", host, receiver, options));
    }

    /// <summary>The text as it is in the editor, as a version of the file: its byte order mark stays.</summary>
    public async Task<SourceText> TextAsync(SourceText of) => Version(of, await ReadAsync("text"));

    /// <summary>What the browser kept of another version of the file.</summary>
    public async Task<SourceText> DraftAsync(SourceText of) => Version(of, await ReadAsync("draft"));

    public Task ShowAsync(IReadOnlyList<EditorMark> marks) => TellAsync("show", marks);

    public Task ReplaceAsync(SourceText text) => TellAsync("replace", text.Text);

    /// <summary>The file on disk has this version now.</summary>
    /// <param name="keep">True when the editor keeps its unsaved text over it.</param>
    public Task RebaseAsync(SourceText disk, bool keep) => TellAsync("rebase", disk.Text, disk.Hash, keep);

    public Task GoAsync(int line, int column) => TellAsync("go", line, column);

    public async ValueTask DisposeAsync()
    {
        await TellAsync("close");
        try
        {
            await _pane.DisposeAsync();
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its module with it.
        }
    }

    private static SourceText Version(SourceText of, string text) => of.With([new TextEdit(of.File, new TextSpan(0, of.Text.Length), text)]);

    private async Task<string> ReadAsync(string what)
    {
        // A stream, because a hub message may have 32 kB.
        await using var reference = await _pane.InvokeAsync<IJSStreamReference>(what);
        await using var stream = await reference.OpenReadStreamAsync(MaxBytes);
        using var reader = new StreamReader(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
        return await reader.ReadToEndAsync();
    }

    private async Task TellAsync(string what, params object?[] values)
    {
        try
        {
            await _pane.InvokeVoidAsync(what, values);
        }
        catch (Exception e) when (e is JSDisconnectedException or ObjectDisposedException or TaskCanceledException)
        {
            // A circuit without its browser; the text is in the browser's keeping.
        }
    }
}
