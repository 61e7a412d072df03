using System.Globalization;
using RiskLens.Engine.Units;

namespace RiskLens.App.Reports;

/// <summary>A colour of the screen, each part from 0 to 255.</summary>
public readonly record struct Colour(int Red, int Green, int Blue)
{
    /// <summary>Contrast that text needs at least (WCAG 2.2, success criterion 1.4.3).</summary>
    public const double LeastContrast = 4.5;

    public static Colour White { get; } = new(255, 255, 255);

    /// <summary>Reads #rrggbb.</summary>
    /// <exception cref="RiskLensException">It is written in another way.</exception>
    public static Colour Parse(string text)
    {
        var digits = text.Trim();
        return
            digits.Length == 7
            && digits[0] == '#'
            && int.TryParse(
                digits.AsSpan(1),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var rgb
            )
            ? new Colour(rgb >> 16, rgb >> 8 & 255, rgb & 255)
            : throw new RiskLensException(
                $"The colour '{text}' cannot be read.",
                "Write # and six hexadecimal digits, such as #0b5a8a, or none."
            );
    }

    /// <summary>Contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio).</summary>
    public static double Contrast(Colour one, Colour other)
    {
        var (a, b) = (one.Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>The colour itself, or the lightest shade of it that can be read on a light background.</summary>
    public Colour ReadableOn(Colour background)
    {
        var shade = this;
        for (var percent = 99; percent >= 0 && Contrast(shade, background) < LeastContrast; percent--)
            shade = new(Red * percent / 100, Green * percent / 100, Blue * percent / 100);
        return shade;
    }

    public override string ToString() => FormattableString.Invariant($"#{Red:x2}{Green:x2}{Blue:x2}");

    // Relative luminance of sRGB, as WCAG 2.2 defines it.
    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(int part)
    {
        var share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
