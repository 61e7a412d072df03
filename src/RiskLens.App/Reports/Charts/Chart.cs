namespace RiskLens.App.Reports.Charts;

/// <summary>
/// A chart as data: what it shows, already put into words and units. <see cref="Svg"/> turns it into a picture;
/// nothing else knows how.
/// </summary>
/// <param name="Title">What the chart says, in one line.</param>
/// <param name="Description">The alternative text: the reading of the chart for those who do not see it.</param>
public abstract record Chart(string Title, string Description)
{
    /// <summary>Whether it stands in one of two columns: half as wide, its letters as large.</summary>
    public bool Half { get; init; }
}

/// <summary>A label at a position of a continuous axis.</summary>
public sealed record AxisTick(double At, string Label);

/// <summary>How a line is drawn; the dash tells lines apart without colour.</summary>
public enum LineLook
{
    Actual,
    Expected,
    Before,
    After,
}

/// <summary>One line; NaN-free, null where there is no value.</summary>
public sealed record Line(string Label, IReadOnlyList<double?> Values, LineLook Look, bool Steps = false);

/// <summary>An interval along the axis, one lower and one upper value a step.</summary>
public sealed record Band(string Label, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);

/// <summary>A stretch of the axis that is marked, such as an outage.</summary>
public sealed record Span(double From, double To, string Label);

/// <summary>A named point of a line.</summary>
public sealed record Mark(double At, double Value, string Label);

/// <summary>Lines over equal steps, with an interval behind and stretches or points marked.</summary>
public sealed record LineBandChart(
    string Title,
    string Description,
    Measure Measure,
    IReadOnlyList<Line> Lines,
    Band? Band,
    IReadOnlyList<Span> Spans,
    IReadOnlyList<Mark> Marks,
    IReadOnlyList<AxisTick> Ticks,
    double Height = 190
) : Chart(Title, Description);

/// <summary>One strip of daily values; null where the log was not watching.</summary>
public sealed record ActivityStrip(string Label, string Total, IReadOnlyList<int?> Days);

/// <summary>A numbered mark on one strip at a day; one without a label is hollow.</summary>
public sealed record StripMark(int Strip, double Day, string Label);

/// <summary>Small multiples of daily activity, one strip a channel, on one time axis.</summary>
public sealed record ActivityStrips(
    string Title,
    string Description,
    IReadOnlyList<ActivityStrip> Strips,
    IReadOnlyList<StripMark> Marks,
    IReadOnlyList<AxisTick> Ticks,
    Measure Measure,
    string UnobservedLabel
) : Chart(Title, Description);

/// <summary>168 values of the local week from Monday 00:00, as 7 rows of 24.</summary>
public sealed record HourOfWeekHeatMap(
    string Title,
    string Description,
    Measure Measure,
    IReadOnlyList<double> Values,
    IReadOnlyList<string> Days,
    IReadOnlyList<string> Hours,
    int Worst,
    int Best,
    string WorstLabel,
    string BestLabel
) : Chart(Title, Description);

/// <summary>One bar made of parts.</summary>
/// <param name="Total">Its total as text, at the bar's end.</param>
/// <param name="Strong">Whether the bar is one of those that the text speaks of.</param>
public sealed record PartsBar(string Label, IReadOnlyList<double> Parts, string Total, bool Strong = false);

/// <summary>Horizontal bars stacked from parts; as shares of each bar's total, or on one common scale.</summary>
public sealed record StackedParts(
    string Title,
    string Description,
    Measure Measure,
    IReadOnlyList<string> Parts,
    IReadOnlyList<PartFill> Fills,
    IReadOnlyList<PartsBar> Bars,
    bool AsShares
) : Chart(Title, Description);

/// <summary>Fills that differ in lightness and pattern, so that they differ in grey too.</summary>
public enum PartFill
{
    Strong,
    Hatched,
    Middle,
    Light,
}

/// <summary>A loss exceeded once in so many years.</summary>
public sealed record CurvePoint(double ReturnYears, double Loss);

/// <summary>What a number of trials leaves open around one point of a curve.</summary>
public sealed record CurveBand(double ReturnYears, double Lower, double Upper);

/// <summary>One exceedance curve.</summary>
public sealed record ExceedanceCurve(string Label, IReadOnlyList<CurvePoint> Points, LineLook Look)
{
    /// <summary>Its Monte-Carlo band; empty where none is told.</summary>
    public IReadOnlyList<CurveBand> Chance { get; init; } = [];
}

/// <summary>Exceedance curves over a logarithmic axis of return periods.</summary>
public sealed record ExceedanceChart(
    string Title,
    string Description,
    Measure Measure,
    IReadOnlyList<ExceedanceCurve> Curves,
    string PeriodTitle
) : Chart(Title, Description);

/// <summary>One failure node: which channels it takes, and its rate a year in number and words.</summary>
public sealed record NodeRow(
    string Name,
    IReadOnlyList<bool> Takes,
    double Rate,
    string RateText,
    string RangeText,
    string DayText
);

/// <summary>Failure nodes against channels, coloured by rate.</summary>
public sealed record NodeChannelHeatMap(
    string Title,
    string Description,
    IReadOnlyList<string> Channels,
    IReadOnlyList<NodeRow> Nodes,
    string NodeTitle,
    string RateTitle,
    string DayTitle
) : Chart(Title, Description);

/// <summary>One measure before and after, on its own scale from zero.</summary>
public sealed record BeforeAfter(
    string Label,
    double Before,
    double After,
    string BeforeText,
    string AfterText,
    string Change
);

/// <summary>Pairs of bars: today's mix and the recommended one, measure by measure.</summary>
public sealed record MixBars(
    string Title,
    string Description,
    IReadOnlyList<BeforeAfter> Pairs,
    string BeforeLabel,
    string AfterLabel
) : Chart(Title, Description);

/// <summary>A point with its 80 % interval and, where known, its 95 % interval.</summary>
public sealed record IntervalRow(
    string Label,
    double Mean,
    double Lower80,
    double Upper80,
    double? Lower95,
    double? Upper95,
    string Text,
    bool Faint = false
);

/// <summary>Points with intervals, one a row, on one scale (a forest plot).</summary>
public sealed record ForestPlot(
    string Title,
    string Description,
    Measure Measure,
    IReadOnlyList<IntervalRow> Rows,
    string Key,
    bool Compact = false
) : Chart(Title, Description);

/// <summary>People whose channels are exactly those marked.</summary>
public sealed record ReachRow(IReadOnlyList<bool> On, double Contacts, string Text);

/// <summary>Sets of channels on which people can be reached: a matrix of dots beside bars.</summary>
public sealed record ReachSets(
    string Title,
    string Description,
    IReadOnlyList<string> Channels,
    IReadOnlyList<ReachRow> Rows
) : Chart(Title, Description);

/// <summary>One bar of a ranking.</summary>
public sealed record RankedBar(string Label, double Value, string Text, bool Chosen);

/// <summary>Plain horizontal bars in order; the chosen one stands out.</summary>
public sealed record RankedBars(string Title, string Description, IReadOnlyList<RankedBar> Bars)
    : Chart(Title, Description);

/// <summary>What a mix costs a year and what it loses.</summary>
public sealed record CostPoint(double Cost, double Loss);

/// <summary>A mix that is named in the picture.</summary>
public sealed record NamedPoint(CostPoint Point, string Label, bool Strong);

/// <summary>Mixes that no other beats, by cost and loss, with some mixes named beside.</summary>
public sealed record FrontierChart(
    string Title,
    string Description,
    Measure Measure,
    Measure Cost,
    string CostTitle,
    IReadOnlyList<CostPoint> Points,
    IReadOnlyList<NamedPoint> Named
) : Chart(Title, Description);

/// <summary>One input of a tornado: the result at its low and at its high point, and the distance in words.</summary>
public sealed record TornadoBar(string Label, double AtLow, double AtHigh, string Text);

/// <summary>How far each input moves a result from its middle, the widest first.</summary>
/// <param name="Middle">Where the result lies with every input as uncertain as it is.</param>
public sealed record TornadoChart(
    string Title,
    string Description,
    Measure Measure,
    double Middle,
    string MiddleLabel,
    string LowLabel,
    string HighLabel,
    IReadOnlyList<TornadoBar> Bars
) : Chart(Title, Description);

/// <summary>What a bar of a waterfall is; looks differ in grey too.</summary>
public enum WaterfallLook
{
    Total,
    Rise,
    Fall,
    Chance,
}

/// <summary>One bar of a waterfall, from a level to a level, with its amount as text. A total stands on the ground.</summary>
/// <param name="Error">How far chance leaves its end open, either way; 0 for none.</param>
public sealed record WaterfallBar(
    string Label,
    double From,
    double To,
    string Text,
    WaterfallLook Look,
    double Error = 0
);

/// <summary>How one figure became another, step by step, from top to bottom.</summary>
/// <param name="Key">What rises, falls and chance look like, in words, in that order.</param>
/// <param name="CutNote">Says that the scale does not begin at zero, where it does not.</param>
public sealed record WaterfallChart(
    string Title,
    string Description,
    IReadOnlyList<WaterfallBar> Bars,
    IReadOnlyList<string> Key,
    string CutNote
) : Chart(Title, Description);
