using XnaiControl.Core.Engine;

namespace XnaiControl.Tests.Engine;

/// <summary>Outputs as the tools printed them.</summary>
public sealed class UpLogTests
{
    private const string Duplicate = "/app/logs: duplicate mount destination";

    [Fact]
    public void Podman_compose_1_0_names_the_service_in_its_command()
    {
        var failures = UpLog.Parse("""
            ['podman', 'network', 'exists', 'upt_default']
            podman run --name=xx_redis -d --label com.docker.compose.project=upt --label com.docker.compose.service=redis --net upt_default busybox sleep 1000
            failed to connect to syslog: Initialization
            8008db56de3b3421e773f015fabd3761e3bea7770904ecf27a8441e534a01eec
            exit code: 0
            podman run --name=xx_crawler -d --label io.podman.compose.project=upt --label com.docker.compose.service=crawler --tmpfs /app/logs:size=1m -v /tmp:/app/logs busybox sleep 1000
            Error: /app/logs: duplicate mount destination
            exit code: 125
            podman start xx_crawler
            Error: no container with name or ID "xx_crawler" found: no such container
            exit code: 125
            podman run --name=upt_ui_1 -d --label com.docker.compose.service=ui busybox sleep 1000
            ffc651c43c671e98317068631861ee941f21b78925bdcca28d3636e38e5c71e3
            exit code: 0
            """);

        Assert.Equal(Duplicate, Assert.Single(failures).Value);
        Assert.Equal("crawler", failures.Keys.Single());
    }

    [Fact]
    public void Podman_compose_with_create_and_start_apart()
    {
        var failures = UpLog.Parse("""
            podman create --name=xnai_crawler --label io.podman.compose.service=crawler busybox sleep 1000
            Error: /app/logs: duplicate mount destination
            exit code: 125
            """);

        Assert.Equal(Duplicate, failures["crawler"]);
    }

    [Fact]
    public void Newer_podman_compose_names_only_the_container_that_is_missing()
    {
        var failures = UpLog.Parse("""
            8008db56de3b3421e773f015fabd3761e3bea7770904ecf27a8441e534a01eec
            Error: /app/logs: duplicate mount destination
            xnai_redis
            Error: no container with name or ID "xnai_crawler" found: no such container
            """);

        Assert.Equal(Duplicate, failures["xnai_crawler"]);
    }

    [Fact]
    public void Docker_compose_1_29_names_container_and_service()
    {
        var failures = UpLog.Parse("""
            Creating xx_redis ...
            Creating xx_redis ... done
            Creating xx_crawler ... error

            ERROR: for xx_crawler  Cannot create container for service crawler: fill out specgen: /app/logs: duplicate mount destination

            ERROR: for crawler  Cannot create container for service crawler: fill out specgen: /app/logs: duplicate mount destination
            Encountered errors while bringing up the project.
            """);

        Assert.Equal([Duplicate, Duplicate], [failures["crawler"], failures["xx_crawler"]]);
    }

    [Fact]
    public void Docker_compose_v2_ends_with_the_daemons_words()
    {
        var failures = UpLog.Parse("""
             Network p_default  Creating
             Network p_default  Created
             Container xnai_redis  Creating
             Container xnai_crawler  Creating
             Container xnai_redis  Created
            Error response from daemon: Duplicate mount point: /app/logs
            """);

        Assert.Equal("Duplicate mount point: /app/logs", failures["xnai_crawler"]);
        Assert.False(failures.ContainsKey("xnai_redis"));
    }

    [Fact]
    public void A_later_run_in_the_same_log_has_the_last_word()
    {
        const string create = "podman run --name=c -d --label com.docker.compose.service=crawler busybox\n";

        Assert.Empty(UpLog.Parse(create + "Error: no space left\nexit code: 125\n" + create + "8008db\nexit code: 0\n"));
        Assert.Equal(Duplicate, UpLog.Parse(create + "Error: no space left\nexit code: 125\n" + create + $"Error: {Duplicate}\nexit code: 125\n")["crawler"]);
    }

    [Fact]
    public void A_clean_log_names_nothing()
    {
        Assert.Empty(UpLog.Parse(""));
        Assert.Empty(UpLog.Parse("Creating xx_redis ... done\nError: something about nobody\n"));
    }
}
