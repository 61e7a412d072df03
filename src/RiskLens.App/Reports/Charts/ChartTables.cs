namespace RiskLens.App.Reports.Charts;

/// <summary>Turns a chart's description into the table of its data. Heads in English are the file's own words.</summary>
public static class ChartTables
{
    private static readonly string[] Interval = ["mean", "lower80", "upper80", "lower95", "upper95"];

    /// <summary>The data of a chart; values are unrounded.</summary>
    public static ChartTable Of(Chart chart) =>
        chart switch
        {
            LineBandChart lines => Of(lines),
            ActivityStrips strips => Of(strips),
            HourOfWeekHeatMap week => Of(week),
            StackedParts parts => Of(parts),
            ExceedanceChart curves => Of(curves),
            NodeChannelHeatMap nodes => Of(nodes),
            MixBars mix => Of(mix),
            ForestPlot forest => Of(forest),
            ReachSets reach => Of(reach),
            FrontierChart frontier => Of(frontier),
            RankedBars ranked => new(
                ["label", "value", "text"],
                [.. ranked.Bars.Select(b => Row(b.Label, b.Value, b.Text))]
            ),
            TornadoChart tornado => Of(tornado),
            WaterfallChart waterfall => new(
                ["label", "from", "to", "text", "look", "standard_error"],
                [
                    .. waterfall.Bars.Select(b =>
                        Row(b.Label, b.From, b.To, b.Text, b.Look.ToString().ToLowerInvariant(), b.Error)
                    ),
                ]
            ),
            _ => throw new ArgumentException($"No table for {chart.GetType().Name}.", nameof(chart)),
        };

    private static object?[] Row(params object?[] cells) => cells;

    private static string In(string label, Measure measure) => $"{label} ({measure.Raw})";

    private static object? At<T>(IReadOnlyList<T> values, int i) => i < values.Count ? values[i] : null;

    private static string LabelAt(IEnumerable<AxisTick> ticks, int i) =>
        ticks.FirstOrDefault(t => (int)Math.Round(t.At) == i)?.Label ?? "";

    private static ChartTable Of(LineBandChart chart)
    {
        var steps = chart.Lines.Max(l => l.Values.Count);
        string[] band = chart.Band is { } b
            ? [In($"{b.Label}: lower", chart.Measure), In($"{b.Label}: upper", chart.Measure)]
            : [];
        IReadOnlyList<object?> Step(int i) =>
            [
                i,
                LabelAt(chart.Ticks, i),
                .. chart.Lines.Select(l => At(l.Values, i)),
                .. chart.Band is { } known
                    ? new[] { At(known.Lower, i), At(known.Upper, i) }
                    : Array.Empty<object?>(),
                MarkedAt(chart, i),
            ];
        return new(
            ["step", "axis", .. chart.Lines.Select(l => In(l.Label, chart.Measure)), .. band, "marked"],
            [.. Enumerable.Range(0, steps).Select(Step)]
        );
    }

    private static string MarkedAt(LineBandChart chart, int step) =>
        string.Join(
            "; ",
            chart
                .Marks.Where(m => (int)Math.Round(m.At) == step)
                .Select(m => m.Label)
                .Concat(chart.Spans.Where(s => s.From <= step && step < s.To).Select(s => s.Label))
        );

    private static ChartTable Of(ActivityStrips chart)
    {
        var days = chart.Strips.Max(s => s.Days.Count);
        return new(
            ["day", "axis", .. chart.Strips.Select(s => In(s.Label, chart.Measure)), "marked"],
            [
                .. Enumerable
                    .Range(0, days)
                    .Select(day =>
                        Row([
                            day,
                            LabelAt(chart.Ticks, day),
                            .. chart.Strips.Select(s => At(s.Days, day)),
                            string.Join(
                                "; ",
                                chart.Marks.Where(m => (int)Math.Floor(m.Day) == day).Select(m => m.Label)
                            ),
                        ])
                    ),
            ]
        );
    }

    private static ChartTable Of(HourOfWeekHeatMap chart) =>
        new(
            ["hour_of_week", "day", "hour", In("value", chart.Measure)],
            [.. chart.Values.Select((v, i) => Row(i, chart.Days[i / 24], chart.Hours[i % 24], v))]
        );

    private static ChartTable Of(StackedParts chart) =>
        new(
            ["label", .. chart.Parts.Select(p => chart.AsShares ? p : In(p, chart.Measure)), "total"],
            [.. chart.Bars.Select(b => Row([b.Label, .. b.Parts.Cast<object?>(), b.Total]))]
        );

    private static ChartTable Of(ExceedanceChart chart)
    {
        IEnumerable<IReadOnlyList<object?>> RowsOf(ExceedanceCurve curve) =>
            curve.Points.Select(p =>
            {
                var chance = curve.Chance.FirstOrDefault(c => c.ReturnYears == p.ReturnYears);
                return Row(curve.Label, p.ReturnYears, p.Loss, chance?.Lower, chance?.Upper);
            });
        return new(
            [
                "curve",
                "return_years",
                In("loss", chart.Measure),
                In("simulation: lower95", chart.Measure),
                In("simulation: upper95", chart.Measure),
            ],
            [.. chart.Curves.SelectMany(RowsOf)]
        );
    }

    private static ChartTable Of(NodeChannelHeatMap chart) =>
        new(
            ["node", .. chart.Channels, "rate_per_year", "interval80", "chance_of_a_day_in_a_year"],
            [
                .. chart.Nodes.Select(n =>
                    Row([
                        n.Name,
                        .. n.Takes.Select(takes => (object?)(takes ? 1 : 0)),
                        n.Rate,
                        n.RangeText,
                        n.DayText,
                    ])
                ),
            ]
        );

    private static ChartTable Of(MixBars chart) =>
        new(
            ["measure", chart.BeforeLabel, chart.AfterLabel, "before_text", "after_text", "change"],
            [.. chart.Pairs.Select(p => Row(p.Label, p.Before, p.After, p.BeforeText, p.AfterText, p.Change))]
        );

    private static ChartTable Of(ForestPlot chart) =>
        new(
            ["label", .. Interval.Select(c => In(c, chart.Measure)), "text"],
            [
                .. chart.Rows.Select(r =>
                    Row(r.Label, r.Mean, r.Lower80, r.Upper80, r.Lower95, r.Upper95, r.Text)
                ),
            ]
        );

    private static ChartTable Of(ReachSets chart) =>
        new(
            [.. chart.Channels, "contacts"],
            [.. chart.Rows.Select(r => Row([.. r.On.Select(on => (object?)(on ? 1 : 0)), r.Contacts]))]
        );

    private static ChartTable Of(FrontierChart chart) =>
        new(
            ["mix", In("cost", chart.Cost), In("loss", chart.Measure)],
            [
                .. chart
                    .Points.Select(p => Row("", p.Cost, p.Loss))
                    .Concat(chart.Named.Select(n => Row(n.Label, n.Point.Cost, n.Point.Loss))),
            ]
        );

    private static ChartTable Of(TornadoChart chart) =>
        new(
            ["input", In("at_low", chart.Measure), In("middle", chart.Measure), In("at_high", chart.Measure)],
            [.. chart.Bars.Select(b => Row(b.Label, b.AtLow, chart.Middle, b.AtHigh))]
        );
}
