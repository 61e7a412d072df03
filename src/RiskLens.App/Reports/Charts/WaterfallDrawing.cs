namespace RiskLens.App.Reports.Charts;

internal static class WaterfallDrawing
{
    private const double Row = 22;
    private const double Tall = 14;

    // Where the steps lie in less than this share of the totals, a scale from zero would hide them.
    private const double Narrow = 0.6;

    public static void Draw(SvgCanvas canvas, WaterfallChart chart)
    {
        var left = Math.Clamp(
            chart.Bars.Max(b => TextFit.WidthOf(b.Label, SvgCanvas.Normal, IsTotal(b))) + 12,
            80,
            215
        );
        var right =
            canvas.Width - chart.Bars.Max(b => TextFit.WidthOf(b.Text, SvgCanvas.Normal, bold: true)) - 14;
        double[] levels = [.. chart.Bars.SelectMany(Reached)];
        var (least, most) = (levels.Min(), levels.Max());
        var isCut = least > 0 && most > least && most - least < Narrow * most;
        var ground = isCut ? least - (0.35 * (most - least)) : Math.Min(0, least);
        var top = most > ground ? most : ground + 1;
        double At(double level) => left + ((level - ground) / (top - ground) * (right - left));
        var zero = isCut ? left : At(0);
        var first = Key(canvas, chart.Key) + 8;
        var y = first;
        canvas.Line(zero, first - 3, zero, first + (chart.Bars.Count * Row) - 7, Palette.Rule);
        foreach (var (i, bar) in chart.Bars.Index())
        {
            Label(canvas, bar, left, y);
            Bar(canvas, bar.Look, IsTotal(bar) ? zero : At(bar.From), At(bar.To), y);
            if (IsTotal(bar) && isCut)
                Cut(canvas, left + 12, y);
            if (bar.Error > 0)
                Whisker(canvas, At(bar.To - bar.Error), At(bar.To + bar.Error), y + (Tall / 2));
            canvas.Text(canvas.Width, y + 12, bar.Text, SvgCanvas.Normal, Anchor.End, bold: IsTotal(bar));
            if (i + 1 < chart.Bars.Count)
                canvas.Line(At(bar.To), y + Tall, At(bar.To), y + Row, Palette.Soft, 0.8, "2 2");
            y += Row;
        }
        if (isCut)
        {
            canvas.Text(left, y + 3, chart.CutNote, SvgCanvas.Small, fill: Palette.Soft);
            y += 9;
        }
        canvas.Height = y;
    }

    private static bool IsTotal(WaterfallBar bar) => bar.Look == WaterfallLook.Total;

    private static double[] Reached(WaterfallBar bar) =>
        IsTotal(bar) ? [bar.To] : [bar.From, bar.To - bar.Error, bar.To + bar.Error];

    private static void Label(SvgCanvas canvas, WaterfallBar bar, double left, double y)
    {
        var lines = TextFit.TwoLines(bar.Label, left - 12, SvgCanvas.Normal, IsTotal(bar));
        for (var i = 0; i < lines.Count; i++)
        {
            canvas.Text(
                left - 10,
                y + (lines.Count == 1 ? 12 : 6 + (i * 12)),
                lines[i],
                SvgCanvas.Normal,
                Anchor.End,
                bold: IsTotal(bar)
            );
        }
    }

    /// <summary>The bar between two places; a line where nothing lies between them.</summary>
    private static void Bar(SvgCanvas canvas, WaterfallLook look, double from, double to, double y)
    {
        var (x, width) = (Math.Min(from, to), Math.Abs(to - from));
        if (width < 0.5)
        {
            canvas.Line(to, y, to, y + Tall, Palette.Soft, 1.4);
            return;
        }
        switch (look)
        {
            case WaterfallLook.Total:
                canvas.Rect(x, y, width, Tall, Palette.Blue);
                break;
            case WaterfallLook.Rise:
                canvas.Rect(x, y, width, Tall, Palette.Vermilion);
                break;
            case WaterfallLook.Fall:
                canvas.Hatch(x, y, width, Tall, Palette.Blue);
                break;
            default:
                canvas.Rect(x, y, width, Tall, Palette.Grid, Palette.Soft);
                break;
        }
    }

    /// <summary>A gap through a bar whose beginning is left out.</summary>
    private static void Cut(SvgCanvas canvas, double x, double y) =>
        canvas.Path(
            [(x - 2, y + Tall + 1), (x + 2, y + 9), (x - 2, y + 6), (x + 2, y - 1)],
            Palette.Paper,
            3
        );

    private static void Whisker(SvgCanvas canvas, double from, double to, double y)
    {
        canvas.Line(from, y, to, y, Palette.Ink);
        canvas.Line(from, y - 3, from, y + 3, Palette.Ink);
        canvas.Line(to, y - 3, to, y + 3, Palette.Ink);
    }

    private static double Key(SvgCanvas canvas, IReadOnlyList<string> texts)
    {
        WaterfallLook[] looks = [WaterfallLook.Rise, WaterfallLook.Fall, WaterfallLook.Chance];
        var (x, y) = (0.0, 2.0);
        foreach (var (text, look) in texts.Zip(looks))
        {
            var room = TextFit.WidthOf(text, SvgCanvas.Small) + 36;
            if (x > 0 && x + room > canvas.Width)
                (x, y) = (0, y + 18);
            Bar(canvas, look, x, x + 14, y);
            canvas.Text(x + 19, y + 11, text, SvgCanvas.Small);
            x += room;
        }
        return y + Tall;
    }
}
