namespace RiskLens.App.Reports.Charts;

/// <summary>What charts with lines share: the frame, the looks of lines, and labels at their ends.</summary>
internal static class Axes
{
    /// <summary>Grid lines, tick labels and the unit above the axis.</summary>
    public static void Frame(
        SvgCanvas canvas,
        Measure measure,
        Scale y,
        double left,
        double right,
        string unit
    )
    {
        foreach (var tick in y.Ticks)
        {
            canvas.Line(
                left,
                y.At(tick),
                right,
                y.At(tick),
                tick == 0 ? Palette.Soft : Palette.Grid,
                tick == 0 ? 1 : 0.8
            );
            canvas.Text(
                left - 6,
                y.At(tick) + 3.5,
                measure.Tick(tick, y.Step),
                SvgCanvas.Small,
                Anchor.End,
                Palette.Soft
            );
        }
        canvas.Text(0, 10, unit, SvgCanvas.Small, Anchor.Start, Palette.Soft);
    }

    /// <summary>How far right the plot begins, so that its widest tick label fits.</summary>
    public static double RoomForTicks(Measure measure, Scale y) =>
        Math.Max(30, y.Ticks.Max(t => TextFit.WidthOf(measure.Tick(t, y.Step), SvgCanvas.Small)) + 8);

    /// <summary>Names the lines where they end, moved apart where they meet.</summary>
    public static void EndLabels(
        SvgCanvas canvas,
        IReadOnlyList<(string Text, double Y, string Colour)> labels,
        double x,
        double top,
        double bottom
    )
    {
        var placed = TextFit.Spread([.. labels.Select(l => l.Y)], 12.5, top, bottom);
        for (var i = 0; i < labels.Count; i++)
        {
            var text = TextFit.Within(labels[i].Text, canvas.Width - x, SvgCanvas.Small, bold: true);
            canvas.Text(
                x,
                placed[i] + 3.5,
                text,
                SvgCanvas.Small,
                Anchor.Start,
                labels[i].Colour,
                bold: true
            );
        }
    }

    /// <summary>The colour, dash and width of a look.</summary>
    public static (string Colour, string? Dash, double Width) Look(LineLook look) =>
        look switch
        {
            LineLook.Actual => (Palette.Ink, null, 1.5),
            LineLook.Expected => (Palette.Blue, "5 3", 1.5),
            LineLook.Before => (Palette.Vermilion, null, 2.2),
            _ => (Palette.Blue, "7 4", 2.2),
        };
}
