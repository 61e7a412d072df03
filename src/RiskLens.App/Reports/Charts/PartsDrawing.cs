namespace RiskLens.App.Reports.Charts;

internal static class PartsDrawing
{
    public static void Draw(SvgCanvas canvas, StackedParts chart)
    {
        var total = chart.Bars.Max(bar => TextFit.WidthOf(bar.Total, SvgCanvas.Small, bold: true)) + 8;
        var left = Math.Clamp(
            chart.Bars.Max(bar => TextFit.WidthOf(bar.Label, SvgCanvas.Normal, bar.Strong)) + 10,
            80,
            210
        );
        var right = canvas.Width - total;
        var largest = chart.Bars.Max(bar => bar.Parts.Sum(part => Math.Max(0, part)));
        var y = Key(canvas, chart) + 6;
        foreach (var bar in chart.Bars)
        {
            var sum = bar.Parts.Sum(part => Math.Max(0, part));
            var full = chart.AsShares ? sum : largest;
            var lines = TextFit.TwoLines(bar.Label, left - 10, SvgCanvas.Normal, bar.Strong);
            for (var i = 0; i < lines.Count; i++)
            {
                canvas.Text(
                    left - 8,
                    y + (lines.Count == 1 ? 13.5 : 8.5 + (i * 11)),
                    lines[i],
                    SvgCanvas.Small,
                    Anchor.End,
                    bold: bar.Strong
                );
            }

            var x = left;
            for (var part = 0; part < bar.Parts.Count; part++)
            {
                var width = full > 0 ? Math.Max(0, bar.Parts[part]) / full * (right - left) : 0;
                Fill(canvas, chart.Fills[part], x, y + 2, width, 15);
                var share = chart.Measure.Bare(sum > 0 ? bar.Parts[part] / sum : 0);
                if (chart.AsShares && width > TextFit.WidthOf(share, SvgCanvas.Small) + 8)
                    Share(canvas, chart.Fills[part], x + (width / 2), y + 13, share);
                x += width;
            }
            canvas.Text(x + 6, y + 13, bar.Total, SvgCanvas.Small, Anchor.Start, Palette.Ink, bold: true);
            y += 22;
        }
        canvas.Height = y + 2;
    }

    internal static void Fill(
        SvgCanvas canvas,
        PartFill fill,
        double x,
        double y,
        double width,
        double height
    )
    {
        if (fill == PartFill.Hatched)
            canvas.Hatch(x, y, width, height, Palette.Soft);
        else
            canvas.Rect(x, y, width, height, Colour(fill));
    }

    private static string Colour(PartFill fill) =>
        fill switch
        {
            PartFill.Strong => Palette.Vermilion,
            PartFill.Middle => Palette.BlueMiddle,
            _ => Palette.BlueLight,
        };

    private static void Share(SvgCanvas canvas, PartFill fill, double x, double y, string text) =>
        canvas.Text(
            x,
            y,
            text,
            SvgCanvas.Small,
            Anchor.Middle,
            fill == PartFill.Strong ? Palette.Paper : Palette.Ink,
            bold: true,
            halo: fill == PartFill.Hatched
        );

    private static double Key(SvgCanvas canvas, StackedParts chart)
    {
        var (x, y) = (0.0, 2.0);
        for (var part = 0; part < chart.Parts.Count; part++)
        {
            var room = TextFit.WidthOf(chart.Parts[part], SvgCanvas.Small) + 32;
            if (x > 0 && x + room > canvas.Width)
                (x, y) = (0, y + 15);
            Fill(canvas, chart.Fills[part], x, y, 12, 10);
            canvas.Text(x + 17, y + 9, chart.Parts[part], SvgCanvas.Small);
            x += room;
        }
        return y + 12;
    }
}
