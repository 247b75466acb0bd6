using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace XnaiControl.Tests.Components.Editor;

/// <summary>The editor's module is committed, so that nobody needs Node; these tests keep it honest.</summary>
public sealed class EditorBundleTests
{
    private static string Sources => Path.Combine(Repository(), "XnaiControl.Web", "Editor");

    private static string Committed => Path.Combine(Repository(), "XnaiControl.Web", "wwwroot", "js", "editor.js");

    [Fact]
    public async Task The_committed_module_is_what_its_sources_make()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Sources, "node_modules", "esbuild")), $"The packages of {Sources} are not installed. Run npm ci there to compare the committed bundle.");
        var folder = Directory.CreateTempSubdirectory("xnai-bundle-");
        try
        {
            var fresh = Path.Combine(folder.FullName, "editor.js");
            var start = new ProcessStartInfo("node", ["build.mjs", fresh]) { WorkingDirectory = Sources, RedirectStandardError = true };
            using var node = Process.Start(start)!;
            var said = await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.True(node.ExitCode == 0, said);
            Assert.True(await File.ReadAllTextAsync(fresh, TestContext.Current.CancellationToken) == await File.ReadAllTextAsync(Committed, TestContext.Current.CancellationToken),
                "wwwroot/js/editor.js differs from a fresh build. Run npm run build in XnaiControl.Web/Editor and commit the result.");
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public void The_module_names_its_licences_and_loads_nothing_from_elsewhere()
    {
        var module = File.ReadAllText(Committed);
        var licences = File.ReadAllText(Committed.Replace(".js", "-licenses.txt", StringComparison.Ordinal));

        Assert.Contains("@codemirror/view", licences, StringComparison.Ordinal);
        Assert.Contains("Permission is hereby granted", licences, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", module.Replace("https://developer.mozilla.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("import(", module, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_file_names_versions_and_no_addresses()
    {
        var locked = File.ReadAllText(Path.Combine(Sources, "package-lock.json"));

        Assert.Contains("\"integrity\"", locked, StringComparison.Ordinal);
        Assert.DoesNotContain("\"resolved\"", locked, StringComparison.Ordinal);
    }

    private static string Repository([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "XnaiControl.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
