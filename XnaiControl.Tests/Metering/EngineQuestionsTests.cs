using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Client;
using XnaiControl.Core.Engine.Discovery;
using XnaiControl.Core.Engine.Monitoring;
using XnaiControl.Core.Metering.Sampling;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Metering;

public sealed class EngineQuestionsTests
{
    [Fact]
    public async Task Ask_ContainerOfAnotherEngineStartsAgainAndAgain_TheEngineIsAskedOnce()
    {
        var asked = new ConcurrentQueue<string>();
        await using var engine = new FaultyEngine(async (path, stream, _) =>
        {
            asked.Enqueue(path);
            await FaultyEngine.RawAsync(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        });
        await using var client = new EngineClient(new EngineEndpoint("test", engine.SocketPath, "test"), TimeProvider.System);
        using var monitor = new EngineMonitor(client, new DiscoveryResult(client.Endpoint, null), TimeProvider.System, NullLogger<EngineMonitor>.Instance);
        var questions = new EngineQuestions(monitor, TimeProvider.System);
        void Appears(string id) => questions.Ask(id, record => record is null, new StartingContainer(id, []), TestContext.Current.CancellationToken);

        foreach (var id in (string[])["theirs", "others"])
        {
            for (var start = 0; start < 10; start++)
            {
                Appears(id);
            }

            await Eventually.NotNullAsync(() => Task.FromResult(questions.IsForeign(id) ? id : null));
            Appears(id);
        }

        Assert.Equal(["/containers/theirs/json", "/containers/others/json"], asked);
    }
}
