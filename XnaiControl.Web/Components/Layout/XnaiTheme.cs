using MudBlazor;

namespace XnaiControl.Web.Components.Layout;

/// <summary>The design tokens of <c>wwwroot/css/tokens.css</c> for MudBlazor's parts; a test keeps both equal.</summary>
public static class XnaiTheme
{
    /// <summary>Elevations below this one cast no shadow: only menus, dialogs and snackbars float.</summary>
    private const int FirstFloating = 8;

    private static readonly string[] Sans = ["Inter Variable", "Inter", "system-ui", "-apple-system", "Segoe UI", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = Light(),
        PaletteDark = Dark(),
        Typography = Type(),
        Shadows = new Shadow { Elevation = [.. Enumerable.Range(0, 26).Select(level => level < FirstFloating ? "none" : "var(--shadow-2)")] },
        LayoutProperties = new LayoutProperties
        {
            DefaultBorderRadius = "6px",
            AppbarHeight = "48px",
            DrawerWidthLeft = "212px",
            DrawerMiniWidthLeft = "56px",
        },
    };

    private static PaletteLight Light() => new()
    {
        Background = "#f5f6f8",
        BackgroundGray = "#eef0f3",
        Surface = "#ffffff",
        AppbarBackground = "#ffffff",
        AppbarText = "#14171d",
        DrawerBackground = "#eef0f3",
        DrawerText = "#464e5b",
        DrawerIcon = "#5e6775",
        LinesDefault = "#e1e4e9",
        TableLines = "#e1e4e9",
        Divider = "#e1e4e9",
        LinesInputs = "#7a828f",
        TableHover = "#f3f5f8",
        TextPrimary = "#14171d",
        TextSecondary = "#464e5b",
        ActionDefault = "#464e5b",
        Primary = "#3449c9",
        PrimaryContrastText = "#ffffff",
        PrimaryDarken = "#2a3ba8",
        Info = "#3449c9",
        InfoContrastText = "#ffffff",
        Success = "#19703f",
        SuccessContrastText = "#ffffff",
        Warning = "#875000",
        WarningContrastText = "#ffffff",
        Error = "#b3251b",
        ErrorContrastText = "#ffffff",
        Skeleton = "#e6e9ee",
    };

    private static PaletteDark Dark() => new()
    {
        Background = "#0d0f13",
        BackgroundGray = "#0f1216",
        Surface = "#14171c",
        AppbarBackground = "#14171c",
        AppbarText = "#e7e9ed",
        DrawerBackground = "#0f1216",
        DrawerText = "#b0b7c3",
        DrawerIcon = "#8d95a3",
        LinesDefault = "#252a33",
        TableLines = "#252a33",
        Divider = "#252a33",
        LinesInputs = "#727b89",
        TableHover = "#1a1e25",
        TextPrimary = "#e7e9ed",
        TextSecondary = "#b0b7c3",
        ActionDefault = "#b0b7c3",
        Primary = "#4c62e6",
        PrimaryContrastText = "#ffffff",
        PrimaryDarken = "#4055d4",
        Info = "#9aa9ff",
        InfoContrastText = "#0d0f13",
        Success = "#62c98d",
        SuccessContrastText = "#0d0f13",
        Warning = "#e6b04a",
        WarningContrastText = "#0d0f13",
        Error = "#ff8d80",
        ErrorContrastText = "#0d0f13",
        Skeleton = "#262c36",
    };

    private static Typography Type() => new()
    {
        Default = new DefaultTypography { FontFamily = Sans, FontSize = "13px", LineHeight = "20px", FontWeight = "400", LetterSpacing = "normal" },
        H5 = new H5Typography { FontFamily = Sans, FontSize = "20px", LineHeight = "28px", FontWeight = "600", LetterSpacing = "-.012em" },
        H6 = new H6Typography { FontFamily = Sans, FontSize = "15px", LineHeight = "22px", FontWeight = "600", LetterSpacing = "normal" },
        Subtitle2 = new Subtitle2Typography { FontFamily = Sans, FontSize = "13px", LineHeight = "20px", FontWeight = "600", LetterSpacing = "normal" },
        Body1 = new Body1Typography { FontFamily = Sans, FontSize = "13px", LineHeight = "20px", FontWeight = "400", LetterSpacing = "normal" },
        Body2 = new Body2Typography { FontFamily = Sans, FontSize = "13px", LineHeight = "20px", FontWeight = "400", LetterSpacing = "normal" },
        Button = new ButtonTypography { FontFamily = Sans, FontSize = "13px", LineHeight = "20px", FontWeight = "500", LetterSpacing = "normal", TextTransform = "none" },
        Caption = new CaptionTypography { FontFamily = Sans, FontSize = "12px", LineHeight = "16px", FontWeight = "400", LetterSpacing = "normal" },
        Overline = new OverlineTypography { FontFamily = Sans, FontSize = "12px", LineHeight = "16px", FontWeight = "400", LetterSpacing = "normal", TextTransform = "none" },
    };
}
