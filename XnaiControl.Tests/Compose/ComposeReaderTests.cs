using XnaiControl.Core.Compose;

namespace XnaiControl.Tests.Compose;

public class ComposeReaderTests
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void Short_and_long_mounts_keep_order_options_and_lines()
    {
        var service = Single("""
            services:
              crawler:
                image: localhost/crawler
                tmpfs:
                  - /app/logs/:size=100m,mode=1777
                volumes:
                  - /tmp/crawler_logs:/app/logs
                  - data:/data:ro
                  - /anonymous
                  - type: tmpfs
                    target: /app//.cache
                    tmpfs:
                      size: 104857600
                      mode: 01777
            """);

        Assert.Equal(
            [
                (ComposeMountKind.Tmpfs, "/app/logs", "", "size=100m,mode=1777", 5, 9),
                (ComposeMountKind.Bind, "/app/logs", "/tmp/crawler_logs", "", 7, 9),
                (ComposeMountKind.Volume, "/data", "data", "ro", 8, 9),
                (ComposeMountKind.Volume, "/anonymous", "", "", 9, 9),
                (ComposeMountKind.Tmpfs, "/app/.cache", "", "size=104857600,mode=01777", 10, 9),
            ],
            service.Mounts.Select(m => (m.Kind, m.Target, m.Source, m.Options, m.Place.Line, m.Place.Column)));
    }

    [Fact]
    public void Anchors_and_merge_keys_let_own_keys_win()
    {
        var service = Single("""
            x-base: &base
              user: "1001:1001"
              read_only: true
              mem_limit: 1.5g
            x-more: &more { user: nobody, container_name: xnai_rag }
            services:
              rag:
                <<: [*base, *more]
                read_only: false
                image: rag
                tmpfs: /tmp
            """);

        Assert.Equal("1001:1001", service.User);
        Assert.Equal("xnai_rag", service.ContainerName);
        Assert.False(service.ReadOnly);
        Assert.Equal(1_610_612_736, service.MemoryLimitBytes);
        Assert.Equal("/tmp", Assert.Single(service.Mounts).Target);
    }

    [Theory]
    [InlineData("${A}", "one")]
    [InlineData("$A-x", "one-x")]
    [InlineData("${EMPTY:-d}", "d")]
    [InlineData("x${EMPTY-d}", "x")]
    [InlineData("${NONE:-${A:-z}}", "one")]
    [InlineData("${A:+set}", "set")]
    [InlineData("$$A", "$A")]
    public void Variables_are_put_in(string image, string expected)
    {
        var model = ComposeReader.Parse([("a.yml", $"services: {{ s: {{ image: \"{image}\" }} }}")],
            new Dictionary<string, string> { ["A"] = "one", ["EMPTY"] = "" });

        Assert.Equal(expected, model.Services[0].Image);
    }

    [Fact]
    public void A_variable_that_is_required_and_not_set_stays_as_written_and_hides_nothing()
    {
        var service = Single("services:\n  redis:\n    image: redis:${TAG:?set it}\n    command: --requirepass ${REDIS_PASSWORD:?set it}\n");

        Assert.Equal("redis:${TAG:?set it}", service.Image);
    }

    [Theory]
    [InlineData("services:\n\t- a\n", 1)]
    [InlineData("services:\n  - redis\n", 2)]
    [InlineData("services:\n  redis: nginx\n", 2)]
    [InlineData("services:\n  a:\n    image: x\n    image: y\n", 4)]
    [InlineData("services:\n  a:\n    image: [x]\n", 3)]
    [InlineData("services:\n  a:\n    mem_limit: lots\n", 3)]
    [InlineData("services:\n  a: *missing\n", 2)]
    [InlineData("services:\n  a:\n    <<: text\n", 3)]
    [InlineData("services:\n  a:\n    volumes:\n      - type: bind\n", 4)]
    [InlineData("services:\n  a: { extends: b }\n  b: { extends: a }\n", 3)]
    public void Faults_name_line_and_remedy(string text, int line)
    {
        var fault = Refused(text);

        Assert.Equal(line, fault.Place.Line);
        Assert.NotEmpty(fault.Remedy);
    }

    [Fact]
    public void An_empty_file_and_a_bottomless_one_are_refused()
    {
        Assert.Contains("empty", Refused("# nothing\n").Message, StringComparison.Ordinal);
        Assert.Contains("deeper", Refused("a: " + new string('[', 20_000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_file_overrides_appends_and_resets()
    {
        var model = ComposeReader.Parse(
            [
                ("a.yml", "services:\n  s:\n    image: one\n    user: root\n    tmpfs: /tmp\n    volumes: [a:/data, b:/keep]\n    depends_on: [redis]\n  redis: { image: redis }\n"),
                ("b.yml", "name: shop\nservices:\n  s:\n    image: two\n    user: !reset null\n    tmpfs: [/run]\n    volumes: [c:/data]\n    depends_on: { db: { condition: service_healthy } }\n"),
            ],
            None);

        var service = model.Services[0];
        Assert.Equal("shop", model.Name);
        Assert.Equal("two", service.Image);
        Assert.Null(service.User);
        Assert.Equal(["/tmp", "/run", "/keep", "/data"], service.Mounts.Select(m => m.Target));
        Assert.Equal("c", service.Mounts[^1].Source);
        Assert.Equal(["redis", "db"], service.DependsOn);
    }

    [Fact]
    public void Extending_a_service_of_the_file_lays_over_its_base()
    {
        var model = ComposeReader.Parse([("a.yml", "services:\n  base: { image: one, tmpfs: [/a] }\n  s: { extends: { service: base }, user: me, tmpfs: [/b] }\n")], None);

        Assert.Equal("one", model.Services[1].Image);
        Assert.Equal(["/a", "/b"], model.Services[1].Mounts.Select(m => m.Target));
    }

    [Fact]
    public void The_env_file_beside_the_first_file_is_read_and_loses_to_the_environment()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, ".env"), "# c\nexport TAG='7 # x'\nPORT=1 # note\nUSER_ID=\"10\"\n");
            var file = Path.Combine(folder.FullName, "compose.yml");
            File.WriteAllText(file, "services: { s: { image: 'r:${TAG}', user: '${USER_ID}:${PORT}' } }");

            var service = ComposeReader.Read([file], new Dictionary<string, string> { ["PORT"] = "2" }).Services[0];

            Assert.Equal("r:7 # x", service.Image);
            Assert.Equal("10:2", service.User);
        }
        finally
        {
            folder.Delete(true);
        }
    }

    private static ComposeService Single(string text) => Assert.Single(ComposeReader.Parse([("a.yml", text)], None).Services);

    private static ComposeException Refused(string text) => Assert.Throws<ComposeException>(() => ComposeReader.Parse([("a.yml", text)], None));
}
