using System.Globalization;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>More tmpfs than the memory limit leaves room for.</summary>
internal sealed class XC108TmpfsOverMemoryLimit : IComposeRule
{
    public RuleInfo Info { get; } = new("XC108", RuleCategory.Mounts, "More tmpfs than the memory limit allows", Severity.Warning,
        Failure: "Every page of a tmpfs counts against the memory limit of the container that wrote it. When the files and the processes together reach the limit, the OOM killer ends the service with exit code 137; \"No space left on device\" never comes.",
        Remedy: "Lower the sizes until their sum and the processes' peak fit into the limit, or raise the limit. The policy's share says how much of it tmpfs may take.",
        Bad: "mem_limit: 256m\ntmpfs:\n  - /tmp:size=512m,mode=1777",
        Good: "mem_limit: 256m\ntmpfs:\n  - /tmp:size=64m,mode=1777",
        Source: "moby#47967; measured: tmpfs pages are shmem in the container's memory.stat");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services)
        {
            var sized = TmpfsSum.Of(scene, service);
            var sum = sized.Sum(part => part.Bytes);
            if (service.MemoryLimitBytes is not { } limit || sum <= limit * scene.Policy.MemoryShare)
            {
                continue;
            }

            var share = (scene.Policy.MemoryShare * 100).ToString("0.#", CultureInfo.InvariantCulture);
            var message = sum > limit
                ? $"{TmpfsSize.Words(sum)} of tmpfs exceed the memory limit of {TmpfsSize.Words(limit)}"
                : $"{TmpfsSize.Words(sum)} of tmpfs take more than {share} % of the memory limit of {TmpfsSize.Words(limit)}";
            var limitNode = service.Node.Find("mem_limit") ?? service.Node.Find("deploy")!;
            yield return ComposeScene.Found(Info, service, limitNode.Range, "", message,
                [ComposeScene.See($"memory limit {TmpfsSize.Words(limit)}", limitNode), .. sized.Select(part => ComposeScene.See($"{part.Mount.Target}: {TmpfsSize.Words(part.Bytes)}", part.Mount.Node))]) with
            {
                NoFix = "Which tmpfs can be smaller, or how much memory the service may have, is for you to say.",
            };
        }
    }
}
