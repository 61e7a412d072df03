using System.Text.RegularExpressions;

namespace RiskLens.App.Tests.Reports.Figures;

/// <summary>
/// Labels of axes: positions, not results. Numbers of a chart in one row or column, three or more, are an axis when
/// they, or their logarithms, are a linear function of where they stand; so are its days, months and hours of the day.
/// </summary>
internal static partial class AxisLabels
{
    public static HashSet<ReportBlock> Of(IReadOnlyList<ReportBlock> blocks, string language)
    {
        var found = new HashSet<ReportBlock>(ReferenceEqualityComparer.Instance);
        foreach (var chart in blocks.Where(b => b.Chart > 0).GroupBy(b => b.Chart))
        {
            var numbers = chart.Where(b => Number().IsMatch(b.Text)).ToList();
            foreach (var row in numbers.GroupBy(b => b.Y))
                Add(found, [.. row], b => b.X, language);
            foreach (var column in numbers.GroupBy(b => b.X))
                Add(found, [.. column], b => b.Y, language);
            found.UnionWith(chart.Where(b => Calendar().IsMatch(b.Text)));
        }
        return found;
    }

    private static void Add(
        HashSet<ReportBlock> found,
        List<ReportBlock> labels,
        Func<ReportBlock, double> at,
        string language
    )
    {
        if (labels.Count < 3)
            return;
        double[] places = [.. labels.Select(at)];
        double[] values = [.. labels.Select(b => PrintedFigure.In(b.Text, language).First().Value)];
        if (
            IsLinear(places, values)
            || (values.All(v => v > 0) && IsLinear(places, Array.ConvertAll(values, Math.Log)))
        )
            found.UnionWith(labels);
    }

    private static bool IsLinear(double[] places, double[] values)
    {
        var (first, last) = (Array.IndexOf(places, places.Min()), Array.IndexOf(places, places.Max()));
        var slope = (values[last] - values[first]) / (places[last] - places[first]);
        var tolerance = 0.01 * Math.Abs(values[last] - values[first]);
        return slope != 0
            && places
                .Zip(values)
                .All(p =>
                    Math.Abs(values[first] + (slope * (p.First - places[first])) - p.Second) <= tolerance
                );
    }

    [GeneratedRegex(@"^[−0-9,.\u202f]+(\s?(%|h))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(
        @"^(\d{1,2}(er)?\s\p{L}{3,5}\.?|\p{L}{3,5}\.?\s\d{4}|\d\d(\sh\s|:)\d\d)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Calendar();
}
