namespace RiskLens.App.Reports.Charts;

/// <summary>Keeps what a report draws while it is rendered, so that the data can be told of just these charts.</summary>
public sealed class DrawnCharts
{
    private readonly List<(Chart Chart, string Svg)> _drawn = [];

    /// <summary>Draws a chart and remembers it.</summary>
    public string Draw(Chart chart)
    {
        var svg = Svg.Render(chart);
        _drawn.Add((chart, svg));
        return svg;
    }

    /// <summary>
    /// The charts of a document in the order in which they stand in it, each with its page and its figure's number (0 for
    /// one that stands before any caption): components are rendered in another order.
    /// </summary>
    public IReadOnlyList<(int Page, int Figure, Chart Chart)> In(string html)
    {
        var pages = PlacesOf("<section class=\"page", html);
        var captions = PlacesOf("<p class=\"caption\"", html);
        return
        [
            .. _drawn
                .Select(d => (At: html.IndexOf(d.Svg, StringComparison.Ordinal), d.Chart))
                .Where(d => d.At >= 0)
                .OrderBy(d => d.At)
                .Select(d =>
                    (pages.Count(page => page < d.At), captions.Count(caption => caption < d.At), d.Chart)
                ),
        ];
    }

    private static List<int> PlacesOf(string mark, string html)
    {
        List<int> places = [];
        for (
            var at = html.IndexOf(mark, StringComparison.Ordinal);
            at >= 0;
            at = html.IndexOf(mark, at + 1, StringComparison.Ordinal)
        )
            places.Add(at);
        return places;
    }
}
