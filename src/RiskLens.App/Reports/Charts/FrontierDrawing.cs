namespace RiskLens.App.Reports.Charts;

internal static class FrontierDrawing
{
    public static void Draw(SvgCanvas canvas, FrontierChart chart)
    {
        var all = chart.Points.Concat(chart.Named.Select(n => n.Point)).ToList();
        var (divisor, unit) = chart.Measure.Axis(all.Max(p => p.Loss));
        const double top = 26;
        const double bottom = 206;
        var y = Scale.Over(0, all.Max(p => p.Loss) / divisor, 5, bottom, top);
        var left = Axes.RoomForTicks(chart.Measure, y);
        const double end = SvgCanvas.Width - 12;
        var (byCost, costUnit) = chart.Cost.Axis(all.Max(p => p.Cost));
        var least = all.Min(p => p.Cost) / byCost;
        var most = all.Max(p => p.Cost) / byCost;
        // Costs that lie close together would stand in one place on an axis from zero.
        var room = Math.Max((most - least) * 0.06, most * 0.01);
        var step = StepOf(most - least + (2 * room));
        double X(double cost) =>
            left + 8 + ((cost / byCost - (least - room)) / (most - least + (2 * room)) * (end - left - 16));
        canvas.Height = 246;

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
        var placed = TextFit.Spread([.. spots.Select(s => s.Y - 9)], 12.5, top - 8, bottom - 4);
        for (var i = 0; i < spots.Count; i++)
        {
            var named = chart.Named[i];
            var colour = named.Strong ? Palette.Vermilion : Palette.Ink;
            canvas.Circle(spots[i].X, spots[i].Y, 4.2, named.Strong ? colour : Palette.Paper, colour, 1.8);
            var right = spots[i].X > (left + end) / 2;
            canvas.Text(
                spots[i].X + (right ? -8 : 8),
                placed[i] + 3,
                TextFit.Within(named.Label, (end - left) / 2, SvgCanvas.Small, bold: true),
                SvgCanvas.Small,
                right ? Anchor.End : Anchor.Start,
                colour,
                bold: true
            );
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
