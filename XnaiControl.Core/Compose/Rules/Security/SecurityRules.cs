using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>In the order of the ids.</summary>
internal static class SecurityRules
{
    public static ImmutableArray<IComposeRule> All =>
    [
        new XC301Privileged(),
        new XC302AddedCapabilities(),
        new XC303NewPrivileges(),
        new XC304RootUser(),
        new XC305OpenPorts(),
        new XC306WritableRoot(),
        new XC307EngineSocket(),
        new XC308SensitivePath(),
        new XC309HostNamespaces(),
        new XC310LiteralSecret(),
        new XC311UnpinnedImage(),
    ];
}
