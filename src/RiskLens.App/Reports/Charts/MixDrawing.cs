namespace RiskLens.App.Reports.Charts;

internal static class MixDrawing
{
    public static void Draw(SvgCanvas canvas, MixBars chart)
    {
        const double Left = 176;
        const double Row = 46;
        var change = chart.Pairs.Max(p => TextFit.WidthOf(p.Change, SvgCanvas.Normal, bold: true)) + 10;
        var texts = chart.Pairs.Max(p => Math.Max(Room(p.BeforeText), Room(p.AfterText))) + 10;
        var widest = Math.Max(60, SvgCanvas.Width - Left - change - texts);
        var y = Key(canvas, chart);
        foreach (var pair in chart.Pairs)
        {
            var full = Math.Max(Math.Max(pair.Before, pair.After), double.Epsilon);
            double Length(double value) => full > 1e-300 ? Math.Max(0, value) / full * widest : 0;
            var lines = TextFit.TwoLines(pair.Label, Left - 14, SvgCanvas.Normal, bold: true);
            for (var i = 0; i < lines.Count; i++)
            {
                canvas.Text(
                    0,
                    y + (lines.Count == 1 ? 20 : 14 + (i * 13)),
                    lines[i],
                    SvgCanvas.Normal,
                    bold: true
                );
            }

            canvas.Line(Left, y + 1, Left, y + 35, Palette.Soft);
            canvas.Rect(Left, y + 3, Length(pair.Before), 13, Palette.Vermilion);
            canvas.Text(Left + Length(pair.Before) + 6, y + 13.5, pair.BeforeText, SvgCanvas.Small);
            PartsDrawing.Fill(canvas, PartFill.Middle, Left, y + 20, Length(pair.After), 13);
            canvas.Text(Left + Length(pair.After) + 6, y + 30.5, pair.AfterText, SvgCanvas.Small);
            canvas.Text(SvgCanvas.Width, y + 22, pair.Change, SvgCanvas.Normal, Anchor.End, bold: true);
            y += Row;
        }
        canvas.Height = y - 4;
    }

    private static double Room(string text) => TextFit.WidthOf(text, SvgCanvas.Small);

    private static double Key(SvgCanvas canvas, MixBars chart)
    {
        canvas.Rect(176, 2, 12, 10, Palette.Vermilion);
        canvas.Text(193, 11, chart.BeforeLabel, SvgCanvas.Small);
        var second = 193 + Room(chart.BeforeLabel) + 20;
        PartsDrawing.Fill(canvas, PartFill.Middle, second, 2, 12, 10);
        canvas.Text(
            second + 17,
            11,
            TextFit.Within(chart.AfterLabel, SvgCanvas.Width - second - 17, SvgCanvas.Small),
            SvgCanvas.Small
        );
        return 22;
    }
}
