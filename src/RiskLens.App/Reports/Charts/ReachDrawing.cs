namespace RiskLens.App.Reports.Charts;

internal static class ReachDrawing
{
    public static void Draw(SvgCanvas canvas, ReachSets chart)
    {
        const double Row = 17;
        var columns = Math.Max(1, chart.Channels.Count);
        var cell = Math.Min(62, canvas.Width * 0.45 / columns);
        var longest = chart.Channels.Select(c => TextFit.WidthOf(c, SvgCanvas.Small)).DefaultIfEmpty().Max();
        var slanted = longest > cell - 4;
        var top = slanted ? 14 + (Math.Min(longest, 110) * 0.65) : 20;
        var left = (columns * cell) + 14;
        var texts = chart.Rows.Max(r => TextFit.WidthOf(r.Text, SvgCanvas.Small)) + 8;
        var most = Math.Max(1, chart.Rows.Max(r => r.Contacts));
        for (var column = 0; column < chart.Channels.Count; column++)
        {
            if (slanted)
            {
                canvas.Slanted(
                    (column + 0.5) * cell,
                    top - 5,
                    TextFit.Within(chart.Channels[column], 110, SvgCanvas.Small),
                    SvgCanvas.Small
                );
            }
            else
            {
                canvas.Text(
                    (column + 0.5) * cell,
                    top - 6,
                    chart.Channels[column],
                    SvgCanvas.Small,
                    Anchor.Middle
                );
            }
        }

        for (var row = 0; row < chart.Rows.Count; row++)
        {
            var (set, y) = (chart.Rows[row], top + (row * Row) + (Row / 2));
            var on = Enumerable.Range(0, set.On.Count).Where(c => set.On[c]).ToList();
            for (var column = 0; column < set.On.Count; column++)
                canvas.Circle((column + 0.5) * cell, y, 4, set.On[column] ? Palette.Ink : Palette.Grid);
            if (on.Count > 1)
                canvas.Line((on[0] + 0.5) * cell, y, (on[^1] + 0.5) * cell, y, Palette.Ink, 1.6);
            var length = set.Contacts / most * (canvas.Width - left - texts);
            canvas.Rect(
                left,
                y - 6,
                Math.Max(1, length),
                12,
                on.Count == 1 ? Palette.Vermilion : Palette.BlueMiddle
            );
            canvas.Text(left + Math.Max(1, length) + 6, y + 3.5, set.Text, SvgCanvas.Small);
        }
        canvas.Height = top + (chart.Rows.Count * Row) + 4;
    }
}
