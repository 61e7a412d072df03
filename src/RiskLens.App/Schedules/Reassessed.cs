using System.Text.Json;
using System.Text.Json.Serialization;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Schedules;

/// <summary>What became of a quarter's reassessment. A failed one stays due and is tried again.</summary>
public enum ReassessmentStatus
{
    Done,
    Skipped,
    Failed,
}

/// <summary>A headline figure before and now; null where a study gives none.</summary>
public sealed record HeadlineChange(double? Before, double? Now)
{
    /// <summary>The difference in per cent of the figure before; null without one, or when it was zero.</summary>
    public double? DifferencePercent =>
        Before is > 0 && Now is { } now ? 100 * (now / Before.Value - 1) : null;
}

/// <summary>What became of a quarter's reassessment, as the workspace keeps it.</summary>
/// <param name="Basis">"money" where both studies give it in one currency, else "conversations".</param>
/// <param name="Currency">The currency, where the basis is money.</param>
/// <param name="BeforeStudyId">The study it was compared with; null at the first.</param>
/// <param name="WorstStart">Mean loss of one outage of the scenario's length from its worst starting hour.</param>
/// <param name="YearMean">Mean loss of a year.</param>
/// <param name="Html">The report's HTML file, relative to the reports folder.</param>
/// <param name="Pdf">Its PDF file; null where no browser printed it.</param>
/// <param name="InFavourOf">The quarter that was run instead of a skipped one.</param>
/// <param name="Problem">Why it failed, or why there is no PDF.</param>
/// <param name="Remedy">What the user can do about the problem.</param>
public sealed record ReassessmentOutcome(
    ReassessmentStatus Status,
    string? Basis = null,
    string? Currency = null,
    string? BeforeStudyId = null,
    HeadlineChange? WorstStart = null,
    HeadlineChange? YearMean = null,
    string? Html = null,
    string? Pdf = null,
    string? InFavourOf = null,
    string? Problem = null,
    string? Remedy = null
)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The headlines of two studies side by side; before is null at the first reassessment.</summary>
    public static ReassessmentOutcome Compare(Study? before, Study now)
    {
        var inMoney =
            WorstOf(now)?.Money is not null
            && (
                before is null
                || (WorstOf(before)?.Money is not null && before.Company.Currency == now.Company.Currency)
            );
        return new ReassessmentOutcome(
            ReassessmentStatus.Done,
            inMoney ? "money" : "conversations",
            inMoney ? now.Company.Currency : null,
            before?.Id,
            new HeadlineChange(Worst(before), Worst(now)),
            new HeadlineChange(Year(before), Year(now))
        );

        double? Worst(Study? study) =>
            WorstOf(study) is { } worst ? (inMoney ? worst.Money! : worst.Conversations).Mean : null;

        double? Year(Study? study) => (inMoney ? study?.Year?.Money : study?.Year?.Conversations)?.Mean;
    }

    internal static ReassessmentOutcome Read(string json) =>
        JsonSerializer.Deserialize<ReassessmentOutcome>(json, Json)
        ?? throw new JsonException("The outcome of a reassessment is empty.");

    internal string Write() => JsonSerializer.Serialize(this, Json);

    private static LossFigure? WorstOf(Study? study) =>
        study?.Scenario is { } scenario ? scenario.ByStartingHour[scenario.WorstStart] : null;
}

/// <summary>A reassessment that is due or will be.</summary>
public sealed record NextReassessment(string Period, DateTimeOffset Due);

/// <summary>A reassessment that ran, was skipped, or failed and is still due.</summary>
public sealed record PastReassessment(
    string Period,
    DateTimeOffset Due,
    DateTimeOffset? Ran,
    bool Late,
    string? StudyId,
    ReassessmentOutcome Outcome
);

/// <summary>The schedule of a workspace.</summary>
/// <param name="Next">The next one; null while nothing is imported.</param>
/// <param name="History">The latest first.</param>
public sealed record ReassessmentSchedule(NextReassessment? Next, IReadOnlyList<PastReassessment> History);
