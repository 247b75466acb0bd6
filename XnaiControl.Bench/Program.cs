using XnaiControl.Bench;

// Results go to stdout as Markdown for docs/benchmarks.md, everything else to stderr.
switch (args)
{
    case ["tmpfs", .. var rest]:
        return await TmpfsBench.RunAsync(rest.FirstOrDefault());
    case [ManyMounts.Command, var folder]:
        return ManyMounts.MeasureHere(folder);
    case ["sampler", .. var rest]:
        return await SamplerBench.RunAsync(rest.FirstOrDefault());
    case ["latency", var container, .. var rest]:
        return await LatencyBench.RunAsync(container, rest.FirstOrDefault());
    case ["lint", var folder]:
        return LintBench.Run(folder);
    default:
        Console.Error.WriteLine("""
            usage: XnaiControl.Bench COMMAND [SOCKET]
              tmpfs               kernel reading against df by exec, and 1,000 mounts in one pass
              sampler             CPU of the sampler: followed at 1 s, idle at 10 s
              latency CONTAINER   kills and starts that container 30 times: from the call to the new snapshot
              lint FOLDER         every compose file below the folder, and a generated stack of 500 services
            SOCKET is the engine's; without it XNAI_ENGINE.
            """);
        return 2;
}
