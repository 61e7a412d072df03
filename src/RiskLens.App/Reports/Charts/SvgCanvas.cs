using System.Globalization;
using System.Text;

namespace RiskLens.App.Reports.Charts;

internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>
/// Writes SVG with presentation attributes alone, so that it shows under a Content-Security-Policy without inline
/// styles. Coordinates are invariant, to a hundredth of a unit; 660 units are the width of the report's text.
/// </summary>
internal sealed class SvgCanvas(bool half = false)
{
    private const double WholeWidth = 660;
    private const double HalfWidth = 315;
    public const double Small = 10;
    public const double Normal = 11;
    private readonly StringBuilder _out = new(4096);

    /// <summary>Of the report's text, or of one of two columns.</summary>
    public double Width { get; } = half ? HalfWidth : WholeWidth;

    /// <summary>Set by the drawing when it knows how much it took.</summary>
    public double Height { get; set; }

    public override string ToString() => _out.ToString();

    public static string N(double value) =>
        (Math.Round(value, 2) is var rounded && rounded == 0 ? 0 : rounded).ToString(
            "0.##",
            CultureInfo.InvariantCulture
        );

    public void Line(
        double x1,
        double y1,
        double x2,
        double y2,
        string stroke,
        double width = 1,
        string? dash = null
    ) =>
        _out.Append(
            CultureInfo.InvariantCulture,
            $"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke=\"{stroke}\" stroke-width=\"{N(width)}\"{Dash(dash)}/>"
        );

    public void Rect(
        double x,
        double y,
        double width,
        double height,
        string fill,
        string? stroke = null,
        double round = 0
    )
    {
        if (width <= 0 || height <= 0)
            return;
        var outline = stroke is null ? "" : $" stroke=\"{stroke}\"";
        var corner = round > 0 ? $" rx=\"{N(round)}\"" : "";
        _out.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"{fill}\"{outline}{corner}/>"
        );
    }

    public void Circle(
        double x,
        double y,
        double radius,
        string fill,
        string? stroke = null,
        double width = 1
    ) =>
        _out.Append(
            CultureInfo.InvariantCulture,
            $"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" fill=\"{fill}\"{(stroke is null ? "" : $" stroke=\"{stroke}\" stroke-width=\"{N(width)}\"")}/>"
        );

    public void Area(IEnumerable<(double X, double Y)> outline, string fill) =>
        _out.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Points(outline)}Z\" fill=\"{fill}\"/>");

    public void Path(
        IEnumerable<(double X, double Y)> points,
        string stroke,
        double width,
        string? dash = null
    ) =>
        _out.Append(
            CultureInfo.InvariantCulture,
            $"<path d=\"M{Points(points)}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{N(width)}\" stroke-linejoin=\"round\"{Dash(dash)}/>"
        );

    /// <summary>Text at its baseline; halo draws paper behind it, where lines cross.</summary>
    public void Text(
        double x,
        double y,
        string text,
        double size = Normal,
        Anchor anchor = Anchor.Start,
        string fill = Palette.Ink,
        bool bold = false,
        bool halo = false
    )
    {
        var place = anchor switch
        {
            Anchor.Middle => " text-anchor=\"middle\"",
            Anchor.End => " text-anchor=\"end\"",
            _ => "",
        };
        var weight = bold ? " font-weight=\"600\"" : "";
        var behind = halo
            ? $" paint-order=\"stroke\" stroke=\"{Palette.Paper}\" stroke-width=\"3\" stroke-linejoin=\"round\""
            : "";
        _out.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\" fill=\"{fill}\"{place}{weight}{behind}>{Escape(text)}</text>"
        );
    }

    /// <summary>Text turned to read upwards to the right, for column heads that would collide.</summary>
    public void Slanted(double x, double y, string text, double size) =>
        _out.Append(
            CultureInfo.InvariantCulture,
            $"<text transform=\"translate({N(x)} {N(y)}) rotate(-40)\" font-size=\"{N(size)}\" fill=\"{Palette.Ink}\">{Escape(text)}</text>"
        );

    /// <summary>A rectangle of thin diagonal lines: a fill that a grey printer keeps apart.</summary>
    public void Hatch(double x, double y, double width, double height, string stroke)
    {
        if (width <= 0 || height <= 0)
            return;
        Rect(x, y, width, height, Palette.Paper, stroke);
        for (var start = 4.0; start < width + height; start += 4)
        {
            var (x1, y1) = start <= height ? (x, y + start) : (x + start - height, y + height);
            var (x2, y2) = start <= width ? (x + start, y) : (x + width, y + start - width);
            Line(x1, y1, x2, y2, stroke, 0.8);
        }
    }

    /// <summary>Five characters that could end the text or begin markup become entities; control characters vanish.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ when char.IsControl(c) => escaped,
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join('L', points.Select(p => $"{N(p.X)} {N(p.Y)}"));

    private static string Dash(string? dash) => dash is null ? "" : $" stroke-dasharray=\"{dash}\"";
}
