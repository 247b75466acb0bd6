using System.Diagnostics;

namespace XnaiControl.Tests.Commands;

/// <summary>Runs the built program as a user does: as a process, in a folder.</summary>
internal sealed class Cli : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("xnai-cli-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string Put(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, file))!);
        File.WriteAllText(Path.Combine(Folder, file), text);
        return file;
    }

    public string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public Task<Ran> Xnai(params string[] arguments) => Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "XnaiControl.Web.dll"), .. arguments]);

    public async Task<Ran> Run(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Remove("XNAI_POLICY");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var token = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(token);
        var output = await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new Ran(process.ExitCode, output, await errors);
    }
}

internal sealed record Ran(int Code, string Output, string Errors);
