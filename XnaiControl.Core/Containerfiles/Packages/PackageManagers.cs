using System.Collections.Immutable;

namespace XnaiControl.Core.Containerfiles.Packages;

/// <summary>The package managers that the rules know.</summary>
internal static class PackageManagers
{
    public const string AptLists = "/var/lib/apt/lists";

    public static readonly PackageManager Apt = new(
        "apt",
        command => command.Name is "apt-get" or "apt" or "aptitude" && command.Has("install", "update", "upgrade", "dist-upgrade", "full-upgrade", "build-dep"),
        place => place.ListsAreOwn
            ? [new CacheFolder("xnai-apt", "/var/cache/apt"), new CacheFolder("xnai-apt-lists", AptLists)]
            : [new CacheFolder("xnai-apt", "/var/cache/apt")],
        Cleans: command => command.Name is "apt-get" or "apt" && command.Verb is "clean" or "autoclean",
        System: true);

    public static readonly ImmutableArray<PackageManager> All =
    [
        Apt,
        new(
            "apk",
            command => command.Name == "apk" && command.Has("add", "upgrade"),
            // apk keeps packages only where /etc/apk/cache exists; /var/cache/apk has the index alone.
            _ => [new CacheFolder("xnai-apk", "/etc/apk/cache")],
            NoCacheOption: ("--no-cache", "--update-cache"),
            System: true),
        new(
            "dnf",
            command => command.Name is "dnf" or "dnf5" or "microdnf" or "yum" && command.Has("install", "update", "upgrade", "groupinstall", "builddep"),
            _ => [new CacheFolder("xnai-dnf", "/var/cache/dnf")],
            Cleans: command => command.Name is "dnf" or "dnf5" or "microdnf" or "yum" && command.Verb == "clean",
            System: true),
        new(
            "pip",
            command => command.Name == "pip" && command.Verb is "install" or "download" or "wheel",
            place => One("xnai-pip", place.Variable("PIP_CACHE_DIR") ?? Cache(place, "pip")),
            NoCacheOption: ("--no-cache-dir", ""),
            NoCacheVariable: "PIP_NO_CACHE_DIR",
            Cleans: command => command.Name == "pip" && command.Verb == "cache"),
        new(
            "npm",
            command => command.Name == "npm" && command.Verb is "ci" or "install" or "i" or "add",
            place => One("xnai-npm", place.Variable("NPM_CONFIG_CACHE") ?? place.Variable("npm_config_cache") ?? place.Under(".npm")),
            Cleans: command => command.Name == "npm" && command.Verb == "cache"),
        new(
            "go",
            // A build without the mount would download again what the mount has kept out of the layer.
            command => command.Name == "go" && (command.Verb is "build" or "install" or "get" or "test" or "run" or "vet" or "generate" || command.Verb == "mod" && command.VerbAt(1) is "download" or "tidy" or "verify"),
            place => One("xnai-go-mod", place.Variable("GOMODCACHE") ?? GoPath(place)),
            Cleans: command => command.Name == "go" && command.Verb == "clean"),
        new(
            "uv",
            command => command.Name == "uv" && (command.Verb is "sync" or "add" || command.Verb == "pip" && command.VerbAt(1) is "install" or "sync" || command.Verb == "tool" && command.VerbAt(1) == "install"),
            place => One("xnai-uv", place.Variable("UV_CACHE_DIR") ?? Cache(place, "uv")),
            NoCacheOption: ("--no-cache", ""),
            NoCacheVariable: "UV_NO_CACHE",
            Cleans: command => command.Name == "uv" && command.Verb == "cache"),
        new(
            "poetry",
            command => command.Name == "poetry" && command.Verb is "install" or "add" or "update" or "sync",
            Poetry,
            NoCacheOption: ("--no-cache", ""),
            Cleans: command => command.Name == "poetry" && command.Verb == "cache"),
    ];

    private static ImmutableArray<CacheFolder>? One(string id, string? path) => path is null ? null : [new CacheFolder(id, path)];

    private static string? Cache(CachePlace place, string folder) =>
        place.Variable("XDG_CACHE_HOME") is { } caches ? $"{caches}/{folder}" : place.Under($".cache/{folder}");

    private static string? GoPath(CachePlace place) =>
        place.Variable("GOPATH") is { } path ? $"{path}/pkg/mod"
        : place.Stage.RootImage is { } image && image.Contains("golang", StringComparison.Ordinal) ? "/go/pkg/mod"
        : place.Under("go/pkg/mod");

    /// <summary>Not the whole folder: Poetry puts virtual environments beside its downloads, and they belong into the image.</summary>
    private static ImmutableArray<CacheFolder>? Poetry(CachePlace place) =>
        (place.Variable("POETRY_CACHE_DIR") ?? Cache(place, "pypoetry")) is { } folder
            ? [new CacheFolder("xnai-poetry", $"{folder}/cache"), new CacheFolder("xnai-poetry-artifacts", $"{folder}/artifacts")]
            : null;
}
