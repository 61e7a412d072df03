namespace RiskLens.App.Reports.Charts;

internal static class StripsDrawing
{
    private const double Left = 112;
    private const double Right = 648;

    public static void Draw(SvgCanvas canvas, ActivityStrips chart)
    {
        var strip = chart.Strips.Count <= 4 ? 44.0 : 35.0;
        var days = Math.Max(2, chart.Strips.Select(s => s.Days.Count).DefaultIfEmpty().Max());
        double X(double day) => Left + (day / (days - 1) * (Right - Left));
        var bottom = 18 + (chart.Strips.Count * strip);
        canvas.Height = bottom + 22;
        canvas.Text(0, 10, chart.Measure.Unit, SvgCanvas.Small, Anchor.Start, Palette.Soft);
        foreach (var tick in chart.Ticks)
            canvas.Line(X(tick.At), 18, X(tick.At), bottom + 4, Palette.Grid);
        for (var row = 0; row < chart.Strips.Count; row++)
            DrawStrip(canvas, chart, row, X, 18 + (row * strip), strip);
        Ticks(canvas, chart.Ticks, X, bottom);
        if (chart.Strips.Any(s => s.Days.Any(d => d is null)))
        {
            var room = TextFit.WidthOf(chart.UnobservedLabel, SvgCanvas.Small);
            canvas.Hatch(Right - room - 20, 2, 14, 9, Palette.Rule);
            canvas.Text(Right - room, 10, chart.UnobservedLabel, SvgCanvas.Small, Anchor.Start, Palette.Soft);
        }
    }

    private static void DrawStrip(
        SvgCanvas canvas,
        ActivityStrips chart,
        int row,
        Func<double, double> x,
        double top,
        double height
    )
    {
        var strip = chart.Strips[row];
        var largest = Math.Max(1, strip.Days.Max() ?? 1);
        var floor = top + height - 4;
        double Y(int value) => floor - ((double)value / largest * (height - 14));
        for (var day = 0; day < strip.Days.Count; day++)
        {
            var from = day;
            while (day < strip.Days.Count && strip.Days[day] is null == strip.Days[from] is null)
                day++;
            if (strip.Days[from] is null)
                canvas.Hatch(x(from), top + 8, Math.Min(Right, x(day)) - x(from), height - 12, Palette.Rule);
            else
                Run(canvas, strip, from, day, x, Y, floor);
            day--;
        }
        canvas.Line(Left, floor, Right, floor, Palette.Rule, 0.8);
        canvas.Text(
            0,
            floor - 11,
            TextFit.Within(strip.Label, Left - 8, SvgCanvas.Normal, bold: true),
            SvgCanvas.Normal,
            bold: true
        );
        canvas.Text(
            0,
            floor + 1,
            TextFit.Within(strip.Total, Left - 8, SvgCanvas.Small),
            SvgCanvas.Small,
            fill: Palette.Soft
        );
        var taken = double.NegativeInfinity;
        foreach (var found in chart.Marks.Where(m => m.Strip == row && m.Label.Length == 0))
            canvas.Circle(x(found.Day), top + 6, 3.4, Palette.Paper, Palette.Vermilion, 1.4);
        foreach (var mark in chart.Marks.Where(m => m.Strip == row && m.Label.Length > 0).OrderBy(m => m.Day))
        {
            canvas.Line(x(mark.Day), top + 6, x(mark.Day), floor, Palette.Vermilion, 1.1, "2 2");
            if (x(mark.Day) < taken + 3)
                continue;
            canvas.Circle(x(mark.Day), top + 6, 6.2, Palette.Vermilion);
            canvas.Text(x(mark.Day), top + 9, mark.Label, 8, Anchor.Middle, Palette.Paper, bold: true);
            taken = x(mark.Day) + 10;
        }
    }

    private static void Run(
        SvgCanvas canvas,
        ActivityStrip strip,
        int from,
        int to,
        Func<double, double> x,
        Func<int, double> y,
        double floor
    )
    {
        var points = Enumerable.Range(from, to - from).Select(i => (x(i), y(strip.Days[i] ?? 0))).ToList();
        canvas.Area([(x(from), floor), .. points, (x(to - 1), floor)], Palette.BluePale);
        if (points.Count > 1)
            canvas.Path(points, Palette.Blue, 0.7);
    }

    private static void Ticks(
        SvgCanvas canvas,
        IReadOnlyList<AxisTick> ticks,
        Func<double, double> x,
        double bottom
    )
    {
        var taken = double.NegativeInfinity;
        foreach (var tick in ticks)
        {
            var room = TextFit.WidthOf(tick.Label, SvgCanvas.Small);
            if (x(tick.At) < taken + 6 || x(tick.At) + room > canvas.Width)
                continue;
            canvas.Text(x(tick.At), bottom + 15, tick.Label, SvgCanvas.Small, Anchor.Start, Palette.Soft);
            taken = x(tick.At) + room;
        }
    }
}
