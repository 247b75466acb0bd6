using System.Text.RegularExpressions;
using XnaiControl.Core.Engine;

namespace XnaiControl.Web.Components.Pages.Service;

/// <summary>
/// Hides secrets before they leave the server: whole values by the variable's name, and the user part of addresses.
/// There is no way to reveal them here: what was shown cannot be taken back.
/// </summary>
public static partial class EnvironmentMask
{
    public const string Hidden = "••••••••";

    /// <summary>The value as it may be shown, and whether something in it is hidden.</summary>
    public static (string Shown, bool Masked) Of(EnvironmentVariable variable)
    {
        if (variable.Value.Length == 0)
        {
            return ("", false);
        }

        if (SecretName().IsMatch(variable.Name))
        {
            return (Hidden, true);
        }

        var shown = UserInfo().Replace(variable.Value, "$1" + Hidden + "@");
        return (shown, shown != variable.Value);
    }

    [GeneratedRegex("PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|KEY|CREDENTIAL|DSN|AUTH", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    /// <summary>What stands between <c>://</c> and the last <c>@</c> of the address.</summary>
    [GeneratedRegex(@"([a-z][a-z0-9+.-]*://)[^\s/?#]*@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
