using System.Globalization;
using XnaiControl.Core.Containerfiles.Document;

namespace XnaiControl.Core.Containerfiles.Packages;

/// <summary>What decides where a package manager keeps its cache at one RUN, and who must own it.</summary>
internal sealed record CachePlace(Stage Stage, BuildState State, Accounts Accounts, bool ListsAreOwn)
{
    /// <summary>The owner that the team's images use.</summary>
    private const string TeamUser = "1001";

    public string? Variable(string name) => State.Environment.GetValueOrDefault(name) is { Length: > 1 } value && value[0] == '/' ? value.TrimEnd('/') : null;

    /// <summary>HOME of the active user, or null when the file does not tell.</summary>
    public string? Home => Variable("HOME") ?? (State.NotRoot ? Accounts.HomeOf(UserPart) : "/root");

    public string? Under(string folder) => Home is { } home ? $"{home}/{folder}" : null;

    /// <summary><c>,uid=1001,gid=1001</c> for a user other than root; a cache that root owns cannot be written.</summary>
    public string Owner => State.NotRoot ? $",uid={UserId},gid={GroupId}" : "";

    /// <summary>Two owners cannot share one cache.</summary>
    public string IdSuffix => State.NotRoot ? "-" + UserId : "";

    private string UserPart => State.User.Split(':')[0];

    private string UserId => Number(UserPart) ?? Accounts.IdOf(UserPart) ?? TeamUser;

    private string GroupId => State.User.Split(':') is [_, var group, ..] && Number(group) is { } number ? number : UserId;

    private static string? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? text : null;
}
