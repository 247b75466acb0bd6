using Microsoft.Extensions.Configuration;
using XnaiControl.Web.Hosting;

namespace XnaiControl.Tests.Hosting;

public sealed class PanelSettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xnai-settings-");

    [Fact]
    public void Without_any_setting_it_listens_on_loopback_and_keeps_data_in_the_state_folder()
    {
        var settings = PanelSettings.Read(new ConfigurationBuilder().Build());

        Assert.Empty(settings.Problems);
        Assert.Equal("http://localhost:8787/", Assert.Single(settings.Listen).ToString());
        Assert.EndsWith("/xnaicontrol/data", settings.Core.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_listed_at_once_and_names_its_variable()
    {
        var settings = Read(("Data", "relative/folder"), ("Stack", "/nowhere/docker-compose.yml"), ("Listen", "localhost:8787x"));

        Assert.Collection(
            settings.Problems,
            data => Assert.Contains("XNAI_DATA", data, StringComparison.Ordinal),
            stack => Assert.Contains("/nowhere/docker-compose.yml", stack, StringComparison.Ordinal),
            listen => Assert.Contains("XNAI_LISTEN", listen, StringComparison.Ordinal));
    }

    [Fact]
    public void Listening_beyond_loopback_needs_host_names()
    {
        Assert.Contains("XNAI_HOSTS", Assert.Single(Read(("Listen", "http://0.0.0.0:8787")).Problems), StringComparison.Ordinal);
        Assert.Empty(Read(("Listen", "http://0.0.0.0:8787"), ("Hosts", "panel.example.org")).Problems);
    }

    [Fact]
    public void A_data_folder_that_is_a_file_is_refused()
    {
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "");

        Assert.Contains("XNAI_DATA", Assert.Single(Read(("Data", file)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_file_is_read_at_start_and_its_faults_are_problems()
    {
        var file = Path.Combine(folder.FullName, "policy.yml");
        File.WriteAllText(file, "memory-share: 50%\n");
        Assert.Equal(0.5, Read(("Policy", file)).Core.Policy.MemoryShare);

        File.WriteAllText(file, "memory: 50%\n");
        Assert.Contains($"XNAI_POLICY: {file}:1:1: ", Assert.Single(Read(("Policy", file)).Problems), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private PanelSettings Read(params (string Name, string Value)[] values)
    {
        var settings = values.ToDictionary(value => value.Name, value => (string?)value.Value);
        settings.TryAdd("Data", folder.FullName);
        return PanelSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
