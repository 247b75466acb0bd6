namespace XnaiControl.Web.Components.Pages.Account;

/// <summary>Where to go after signing in: only an address of this panel, so that a link cannot lead elsewhere.</summary>
internal static class LocalAddress
{
    public static string OrHome(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\') ? address : "/";
}
