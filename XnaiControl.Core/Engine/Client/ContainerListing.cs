using System.Net;
using System.Text.Json;
using Docker.DotNet.Models;

namespace XnaiControl.Core.Engine.Client;

/// <summary>
/// Lists containers. Podman's compatible list fails as a whole while one container is half made or half removed
/// ("container not known"); its own list does not, so that one is asked then.
/// </summary>
internal static class ContainerListing
{
    // Relative addresses with a slash leave the compatible API's version behind.
    private const string PodmansOwn = "/v4.0.0/libpod/containers/json?all=true";

    public static async Task<IReadOnlyList<ContainerListResponse>> AllAsync(EngineTransport transport, CancellationToken cancellationToken)
    {
        try
        {
            return [.. await transport.Guard(
                token => transport.Docker.Containers.ListContainersAsync(new ContainersListParameters { All = true }, token),
                transport.AnswerTimeout, cancellationToken).ConfigureAwait(false)];
        }
        catch (EngineException refusal) when (refusal.Status == HttpStatusCode.InternalServerError)
        {
            using var own = await transport.GetJsonAsync(PodmansOwn, cancellationToken).ConfigureAwait(false);
            if (own is null)
            {
                throw;
            }

            return [.. own.RootElement.Items().Select(Read)];
        }
    }

    private static ContainerListResponse Read(JsonElement container) => new()
    {
        ID = container.Text("Id"),
        Names = [.. container.Child("Names").Items().Select(name => name.AsText())],
        Image = container.Text("Image"),
        Created = container.Time("Created")?.UtcDateTime ?? default,
        Labels = container.Child("Labels").Members().ToDictionary(label => label.Name, label => label.Value.AsText()),
    };
}
