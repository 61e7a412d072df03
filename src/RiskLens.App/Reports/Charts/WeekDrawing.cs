namespace RiskLens.App.Reports.Charts;

internal static class WeekDrawing
{
    public static void Draw(SvgCanvas canvas, HourOfWeekHeatMap chart)
    {
        var left = chart.Days.Max(day => TextFit.WidthOf(day, SvgCanvas.Normal)) + 10;
        var (top, row) = (20.0, 15.5);
        var cell = (canvas.Width - left) / 24;
        var (least, most) = (chart.Values.Min(), chart.Values.Max());
        double Share(double value) => most > least ? (value - least) / (most - least) : 0;
        for (var hour = 0; hour < 24; hour += 3)
        {
            canvas.Text(
                left + (hour * cell) + 1,
                13,
                chart.Hours[hour],
                SvgCanvas.Small,
                Anchor.Start,
                Palette.Soft
            );
        }

        for (var day = 0; day < 7; day++)
        {
            canvas.Text(left - 8, top + (day * row) + 11.5, chart.Days[day], SvgCanvas.Normal, Anchor.End);
            for (var hour = 0; hour < 24; hour++)
            {
                canvas.Rect(
                    left + (hour * cell) + 0.5,
                    top + (day * row) + 0.5,
                    cell - 1,
                    row - 1,
                    Palette.Heat(Share(chart.Values[(day * 24) + hour]))
                );
            }
        }
        Ring(chart.Worst, up: true);
        Ring(chart.Best, up: false);
        Key(canvas, chart, left, top + (7 * row) + 8, least, most);
        canvas.Height = top + (7 * row) + 36;

        void Ring(int at, bool up)
        {
            var (x, y) = (left + (at % 24 * cell), top + (at / 24 * row));
            canvas.Rect(x + 0.5, y + 0.5, cell - 1, row - 1, "none", Palette.Ink);
            Sign(canvas, x + (cell / 2), y + (row / 2), up, Palette.OnHeat(Share(chart.Values[at])));
        }
    }

    /// <summary>A triangle that points up for the worst hour and down for the best.</summary>
    private static void Sign(SvgCanvas canvas, double x, double y, bool up, string colour)
    {
        var side = up ? 3.5 : -3.5;
        canvas.Area([(x - 4, y + side), (x + 4, y + side), (x, y - side)], colour);
    }

    private static void Signed(SvgCanvas canvas, double y, string label, bool up)
    {
        canvas.Text(canvas.Width, y, label, SvgCanvas.Small, Anchor.End);
        Sign(canvas, canvas.Width - TextFit.WidthOf(label, SvgCanvas.Small) - 8, y - 3.5, up, Palette.Ink);
    }

    private static void Key(
        SvgCanvas canvas,
        HourOfWeekHeatMap chart,
        double left,
        double y,
        double least,
        double most
    )
    {
        for (var step = 0; step < 24; step++)
            canvas.Rect(left + (step * 5), y, 5.2, 8, Palette.Heat(step / 23.0));
        canvas.Text(left, y + 20, chart.Measure.Rounded(least), SvgCanvas.Small, Anchor.Start, Palette.Soft);
        var second = Math.Max(
            left + 120,
            left + TextFit.WidthOf(chart.Measure.Rounded(least), SvgCanvas.Small) + 8
        );
        canvas.Text(second, y + 20, chart.Measure.Rounded(most), SvgCanvas.Small, Anchor.Start, Palette.Soft);
        Signed(canvas, y + 8, chart.WorstLabel, up: true);
        Signed(canvas, y + 21, chart.BestLabel, up: false);
    }
}
