namespace RiskLens.App.Reports.Charts;

internal static class ForestDrawing
{
    public static void Draw(SvgCanvas canvas, ForestPlot chart)
    {
        var row = chart.Compact ? 21.0 : 23.0;
        var left = Math.Clamp(chart.Rows.Max(r => TextFit.WidthOf(r.Label, SvgCanvas.Normal)) + 12, 60, 230);
        var right =
            canvas.Width - Math.Min(230, chart.Rows.Max(r => TextFit.WidthOf(r.Text, SvgCanvas.Small)) + 14);
        var largest = chart.Rows.Max(r => Math.Max(r.Mean, Math.Max(r.Upper80, r.Upper95 ?? r.Upper80)));
        var least = chart.Rows.Min(r => Math.Min(r.Mean, Math.Min(r.Lower80, r.Lower95 ?? r.Lower80)));
        var (divisor, unit) = chart.Measure.Axis(largest);
        var x = Scale.Over(least / divisor, largest / divisor, 5, left, right);
        var bottom = 6 + (chart.Rows.Count * row);
        foreach (var tick in x.Ticks)
        {
            canvas.Line(x.At(tick), 2, x.At(tick), bottom, tick == 0 ? Palette.Soft : Palette.Grid, 0.8);
            canvas.Text(
                x.At(tick),
                bottom + 12,
                chart.Measure.Tick(tick, x.Step),
                SvgCanvas.Small,
                Anchor.Middle,
                Palette.Soft
            );
        }
        canvas.Text(
            canvas.Width,
            bottom + 12,
            TextFit.Within(unit, canvas.Width - right - 12, SvgCanvas.Small),
            SvgCanvas.Small,
            Anchor.End,
            Palette.Soft
        );
        if (chart.Key.Length > 0)
            canvas.Text(left, bottom + 27, chart.Key, SvgCanvas.Small, Anchor.Start, Palette.Soft);
        for (var i = 0; i < chart.Rows.Count; i++)
            DrawRow(canvas, chart.Rows[i], 6 + (i * row) + (row / 2), v => x.At(v / divisor), left);
        canvas.Height = bottom + (chart.Key.Length > 0 ? 32 : 18);
    }

    private static void DrawRow(
        SvgCanvas canvas,
        IntervalRow row,
        double y,
        Func<double, double> x,
        double left
    )
    {
        var colour = row.Faint ? "#8a96a1" : Palette.Blue;
        canvas.Text(
            left - 8,
            y + 3.5,
            TextFit.Within(row.Label, left - 10, SvgCanvas.Normal),
            SvgCanvas.Normal,
            Anchor.End
        );
        if (row is { Lower95: { } low, Upper95: { } high })
            canvas.Line(x(low), y, x(high), y, colour, 1.2);
        canvas.Line(x(row.Lower80), y, x(row.Upper80), y, row.Faint ? "#b9c2ca" : Palette.BlueMiddle, 6);
        canvas.Circle(
            x(row.Mean),
            y,
            4,
            row.Faint ? Palette.Paper : Palette.Ink,
            row.Faint ? colour : Palette.Paper,
            1.4
        );
        canvas.Text(
            canvas.Width,
            y + 3.5,
            row.Text,
            SvgCanvas.Small,
            Anchor.End,
            row.Faint ? Palette.Soft : Palette.Ink,
            bold: !row.Faint
        );
    }
}
