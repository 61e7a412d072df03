namespace RiskLens.App.Reports.Charts;

internal static class TornadoDrawing
{
    private const double Row = 19;

    public static void Draw(SvgCanvas canvas, TornadoChart chart)
    {
        var left = Math.Clamp(
            chart.Bars.Max(b => TextFit.WidthOf(b.Label, SvgCanvas.Small)) + 10,
            80,
            canvas.Width * 0.4
        );
        var right = canvas.Width - chart.Bars.Max(b => TextFit.WidthOf(b.Text, SvgCanvas.Small)) - 12;
        var ends = chart.Bars.SelectMany(b => new[] { b.AtLow, b.AtHigh }).Append(chart.Middle).ToList();
        var (divisor, unit) = chart.Measure.Axis(ends.Max());
        var x = Scale.Spanning(ends.Min() / divisor, ends.Max() / divisor, 5, left, right);
        var top = Key(canvas, chart) + 6;
        var bottom = top + (chart.Bars.Count * Row);
        foreach (var tick in x.Ticks)
        {
            canvas.Line(x.At(tick), top, x.At(tick), bottom + 3, Palette.Grid, 0.8);
            canvas.Text(
                x.At(tick),
                bottom + 14,
                chart.Measure.Tick(tick, x.Step),
                SvgCanvas.Small,
                Anchor.Middle,
                Palette.Soft
            );
        }
        canvas.Text(
            0,
            bottom + 14,
            TextFit.Within(unit, left - 12, SvgCanvas.Small),
            SvgCanvas.Small,
            fill: Palette.Soft
        );
        for (var i = 0; i < chart.Bars.Count; i++)
            DrawBar(canvas, chart.Bars[i], top + (i * Row), v => x.At(v / divisor), chart.Middle, left);
        canvas.Line(
            x.At(chart.Middle / divisor),
            top - 2,
            x.At(chart.Middle / divisor),
            bottom,
            Palette.Ink,
            1.2
        );
        canvas.Height = bottom + 18;
    }

    private static void DrawBar(
        SvgCanvas canvas,
        TornadoBar bar,
        double y,
        Func<double, double> x,
        double middle,
        double left
    )
    {
        canvas.Text(
            left - 8,
            y + 13,
            TextFit.Within(bar.Label, left - 8, SvgCanvas.Small),
            SvgCanvas.Small,
            Anchor.End
        );
        Half(bar.AtLow, PartFill.Middle);
        Half(bar.AtHigh, PartFill.Strong);
        canvas.Text(canvas.Width, y + 13, bar.Text, SvgCanvas.Small, Anchor.End, bold: true);

        void Half(double at, PartFill fill) =>
            PartsDrawing.Fill(
                canvas,
                fill,
                Math.Min(x(at), x(middle)),
                y + 3,
                Math.Abs(x(at) - x(middle)),
                Row - 6
            );
    }

    private static double Key(SvgCanvas canvas, TornadoChart chart)
    {
        var x = 0.0;
        foreach (
            var (label, fill) in new[]
            {
                (chart.LowLabel, PartFill.Middle),
                (chart.HighLabel, PartFill.Strong),
            }
        )
        {
            PartsDrawing.Fill(canvas, fill, x, 2, 12, 10);
            canvas.Text(x + 17, 11, label, SvgCanvas.Small);
            x += TextFit.WidthOf(label, SvgCanvas.Small) + 34;
        }
        canvas.Line(x + 4, 1, x + 4, 13, Palette.Ink, 1.2);
        canvas.Text(
            x + 12,
            11,
            TextFit.Within(chart.MiddleLabel, canvas.Width - x - 12, SvgCanvas.Small),
            SvgCanvas.Small
        );
        return 16;
    }
}
