using XnaiControl.Core.Engine.Events;

namespace XnaiControl.Tests.Engine.Events;

public sealed class EventLogPlaceTests
{
    [Theory]
    [InlineData("/usr/bin/podman system service --time=0 unix:///s", "", 0, "/run/libpod/events/events.log")]
    [InlineData("podman system service -t 0 unix:///s", "XDG_RUNTIME_DIR=/run/user/7", 7, "/run/user/7/libpod/tmp/events/events.log")]
    [InlineData("podman system service --time 0", "", 7, "/run/user/7/libpod/tmp/events/events.log")]
    [InlineData("podman --tmpdir /t system service -t=0", "", 0, "/t/events/events.log /run/libpod/events/events.log")]
    [InlineData("podman system service --time=0", "CONTAINERS_CONF=/c", 0, "/log /conf/events/events.log /run/libpod/events/events.log")]
    public void Of_AServiceThatStays_NamesWhereItMayWrite(string command, string environment, int uid, string expected)
    {
        string[] configuration = ["[engine]", "# tmp_dir = \"/no\"", "tmp_dir = \"/conf\"", "events_logfile_path=\"/log\" # note"];

        var places = EventLogPlace.Of(command.Split(' '), [environment], uid, path => path == "/c" ? configuration : []);

        Assert.Equal(expected.Split(' '), places);
    }

    [Theory]
    [InlineData("podman system service unix:///s")]
    [InlineData("podman system service --time=5")]
    [InlineData("dockerd --time=0")]
    [InlineData("")]
    public void Of_AnotherProgramOrAServiceThatEndsWhenIdle_NamesNone(string command) =>
        Assert.Empty(EventLogPlace.Of(command.Split(' '), [""], 0, _ => []));

    [Fact]
    public void Of_NoProcessOrOneThatIsGone_NamesNone()
    {
        Assert.Empty(EventLogPlace.Of(0, 0));
        Assert.Empty(EventLogPlace.Of(int.MaxValue, 0));
    }
}
