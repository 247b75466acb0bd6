using XnaiControl.Core;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Discovery;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Engine;

public sealed class EndpointDiscoveryTests
{
    [Fact]
    public void The_setting_wins_over_the_variables_and_these_over_the_usual_places()
    {
        var everything = (string _) => (string?)null;
        var both = Variables(("DOCKER_HOST", "unix:///a/docker.sock"), ("CONTAINER_HOST", "unix:///b/podman.sock"));

        Assert.Equal(("/c/my.sock", "XNAI_ENGINE"), Found("/c/my.sock", both, everything));
        Assert.Equal(("/a/docker.sock", "DOCKER_HOST"), Found("", both, everything));
        Assert.Equal(("/b/podman.sock", "CONTAINER_HOST"), Found("", Variables(("CONTAINER_HOST", "unix:///b/podman.sock")), everything));
        Assert.Equal(("/xdg/podman/podman.sock", "rootless Podman socket"), Found("", Variables(("XDG_RUNTIME_DIR", "/xdg")), everything));
    }

    [Theory]
    [InlineData("/run/user/1000/podman/podman.sock", "podman")]
    [InlineData("/run/podman/podman.sock", "podman")]
    [InlineData("/var/run/docker.sock", "docker")]
    [InlineData("/run/user/1000/docker.sock", "docker")]
    public void The_first_place_that_answers_is_taken_and_names_the_engine(string socket, string id)
    {
        var result = Find("", Variables(), path => path == socket ? null : "no such socket");

        Assert.Null(result.Problem);
        Assert.Equal((socket, id), (result.Endpoint.SocketPath, result.Endpoint.Id));
    }

    [Fact]
    public void When_nothing_answers_the_problem_lists_what_was_tried_and_the_remedy()
    {
        var result = Find("", Variables(), path => path.Contains("docker", StringComparison.Ordinal) ? "permission denied" : "no such socket");

        Assert.Equal("/run/user/1000/podman/podman.sock", result.Endpoint.SocketPath);
        Assert.Contains("/var/run/docker.sock (Docker socket: permission denied)", result.Problem, StringComparison.Ordinal);
        Assert.Contains("/run/podman/podman.sock", result.Problem, StringComparison.Ordinal);
        Assert.Contains("XNAI_ENGINE", result.Problem, StringComparison.Ordinal);
        Assert.Contains("podman", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chosen_engine_that_does_not_answer_is_not_replaced_by_another()
    {
        var result = Find("/mine.sock", Variables(), path => path == "/mine.sock" ? "nothing listens there" : null);

        Assert.Equal("/mine.sock", result.Endpoint.SocketPath);
        Assert.Contains("/mine.sock (XNAI_ENGINE: nothing listens there)", result.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcp://10.0.0.1:2375", "unix sockets only")]
    [InlineData("podman.sock", "not an absolute path")]
    public void An_address_that_cannot_work_is_refused_with_the_next_step(string address, string words)
    {
        var e = Assert.Throws<EngineException>(() => Find(address, Variables(), _ => null));

        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.Contains("XNAI_ENGINE", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/run/user/1000/podman/podman.sock", true, "systemctl --user status podman.socket")]
    [InlineData("/run/podman/podman.sock", true, "systemctl status podman.socket")]
    [InlineData("/var/run/docker.sock", true, "systemctl status docker.service")]
    [InlineData("/run/user/1000/docker.sock", true, "systemctl --user status docker.service")]
    [InlineData("/tmp/x.sock", false, "podman system service --time=0 unix:///tmp/x.sock")]
    public void The_remedy_is_a_command_for_that_socket(string socket, bool systemd, string command) =>
        Assert.Contains(command, EngineRemedy.For(socket, systemd), StringComparison.Ordinal);

    [Fact]
    public async Task The_real_socket_answers_the_probe()
    {
        await using var engine = TestEngine.Open();

        var result = EndpointDiscovery.Default(new XnaiOptions { Engine = "unix://" + engine.SocketPath }, Variables()).Find();

        Assert.Null(result.Problem);
        Assert.Equal(engine.SocketPath, result.Endpoint.SocketPath);
    }

    private static DiscoveryEnvironment Variables(params (string Name, string Value)[] set) =>
        new(name => set.FirstOrDefault(s => s.Name == name).Value, 1000);

    private static (string, string) Found(string configured, DiscoveryEnvironment environment, Func<string, string?> probe)
    {
        var endpoint = Find(configured, environment, probe).Endpoint;
        return (endpoint.SocketPath, endpoint.FoundBy);
    }

    private static DiscoveryResult Find(string configured, DiscoveryEnvironment environment, Func<string, string?> probe) => new EndpointDiscovery(
    [
        new ConfiguredEndpoint(new XnaiOptions { Engine = configured }),
        new VariableEndpoint(environment, "DOCKER_HOST"),
        new VariableEndpoint(environment, "CONTAINER_HOST"),
        new RootlessPodmanEndpoint(environment),
        new RootfulPodmanEndpoint(),
        new DockerEndpoint(environment),
    ], probe).Find();
}
