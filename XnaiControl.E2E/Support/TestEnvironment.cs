namespace XnaiControl.E2E.Support;

/// <summary>What <c>./test.sh</c> prepares for these tests, by variable name.</summary>
internal static class TestEnvironment
{
    public static string Engine => Need("XNAI_TEST_ENGINE");

    public static string Chromium => Need("XNAI_TEST_CHROMIUM");

    public static string Compose => Environment.GetEnvironmentVariable("XNAI_TEST_COMPOSE") is { Length: > 0 } command ? command : "podman-compose";

    /// <summary>Folder of the published panel; published on the spot when the variable is missing.</summary>
    public static string? Panel => Environment.GetEnvironmentVariable("XNAI_TEST_PANEL");

    /// <summary>Where screenshots go; null: none are kept.</summary>
    public static string? Screenshots => Environment.GetEnvironmentVariable("XNAI_TEST_SCREENSHOTS");

    public static string Repository { get; } = FindRepository();

    public static string DemoFolder => Path.Combine(Repository, "compose", "demo");

    private static string Need(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        Assert.SkipWhen(string.IsNullOrEmpty(value), $"{name} is not set. Run ./test.sh, which prepares an engine and a browser.");
        return value!;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "XnaiControl.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("XnaiControl.sln is not above " + AppContext.BaseDirectory);
    }
}
