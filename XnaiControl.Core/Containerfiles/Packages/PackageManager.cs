using System.Collections.Immutable;
using XnaiControl.Core.Containerfiles.Shell;

namespace XnaiControl.Core.Containerfiles.Packages;

/// <summary>A program that downloads packages, and where it keeps them.</summary>
/// <param name="Installs">True for the commands of it that download.</param>
/// <param name="Caches">What to mount; null when the folder is not known.</param>
/// <param name="NoCacheOption">The option that makes a cache pointless, with what replaces it; empty to drop it.</param>
/// <param name="NoCacheVariable">The variable that does the same, or empty.</param>
/// <param name="Cleans">True for a command that does nothing but empty the cache.</param>
/// <param name="System">True when it runs as root whatever USER says, by sudo.</param>
internal sealed record PackageManager(
    string Name,
    Func<ShellCommand, bool> Installs,
    Func<CachePlace, ImmutableArray<CacheFolder>?> Caches,
    (string Option, string Instead) NoCacheOption = default,
    string NoCacheVariable = "",
    Func<ShellCommand, bool>? Cleans = null,
    bool System = false);

/// <param name="Id">Of the mount, with the team's prefix.</param>
internal sealed record CacheFolder(string Id, string Path);
