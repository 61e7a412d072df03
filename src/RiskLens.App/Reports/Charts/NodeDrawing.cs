namespace RiskLens.App.Reports.Charts;

internal static class NodeDrawing
{
    public static void Draw(SvgCanvas canvas, NodeChannelHeatMap chart)
    {
        const double Row = 22;
        var columns = Math.Max(1, chart.Channels.Count);
        var (names, figures) = (columns > 8 ? 172.0 : 214.0, 152.0);
        var cell = Math.Min(58, (canvas.Width - names - figures) / columns);
        var longest = chart.Channels.Select(c => TextFit.WidthOf(c, SvgCanvas.Small)).DefaultIfEmpty().Max();
        var slanted = longest > cell - 4;
        var top = slanted ? 18 + (Math.Min(longest, 110) * 0.65) : 22;
        for (var column = 0; column < chart.Channels.Count; column++)
            Head(names + ((column + 0.5) * cell), chart.Channels[column]);
        var rates = names + (columns * cell) + 66;
        canvas.Text(0, top - 6, chart.NodeTitle, SvgCanvas.Small, Anchor.Start, Palette.Soft);
        canvas.Text(rates, top - 6, chart.RateTitle, SvgCanvas.Small, Anchor.End, Palette.Soft, halo: true);
        canvas.Text(canvas.Width, top - 6, chart.DayTitle, SvgCanvas.Small, Anchor.End, Palette.Soft);
        var (least, most) = Bounds(chart);
        for (var row = 0; row < chart.Nodes.Count; row++)
        {
            var (node, y) = (chart.Nodes[row], top + (row * Row));
            var share =
                most > least
                    ? (Math.Log(Math.Max(node.Rate, least)) - Math.Log(least))
                        / (Math.Log(most) - Math.Log(least))
                    : 0.5;
            var lines = TextFit.TwoLines(node.Name, names - 8, SvgCanvas.Small);
            for (var i = 0; i < lines.Count; i++)
                canvas.Text(0, y + (lines.Count == 1 ? 14 : 9.5 + (i * 10)), lines[i], SvgCanvas.Small);
            for (var column = 0; column < node.Takes.Count; column++)
                Cell(node, column, y, share);
            canvas.Text(rates, y + 10, node.RateText, SvgCanvas.Small, Anchor.End, bold: true);
            canvas.Text(rates, y + 18.5, node.RangeText, 8, Anchor.End, Palette.Soft);
            canvas.Text(canvas.Width, y + 14, node.DayText, SvgCanvas.Small, Anchor.End);
            canvas.Line(0, y + Row, canvas.Width, y + Row, Palette.Grid, 0.8);
        }
        canvas.Height = top + (chart.Nodes.Count * Row) + 4;

        void Head(double x, string name)
        {
            if (slanted)
                canvas.Slanted(x - 4, top - 5, TextFit.Within(name, 110, SvgCanvas.Small), SvgCanvas.Small);
            else
                canvas.Text(x, top - 6, name, SvgCanvas.Small, Anchor.Middle);
        }

        void Cell(NodeRow node, int column, double y, double share)
        {
            var x = names + (column * cell);
            canvas.Rect(
                x + 1,
                y + 1,
                cell - 2,
                Row - 2,
                node.Takes[column] ? Palette.Heat(0.12 + (0.88 * share)) : "#f5f7f8"
            );
            if (node.Takes[column])
                canvas.Circle(x + (cell / 2), y + (Row / 2), 2.6, Palette.OnHeat(0.12 + (0.88 * share)));
        }
    }

    private static (double Least, double Most) Bounds(NodeChannelHeatMap chart)
    {
        var rates = chart.Nodes.Select(n => n.Rate).Where(r => r > 0).DefaultIfEmpty(1).ToList();
        return (rates.Min(), rates.Max());
    }
}
