namespace RiskLens.App.Reports.Charts;

internal static class FrontierDrawing
{
    public static void Draw(SvgCanvas canvas, FrontierChart chart)
    {
        var all = chart.Points.Concat(chart.Named.Select(n => n.Point)).ToList();
        var (divisor, unit) = chart.Measure.Axis(all.Max(p => p.Loss));
        const double top = 26;
        var bottom = chart.Half ? 134.0 : 170.0;
        var y = Scale.Over(0, all.Max(p => p.Loss) / divisor, 5, bottom, top);
        var left = Axes.RoomForTicks(chart.Measure, y);
        var end = canvas.Width - 12;
        var (byCost, costUnit) = chart.Cost.Axis(all.Max(p => p.Cost));
        var least = all.Min(p => p.Cost) / byCost;
        var most = all.Max(p => p.Cost) / byCost;
        // Costs that lie close together would stand in one place on an axis from zero.
        var room = Math.Max((most - least) * 0.06, most * 0.01);
        var step = StepOf(most - least + (2 * room));
        double X(double cost) =>
            left + 8 + ((cost / byCost - (least - room)) / (most - least + (2 * room)) * (end - left - 16));
        canvas.Height = bottom + 38;

        Axes.Frame(canvas, chart.Measure, y, left, end, unit);
        for (var tick = Math.Ceiling((least - room) / step) * step; tick <= most + room; tick += step)
        {
            canvas.Line(X(tick * byCost), bottom, X(tick * byCost), bottom + 4, Palette.Soft, 0.8);
            canvas.Text(
                X(tick * byCost),
                bottom + 15,
                chart.Cost.Tick(tick, step),
                SvgCanvas.Small,
                Anchor.Middle,
                Palette.Soft
            );
        }
        canvas.Text(
            (left + end) / 2,
            bottom + 32,
            $"{chart.CostTitle}, {costUnit}",
            SvgCanvas.Small,
            Anchor.Middle,
            Palette.Soft
        );
        canvas.Path(chart.Points.Select(p => (X(p.Cost), y.At(p.Loss / divisor))), Palette.Blue, 1.2, "2 3");
        foreach (var point in chart.Points)
            canvas.Circle(X(point.Cost), y.At(point.Loss / divisor), 2.8, Palette.Blue, Palette.Blue, 1);
        var spots = chart.Named.Select(n => (X: X(n.Point.Cost), Y: y.At(n.Point.Loss / divisor))).ToList();
        var taken = new List<(double Left, double Right, double Y)>();
        foreach (var (named, spot) in chart.Named.Zip(spots))
        {
            var colour = named.Strong ? Palette.Vermilion : Palette.Ink;
            var label = TextFit.Within(named.Label, (end - left) * 0.6, SvgCanvas.Small, bold: true);
            var half = TextFit.WidthOf(label, SvgCanvas.Small, bold: true) / 2;
            var at = Math.Clamp(spot.X, left + half, Math.Max(left + half, end - half));
            // Above its point where there is room, else below it, else further off.
            var row = new[] { -9.0, 17, -22, 30 }
                .Select(by => spot.Y + by)
                .FirstOrDefault(
                    y0 =>
                        taken.TrueForAll(t =>
                            at + half < t.Left || at - half > t.Right || Math.Abs(y0 - t.Y) > 11
                        ),
                    spot.Y - 9
                );
            taken.Add((at - half - 4, at + half + 4, row));
            canvas.Circle(spot.X, spot.Y, 4.2, named.Strong ? colour : Palette.Paper, colour, 1.8);
            canvas.Text(at, row, label, SvgCanvas.Small, Anchor.Middle, colour, bold: true, halo: true);
        }
    }

    /// <summary>A round step with about six of it in a width.</summary>
    private static double StepOf(double width)
    {
        var raw = width / 6;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return power * new[] { 1.0, 2, 5, 10 }.First(s => s * power >= raw * 0.999);
    }
}
