namespace RiskLens.App.Reports.Charts;

internal static class RankedDrawing
{
    public static void Draw(SvgCanvas canvas, RankedBars chart)
    {
        var left = Math.Clamp(
            chart.Bars.Max(b => TextFit.WidthOf(b.Label, SvgCanvas.Normal, b.Chosen)) + 10,
            80,
            canvas.Width * 0.42
        );
        var right =
            canvas.Width - chart.Bars.Max(b => TextFit.WidthOf(b.Text, SvgCanvas.Small, b.Chosen)) - 10;
        var most = chart.Bars.Max(b => b.Value) is var largest and > 0 ? largest : 1;
        var y = 2.0;
        foreach (var bar in chart.Bars)
        {
            var length = Math.Max(0, bar.Value) / most * (right - left);
            canvas.Text(
                left - 8,
                y + 13,
                TextFit.Within(bar.Label, left - 8, SvgCanvas.Normal, bar.Chosen),
                SvgCanvas.Normal,
                Anchor.End,
                bold: bar.Chosen
            );
            canvas.Rect(left, y + 3, length, 13, bar.Chosen ? Palette.Blue : Palette.Rule);
            canvas.Text(left + length + 6, y + 13, bar.Text, SvgCanvas.Small, Anchor.Start, bold: bar.Chosen);
            y += 21;
        }
        canvas.Line(left, 2, left, y - 2, Palette.Soft);
        canvas.Height = y + 2;
    }
}
