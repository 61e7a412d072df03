namespace RiskLens.App.Reports.Charts;

internal static class MixDrawing
{
    public static void Draw(SvgCanvas canvas, MixBars chart)
    {
        var left = Left(chart);
        const double Row = 34;
        var change = chart.Pairs.Max(p => TextFit.WidthOf(p.Change, SvgCanvas.Normal, bold: true)) + 10;
        var texts = chart.Pairs.Max(p => Math.Max(Room(p.BeforeText), Room(p.AfterText))) + 10;
        var widest = Math.Max(60, canvas.Width - left - change - texts);
        var y = Key(canvas, chart);
        foreach (var pair in chart.Pairs)
        {
            var full = Math.Max(Math.Max(pair.Before, pair.After), double.Epsilon);
            double Length(double value) => full > 1e-300 ? Math.Max(0, value) / full * widest : 0;
            var lines = TextFit.TwoLines(pair.Label, left - 14, SvgCanvas.Normal, bold: true);
            for (var i = 0; i < lines.Count; i++)
            {
                canvas.Text(
                    0,
                    y + (lines.Count == 1 ? 18 : 12 + (i * 12)),
                    lines[i],
                    chart.Half ? SvgCanvas.Small : SvgCanvas.Normal,
                    bold: true
                );
            }

            canvas.Line(left, y + 1, left, y + 29, Palette.Soft);
            canvas.Rect(left, y + 3, Length(pair.Before), 11, Palette.Vermilion);
            canvas.Text(left + Length(pair.Before) + 6, y + 12, pair.BeforeText, SvgCanvas.Small);
            PartsDrawing.Fill(canvas, PartFill.Middle, left, y + 16, Length(pair.After), 11);
            canvas.Text(left + Length(pair.After) + 6, y + 25, pair.AfterText, SvgCanvas.Small);
            canvas.Text(canvas.Width, y + 19, pair.Change, SvgCanvas.Normal, Anchor.End, bold: true);
            y += Row;
        }
        canvas.Height = y - 4;
    }

    private static double Left(MixBars chart) => chart.Half ? 96 : 176;

    private static double Room(string text) => TextFit.WidthOf(text, SvgCanvas.Small);

    private static double Key(SvgCanvas canvas, MixBars chart)
    {
        canvas.Rect(Left(chart), 2, 12, 10, Palette.Vermilion);
        canvas.Text(Left(chart) + 17, 11, chart.BeforeLabel, SvgCanvas.Small);
        var second = Left(chart) + 17 + Room(chart.BeforeLabel) + 20;
        PartsDrawing.Fill(canvas, PartFill.Middle, second, 2, 12, 10);
        canvas.Text(
            second + 17,
            11,
            TextFit.Within(chart.AfterLabel, canvas.Width - second - 17, SvgCanvas.Small),
            SvgCanvas.Small
        );
        return 22;
    }
}
