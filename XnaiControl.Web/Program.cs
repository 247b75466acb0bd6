using XnaiControl.Web.Hosting;

var settings = PanelSettings.Read(args);
if (settings.Problems is { IsEmpty: false } problems)
{
    Console.Error.WriteLine("XnaiControl cannot start:");
    foreach (var problem in problems)
    {
        Console.Error.WriteLine("  - " + problem);
    }

    return 2;
}

await using var app = PanelApplication.Build(settings);
await PanelApplication.PrepareAsync(app);
await app.StartAsync();
await Greeting.PrintAsync(app, Console.Out);
await app.WaitForShutdownAsync();
return 0;
