using System.Text.Json;

namespace XnaiControl.Core.Engine.Client;

/// <summary>Runs a declared health check through libpod, the only interface that has it.</summary>
internal sealed class HealthCheckRun(EngineTransport transport, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public async Task<HealthProbe> RunAsync(string containerId, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var began = time.GetTimestamp();
        var status = await transport.Guard(token => CallAsync(containerId, token), Limit, cancellationToken).ConfigureAwait(false);
        var took = time.GetElapsedTime(began);
        using var json = await transport.GetJsonAsync($"containers/{EngineClient.Escape(containerId)}/json", cancellationToken).ConfigureAwait(false);
        var log = json is null ? [] : InspectParser.Parse(json.RootElement).HealthLog;
        // The run's own answer has no log; inspect has it a moment later, newest last.
        return log.IsEmpty ? new HealthProbe(started, took, status == "healthy" ? 0 : 1, "") : log[^1];
    }

    private async Task<string> CallAsync(string containerId, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await transport.OpenAsync(HttpMethod.Get, $"v4.0.0/libpod/containers/{EngineClient.Escape(containerId)}/healthcheck", null, Limit, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Text("Status");
        }
        catch (EngineException e) when (e.Status == System.Net.HttpStatusCode.NotFound)
        {
            throw new EngineException("The health check was not run: the engine does not know the container any more, or it is Docker, which runs checks only by its own timers.", e);
        }
        catch (EngineException e) when (e.Status == System.Net.HttpStatusCode.Conflict)
        {
            throw new EngineException($"The health check was not run: {e.Detail}. A check needs a running container and a declared healthcheck.", e);
        }
    }
}
