using System.Collections.Concurrent;
using Microsoft.JSInterop;
using XnaiControl.Web.Components.Pages.Service;

namespace XnaiControl.Tests.Components.Pages.Service;

/// <summary>A browser whose log module comes when the test says so; it is also the pane that it opens, and remembers what it was told.</summary>
internal sealed class LateModule(IJSRuntime others) : IJSRuntime, IJSObjectReference
{
    private readonly TaskCompletionSource _arrived = new();
    private readonly ConcurrentQueue<(string Name, object? Said)> _calls = new();

    public IEnumerable<(string Name, object? Said)> Calls => _calls;

    public IEnumerable<LogBatch> Pushed => _calls.Where(c => c.Name == "push").Select(c => (LogBatch)c.Said!);

    public void Arrive() => _arrived.SetResult();

    async ValueTask<TValue> IJSRuntime.InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
    {
        if (identifier != "import")
        {
            return await others.InvokeAsync<TValue>(identifier, cancellationToken, args);
        }

        await _arrived.Task;
        return (TValue)(object)this;
    }

    ValueTask<TValue> IJSRuntime.InvokeAsync<TValue>(string identifier, object?[]? args) =>
        ((IJSRuntime)this).InvokeAsync<TValue>(identifier, CancellationToken.None, args);

    ValueTask<TValue> IJSObjectReference.InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
    {
        _calls.Enqueue((identifier, args?.FirstOrDefault()));
        return ValueTask.FromResult(identifier == "open" ? (TValue)(object)this : default!);
    }

    ValueTask<TValue> IJSObjectReference.InvokeAsync<TValue>(string identifier, object?[]? args) =>
        ((IJSObjectReference)this).InvokeAsync<TValue>(identifier, CancellationToken.None, args);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
