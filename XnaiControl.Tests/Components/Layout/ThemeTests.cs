using System.Text.RegularExpressions;
using MudBlazor;
using MudBlazor.Utilities;
using XnaiControl.Web.Components.Layout;

namespace XnaiControl.Tests.Components.Layout;

/// <summary>MudBlazor's palette and the CSS variables are two places with one truth.</summary>
public partial class ThemeTests
{
    private static readonly string Css = File.ReadAllText(Path.Combine(Root(), "XnaiControl.Web", "wwwroot", "css", "tokens.css"));

    public static TheoryData<string, string> Pairs => new()
    {
        { nameof(Palette.Background), "bg" },
        { nameof(Palette.BackgroundGray), "sunken" },
        { nameof(Palette.DrawerBackground), "sunken" },
        { nameof(Palette.Surface), "surface" },
        { nameof(Palette.AppbarBackground), "surface" },
        { nameof(Palette.AppbarText), "text" },
        { nameof(Palette.LinesDefault), "line" },
        { nameof(Palette.TableLines), "line" },
        { nameof(Palette.Divider), "line" },
        { nameof(Palette.LinesInputs), "line-strong" },
        { nameof(Palette.TableHover), "hover" },
        { nameof(Palette.TextPrimary), "text" },
        { nameof(Palette.TextSecondary), "text-2" },
        { nameof(Palette.Primary), "accent" },
        { nameof(Palette.PrimaryDarken), "accent-hover" },
        { nameof(Palette.PrimaryContrastText), "on-accent" },
        { nameof(Palette.Info), "accent-text" },
        { nameof(Palette.Success), "ok" },
        { nameof(Palette.Warning), "warn" },
        { nameof(Palette.Error), "crit" },
        { nameof(Palette.Skeleton), "track" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_palette_has_the_colour_of_its_token(string color, string token)
    {
        Assert.Equal(Token(":root", token), Hex(XnaiTheme.Theme.PaletteLight, color));
        Assert.Equal(Token(".dark", token), Hex(XnaiTheme.Theme.PaletteDark, color));
    }

    [Fact]
    public void Every_colour_of_the_light_theme_has_a_dark_one()
    {
        var dark = Names(".dark");
        Assert.All(Names(":root").Where(name => Token(":root", name).StartsWith('#')), name => Assert.Contains(name, dark));
    }

    [Theory]
    [InlineData(":root")]
    [InlineData(".dark")]
    public void Text_stands_out_from_what_it_stands_on(string theme)
    {
        foreach (var (text, ground) in new[] { ("text-3", "surface"), ("text-3", "bg"), ("text-2", "surface"), ("ok", "ok-tint"), ("warn", "warn-tint"), ("crit", "crit-tint"), ("idle", "idle-tint"), ("accent-text", "accent-tint"), ("on-accent", "accent") })
        {
            Assert.True(Contrast(Token(theme, text), Token(theme, ground)) >= 4.5, $"{text} on {ground} in {theme}");
        }
    }

    private static string Hex(Palette palette, string name) => typeof(Palette).GetProperty(name)!.GetValue(palette) switch
    {
        MudColor color => color.ToString(MudColorOutputFormats.Hex),
        string text => new MudColor(text).ToString(MudColorOutputFormats.Hex),
        _ => throw new InvalidOperationException(name),
    };

    private static string Token(string theme, string name) =>
        Regex.Match(Block(theme), $"--{name}:\\s*([^;]+);").Groups[1].Value.Trim();

    private static List<string> Names(string theme) => [.. Variable().Matches(Block(theme)).Select(m => m.Groups[1].Value)];

    private static string Block(string theme)
    {
        var start = Css.IndexOf(theme + " {", StringComparison.Ordinal);
        return Css[start..Css.IndexOf('}', start)];
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = Convert.ToInt32(hex.Substring(at, 2), 16) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "XnaiControl.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex("--([a-z0-9-]+):")]
    private static partial Regex Variable();
}
