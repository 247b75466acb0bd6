using Docker.DotNet.Models;
using XnaiControl.Core.Engine.Client;

namespace XnaiControl.Core.Engine.Control;

/// <summary>
/// Trials through the engine's API. Podman's takes the same way as its command line for mounts: measured, every
/// refusal of <c>podman create</c> comes here, too, except for a source that does not exist, which the API creates.
/// </summary>
internal sealed class EngineSandbox(EngineTransport transport, TimeProvider time) : IEngineSandbox
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>A trial container older than this is one that an earlier process left.</summary>
    private static readonly TimeSpan Leftover = TimeSpan.FromMinutes(2);

    public async Task<string?> FindImageAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await CallAsync(token => transport.Docker.Images.InspectImageAsync(name, token), cancellationToken).ConfigureAwait(false)).ID is { Length: > 0 } ? name : null;
        }
        catch (EngineException refusal) when (refusal.Status is not null)
        {
            return null;
        }
    }

    public async Task<string?> AnyImageAsync(CancellationToken cancellationToken)
    {
        var images = await CallAsync(token => transport.Docker.Images.ListImagesAsync(new ImagesListParameters(), token), cancellationToken).ConfigureAwait(false);
        return images.OrderBy(image => image.Size).Select(image => image.ID).FirstOrDefault();
    }

    public async Task<string?> TryCreateAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        await RemoveLeftoversAsync(cancellationToken).ConfigureAwait(false);
        var name = $"xnai-trial-{Guid.NewGuid():N}";
        try
        {
            await CallAsync(
                token => transport.Docker.Containers.CreateContainerAsync(
                    new CreateContainerParameters
                    {
                        Name = name,
                        Image = request.Image,
                        Cmd = ["true"],
                        Labels = new Dictionary<string, string> { [TrialLabel.Name] = "1" },
                        HostConfig = new HostConfig { NetworkMode = "none", Tmpfs = request.Tmpfs.ToDictionary(), Binds = [.. request.Binds] },
                    },
                    token),
                // A page that goes away does not stop it halfway: removing what is still being made leaves a broken
                // container, and Podman's list then fails for everybody.
                CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (EngineException refusal) when (refusal.Status is not null)
        {
            return refusal.Detail ?? refusal.Message;
        }
        finally
        {
            // Also after a refusal or no answer: an engine may have created it and failed later.
            await RemoveAsync(name).ConfigureAwait(false);
            foreach (var volume in request.Volumes)
            {
                await QuietlyAsync(token => transport.Docker.Volumes.RemoveAsync(volume, true, token)).ConfigureAwait(false);
            }
        }
    }

    private async Task RemoveLeftoversAsync(CancellationToken cancellationToken)
    {
        var all = await ContainerListing.AllAsync(transport, cancellationToken).ConfigureAwait(false);
        var trials = all.Where(container => container.Labels?.ContainsKey(TrialLabel.Name) == true);
        foreach (var trial in trials.Where(trial => time.GetUtcNow().UtcDateTime - trial.Created.ToUniversalTime() > Leftover))
        {
            await RemoveAsync(trial.ID).ConfigureAwait(false);
        }
    }

    private Task RemoveAsync(string container) =>
        QuietlyAsync(token => transport.Docker.Containers.RemoveContainerAsync(container, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, token));

    /// <summary>Not under the caller's cancellation: what was made goes away. What is not there, or stays, is met by the next trial.</summary>
    private async Task QuietlyAsync(Func<CancellationToken, Task> call)
    {
        try
        {
            await CallAsync<bool>(
                async token =>
                {
                    await call(token).ConfigureAwait(false);
                    return true;
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (EngineException)
        {
            // See the summary.
        }
    }

    private Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) => transport.Guard(call, Limit, cancellationToken);
}
