namespace RiskLens.Engine.Studies;

/// <summary>
/// What changed between an earlier study and this one, and what each group of inputs did to the losses under today's mix:
/// the groups are replaced one after another, in a fixed order, and the losses valued anew each time (MODEL.md).
/// </summary>
/// <param name="Status">
/// <see cref="Compared"/>; <see cref="First"/>; or why there is no comparison: <see cref="InputsNotKept"/>,
/// <see cref="NotValued"/> (one of the studies values no year).
/// </param>
/// <param name="EarlierId">The study that it is compared with; null where there is none.</param>
/// <param name="EarlierAsOf">Where that study's logs end.</param>
public sealed partial record StudyChanges(
    string Status,
    string StudyId,
    string AsOf,
    string? EarlierId,
    string? EarlierAsOf
)
{
    public const string Compared = "compared";
    public const string First = "first";
    public const string InputsNotKept = "inputs_not_kept";
    public const string NotValued = "not_valued";

    /// <summary>"money", or "conversations" where a study has no prices or the currency changed.</summary>
    public string Unit { get; init; } = "conversations";

    /// <summary>The currency of this study.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Figures of the earlier study, in the common unit.</summary>
    public StudyFigures? Before { get; init; }

    /// <summary>The same of this study.</summary>
    public StudyFigures? After { get; init; }

    /// <summary>"year" (the mean year) and, where both studies have it, "day" (24 hours from any starting hour).</summary>
    public IReadOnlyList<Waterfall> Waterfalls { get; init; } = [];

    /// <summary>What changed inside each group of inputs, in the order of the waterfalls' steps.</summary>
    public IReadOnlyList<ChangedInputs> Inputs { get; init; } = [];

    /// <summary>A study with nothing before it.</summary>
    public static StudyChanges OfFirst(Study study) => new(First, study.Id, study.Settings.AsOf, null, null);

    /// <summary>A study that cannot be compared with the one before it.</summary>
    public static StudyChanges Without(string status, Study before, Study after) =>
        new(status, after.Id, after.Settings.AsOf, before.Id, before.Settings.AsOf);
}

/// <summary>The figures of a study that a reader compares first; null where the study has none.</summary>
/// <param name="Day">Mean loss of 24 hours from any starting hour.</param>
/// <param name="Recommended">Channels of the recommended mix.</param>
public sealed record StudyFigures(
    double? Day,
    double? YearMean,
    double? YearConditionalValueAtRisk95,
    string ScenarioChannel,
    IReadOnlyList<string> Recommended
);

/// <summary>
/// From one figure to another, step by step. Amounts are rounded to Digits after the mark, the minor unit of the currency,
/// and add up exactly: Before + the steps = After.
/// </summary>
/// <param name="Figure">"year" or "day".</param>
public sealed record Waterfall(
    string Figure,
    int Digits,
    decimal Before,
    decimal After,
    IReadOnlyList<WaterfallStep> Steps
)
{
    /// <summary>
    /// A waterfall through levels: the figure after each step, null where it cannot be told apart from the next step's.
    /// Levels are rounded and steps are their differences, so that each lies within one unit of its own value and the sum
    /// is exact.
    /// </summary>
    public static Waterfall Through(
        string figure,
        int digits,
        double before,
        IReadOnlyList<(string Code, double? Level, double? StandardError)> levels
    )
    {
        var last = Rounded(before, digits);
        var steps = new List<WaterfallStep>();
        foreach (var (code, level, error) in levels)
        {
            var at = level is { } l ? Rounded(l, digits) : last;
            steps.Add(new WaterfallStep(code, level is null ? null : at - last, error));
            last = at;
        }
        return new Waterfall(figure, digits, Rounded(before, digits), last, steps);
    }

    // Through text: a conversion to decimal keeps 15 digits only.
    private static decimal Rounded(double value, int digits) =>
        decimal.Parse(
            value.ToString(
                FormattableString.Invariant($"F{digits}"),
                System.Globalization.CultureInfo.InvariantCulture
            ),
            System.Globalization.CultureInfo.InvariantCulture
        );
}

/// <summary>What one group of inputs did.</summary>
/// <param name="Code">"version", "chance", "question", "calendar", "activity", "outages", "assumptions" or "company".</param>
/// <param name="Amount">Null where it is counted in the next step, from which it cannot be told apart.</param>
/// <param name="StandardError">Of "chance": what it would be about, on average; null elsewhere.</param>
public sealed record WaterfallStep(string Code, decimal? Amount, double? StandardError);

/// <summary>What changed inside a group of inputs.</summary>
/// <param name="Code">The step's code.</param>
/// <param name="Changed">Whether anything did.</param>
/// <param name="Details">The largest changes, at most 8.</param>
/// <param name="More">Changes that are not among the details.</param>
public sealed record ChangedInputs(string Code, bool Changed, IReadOnlyList<ChangeDetail> Details, int More);

/// <summary>One change inside a group: a number or a text before and after, null where there was or is none.</summary>
/// <param name="Code">What it is, such as "assumption" or "conversations_a_week".</param>
/// <param name="Subject">What it is of, such as an assumption's key; else empty.</param>
public sealed record ChangeDetail(string Code, string Subject = "")
{
    public double? Before { get; init; }

    public double? After { get; init; }

    public string? TextBefore { get; init; }

    public string? TextAfter { get; init; }

    /// <summary>Unit of an assumption; else empty.</summary>
    public string Unit { get; init; } = "";
}
