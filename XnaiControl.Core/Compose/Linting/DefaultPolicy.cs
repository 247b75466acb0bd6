namespace XnaiControl.Core.Compose.Linting;

/// <summary>The default policy as a file to start from.</summary>
public static class DefaultPolicy
{
    /// <summary>Says the same as <see cref="ComposePolicy.Default"/>.</summary>
    public const string Text = """
        # What this team wants of its mounts. Give it to the command line with --policy, to the panel with XNAI_POLICY.
        # Everything may be left out: what is missing keeps the value that stands here.

        # The tmpfs of a target, by its path in the container.
        #   size  as compose files write it: 512m, 2g
        #   mode  three or four octal digits; 1777 lets every user write, and only owners delete
        #   keep  tmpfs or volume: which of two mounts on this path stays
        tmpfs:
          /tmp:
            size: 512m
            mode: 1777
            keep: tmpfs
          /var/run:
            size: 64m
            mode: 0755
            keep: tmpfs
          /app/.cache:
            size: 100m
            mode: 0755
            keep: tmpfs
          /app/logs:
            size: 100m
            mode: 1777
            keep: tmpfs
          /app/data:
            size: 50m
            mode: 1777
            keep: tmpfs

        # The tmpfs of any other target.
        other-tmpfs:
          size: 64m
          mode: 1777

        # How much of a service's memory limit its tmpfs may take together; the rest is for its processes.
        memory-share: 80%

        """;
}
