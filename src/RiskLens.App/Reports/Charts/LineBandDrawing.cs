namespace RiskLens.App.Reports.Charts;

internal static class LineBandDrawing
{
    public static void Draw(SvgCanvas canvas, LineBandChart chart)
    {
        var count = Math.Max(chart.Lines.Max(line => line.Values.Count), chart.Band?.Upper.Count ?? 0);
        var values = chart
            .Lines.SelectMany(line => line.Values)
            .OfType<double>()
            .Concat(chart.Band?.Upper ?? [])
            .ToArray();
        var least = chart
            .Lines.SelectMany(line => line.Values)
            .OfType<double>()
            .Concat(chart.Band?.Lower ?? [])
            .DefaultIfEmpty()
            .Min();
        var (divisor, unit) = chart.Measure.Axis(values.DefaultIfEmpty().Max());
        var labels = EndLabels(chart, divisor);
        var right = Math.Min(170, labels.Max(l => TextFit.WidthOf(l.Text, SvgCanvas.Small, bold: true)) + 8);
        var (top, bottom) = (26.0, chart.Height - 22);
        var y = Scale.Over(least / divisor, values.DefaultIfEmpty().Max() / divisor, 4, bottom, top);
        var left = Axes.RoomForTicks(chart.Measure, y);
        double X(double at) => left + (at / Math.Max(1, count - 1) * (canvas.Width - left - right));
        canvas.Height = chart.Height;

        Axes.Frame(canvas, chart.Measure, y, left, canvas.Width - right, unit);
        foreach (var span in chart.Spans)
        {
            canvas.Rect(
                X(span.From),
                top,
                Math.Max(1.5, X(span.To) - X(span.From)),
                bottom - top,
                Palette.VermilionPale
            );
        }

        if (chart.Band is { } band)
        {
            canvas.Area(
                band.Upper.Select((v, i) => (X(i), y.At(v / divisor)))
                    .Concat(band.Lower.Select((v, i) => (X(i), y.At(v / divisor))).Reverse()),
                Palette.BlueLight
            );
        }

        Edges(canvas, chart.Spans, X, (left, top, bottom));
        foreach (var line in chart.Lines)
            DrawLine(canvas, line, X, v => y.At(v / divisor));
        TimeAxis(canvas, chart.Ticks, X, bottom, left, canvas.Width - right);
        DrawMarks(canvas, chart.Marks, X, v => y.At(v / divisor), left, canvas.Width - right);
        Axes.EndLabels(
            canvas,
            [.. labels.Select(l => (l.Text, y.At(l.At), l.Colour))],
            canvas.Width - right + 5,
            top + 4,
            bottom
        );
    }

    private static void Edges(
        SvgCanvas canvas,
        IReadOnlyList<Span> spans,
        Func<double, double> x,
        (double Left, double Top, double Bottom) box
    )
    {
        foreach (var span in spans)
        {
            canvas.Line(x(span.From), box.Top, x(span.From), box.Bottom, Palette.Vermilion, 0.8);
            canvas.Line(x(span.To), box.Top, x(span.To), box.Bottom, Palette.Vermilion, 0.8);
            var room = TextFit.WidthOf(span.Label, SvgCanvas.Small, bold: true);
            var middle = Math.Clamp(
                x((span.From + span.To) / 2),
                box.Left + (room / 2),
                canvas.Width - (room / 2)
            );
            canvas.Text(
                middle,
                box.Top - 4,
                span.Label,
                SvgCanvas.Small,
                Anchor.Middle,
                Palette.Vermilion,
                bold: true,
                halo: true
            );
        }
    }

    private static List<(string Text, double At, string Colour)> EndLabels(
        LineBandChart chart,
        double divisor
    )
    {
        var labels = chart
            .Lines.Where(line => line.Label.Length > 0)
            .Select(line =>
                (
                    line.Label,
                    (line.Values.LastOrDefault(v => v is not null) ?? 0) / divisor,
                    Axes.Look(line.Look).Colour
                )
            )
            .ToList();
        if (chart.Band is { Upper.Count: > 0, Label.Length: > 0 } band)
            labels.Add((band.Label, (band.Upper[^1] + band.Lower[^1]) / 2 / divisor, Palette.Soft));
        return labels.Count > 0 ? labels : [("", 0, Palette.Soft)];
    }

    private static void DrawLine(SvgCanvas canvas, Line line, Func<double, double> x, Func<double, double> y)
    {
        var (colour, dash, width) = Axes.Look(line.Look);
        var run = new List<(double, double)>();
        for (var i = 0; i <= line.Values.Count; i++)
        {
            if (i < line.Values.Count && line.Values[i] is { } value)
            {
                if (line.Steps && run.Count > 0)
                    run.Add((x(i), run[^1].Item2));
                run.Add((x(i), y(value)));
                continue;
            }
            if (run.Count > 1)
                canvas.Path(run, colour, width, dash);
            else if (run.Count == 1)
                canvas.Circle(run[0].Item1, run[0].Item2, 1.6, colour);
            run.Clear();
        }
    }

    private static void TimeAxis(
        SvgCanvas canvas,
        IReadOnlyList<AxisTick> ticks,
        Func<double, double> x,
        double bottom,
        double left,
        double right
    )
    {
        var taken = double.NegativeInfinity;
        foreach (var tick in ticks)
        {
            canvas.Line(x(tick.At), bottom, x(tick.At), bottom + 4, Palette.Soft);
            var room = TextFit.WidthOf(tick.Label, SvgCanvas.Small);
            var middle = Math.Clamp(
                x(tick.At),
                left + (room / 2) - 10,
                Math.Max(left, right + 10 - (room / 2))
            );
            if (middle - (room / 2) < taken + 6)
                continue;
            canvas.Text(middle, bottom + 15, tick.Label, SvgCanvas.Small, Anchor.Middle, Palette.Soft);
            taken = middle + (room / 2);
        }
    }

    private static void DrawMarks(
        SvgCanvas canvas,
        IReadOnlyList<Mark> marks,
        Func<double, double> x,
        Func<double, double> y,
        double left,
        double right
    )
    {
        foreach (var mark in marks)
        {
            var room = TextFit.WidthOf(mark.Label, SvgCanvas.Small, bold: true);
            var below = marks.Any(other => other != mark && other.Value > mark.Value);
            canvas.Circle(x(mark.At), y(mark.Value), 3.6, Palette.Paper, Palette.Vermilion, 2);
            canvas.Text(
                Math.Clamp(x(mark.At), left + (room / 2) + 2, right - (room / 2) - 2),
                y(mark.Value) + (below ? 17 : -9),
                mark.Label,
                SvgCanvas.Small,
                Anchor.Middle,
                Palette.Ink,
                bold: true,
                halo: true
            );
        }
    }
}
