using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A fix where it is certain, else the reason why there is none.</summary>
internal static class Offer
{
    public static Finding Offers(this Finding finding, Fix? fix, string otherwise) => finding with { Fix = fix, NoFix = fix is null ? otherwise : null };
}
