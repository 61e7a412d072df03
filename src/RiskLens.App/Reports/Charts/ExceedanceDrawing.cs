namespace RiskLens.App.Reports.Charts;

internal static class ExceedanceDrawing
{
    private static readonly double[] Periods = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000];

    public static void Draw(SvgCanvas canvas, ExceedanceChart chart)
    {
        var points = chart.Curves.SelectMany(curve => curve.Points).ToList();
        var (first, last) = (
            points.Min(p => p.ReturnYears),
            Math.Max(points.Max(p => p.ReturnYears), points.Min(p => p.ReturnYears) * 2)
        );
        var largest = Math.Max(
            points.Max(p => p.Loss),
            chart.Curves.SelectMany(c => c.Chance).Select(b => b.Upper).DefaultIfEmpty().Max()
        );
        var (divisor, unit) = chart.Measure.Axis(largest);
        var right = Math.Min(
            180,
            chart.Curves.Max(c => TextFit.WidthOf(c.Label, SvgCanvas.Small, bold: true)) + 10
        );
        var (top, bottom) = (26.0, 228.0);
        var y = Scale.Over(points.Min(p => p.Loss) / divisor, largest / divisor, 5, bottom, top);
        var left = Axes.RoomForTicks(chart.Measure, y);
        var end = canvas.Width - right;
        double X(double years) => left + (Math.Log(years / first) / Math.Log(last / first) * (end - left));
        canvas.Height = 268;

        Axes.Frame(canvas, chart.Measure, y, left, end, unit);
        foreach (var years in Periods.Where(p => p >= first && p <= last))
        {
            canvas.Line(X(years), top, X(years), bottom + 4, Palette.Grid, 0.8);
            canvas.Text(
                X(years),
                bottom + 15,
                chart.Measure.Tick(years, 1),
                SvgCanvas.Small,
                Anchor.Middle,
                Palette.Soft
            );
        }
        canvas.Text(
            (left + end) / 2,
            bottom + 32,
            chart.PeriodTitle,
            SvgCanvas.Small,
            Anchor.Middle,
            Palette.Soft
        );
        foreach (var band in chart.Curves.Select(c => c.Chance).Where(b => b.Count > 1))
        {
            canvas.Area(
                band.Select(b => (X(b.ReturnYears), y.At(b.Upper / divisor)))
                    .Concat(band.Reverse().Select(b => (X(b.ReturnYears), y.At(b.Lower / divisor)))),
                Palette.VermilionPale
            );
        }
        foreach (var curve in chart.Curves)
            DrawCurve(canvas, curve, X, loss => y.At(loss / divisor));
        Axes.EndLabels(
            canvas,
            [
                .. chart.Curves.Select(c =>
                    (c.Label, y.At(c.Points[^1].Loss / divisor), Axes.Look(c.Look).Colour)
                ),
            ],
            end + 8,
            top,
            bottom
        );
    }

    private static void DrawCurve(
        SvgCanvas canvas,
        ExceedanceCurve curve,
        Func<double, double> x,
        Func<double, double> y
    )
    {
        var (colour, dash, width) = Axes.Look(curve.Look);
        canvas.Path(curve.Points.Select(p => (x(p.ReturnYears), y(p.Loss))), colour, width, dash);
        foreach (var point in curve.Points.Where(p => Periods.Contains(p.ReturnYears)))
            canvas.Circle(x(point.ReturnYears), y(point.Loss), 2.6, Palette.Paper, colour, 1.6);
    }
}
