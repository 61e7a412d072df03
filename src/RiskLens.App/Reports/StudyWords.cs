using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Reports;

/// <summary>
/// A study put into the words of one language: names for ids, local times for UTC, sentences for caveats, and the
/// measure (money, else conversations) in which the report speaks. It computes no result of its own.
/// </summary>
public sealed class StudyWords
{
    private readonly DateTimeZone _zone;

    public StudyWords(Study study, ReportLanguage language)
    {
        Study = study;
        Language = language;
        _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(study.Company.Zone) ?? DateTimeZone.Utc;
        InMoney = study switch
        {
            { Scenario: { } scenario } => scenario.AnyStart.Money is not null,
            { Year: { } year } => year.Money is not null,
            _ => study.Mix?.Basis == "money",
        };
        Conversations = Measure.Conversations(language);
        Money = Measure.Money(language, study.Company.Currency);
        Shares = Measure.Shares(language);
        Names = new InputNames(this);
        Mixes = new MixWords(this);
        Caveats = new CaveatWords(this);
    }

    public Study Study { get; }

    public ReportLanguage Language { get; }

    /// <summary>Whether losses are known in money; otherwise the whole report speaks in conversations.</summary>
    public bool InMoney { get; }

    /// <summary>Names of assumptions and of the sensitivity's inputs.</summary>
    public InputNames Names { get; }

    /// <summary>Mixes by what they are, or by what adopting them takes.</summary>
    public MixWords Mixes { get; }

    /// <summary>The study's caveats as sentences.</summary>
    public CaveatWords Caveats { get; }

    public Measure Conversations { get; }

    public Measure Money { get; }

    public Measure Shares { get; }

    /// <summary>The measure in which losses are told.</summary>
    public Measure Losses => InMoney ? Money : Conversations;

    /// <summary>The measure in which mixes are compared.</summary>
    public Measure MixMeasure => Study.Mix?.Basis == "money" ? Money : Conversations;

    /// <summary>The figure in the report's measure.</summary>
    public Estimate Of(LossFigure figure) =>
        InMoney && figure.Money is { } money ? money : figure.Conversations;

    public LossDistribution? Year =>
        InMoney ? Study.Year?.Money ?? Study.Year?.Conversations : Study.Year?.Conversations;

    public MixValue? Today =>
        Study.Mix is { } mix ? mix.Mixes.FirstOrDefault(m => m.Id == mix.TodayId) : null;

    public MixValue? Recommended =>
        Study.Mix is { } mix ? mix.Mixes.FirstOrDefault(m => m.Id == mix.RecommendedId) : null;

    /// <summary>That the scenario is longer than any outage seen, in words; null when it is not.</summary>
    public string? Extrapolation =>
        Study.Scenario switch
        {
            null => null,
            { LongestObservedHours: 0 } => Language["decision.extrapolated_unseen"],
            { } scenario when scenario.Hours > scenario.LongestObservedHours => Language.Text(
                "decision.extrapolated",
                (
                    "hours",
                    Language.Number(
                        scenario.LongestObservedHours,
                        double.IsInteger(Math.Round(scenario.LongestObservedHours, 1)) ? 0 : 1
                    )
                )
            ),
            _ => null,
        };

    /// <summary>How many typed or prior assumptions nobody has reviewed; from one on the report is a draft.</summary>
    public int Unreviewed => Study.Assumptions.Count(a => a.NeedsReview);

    public string Company =>
        Study.Company.Name.Trim() is { Length: > 0 } name ? name : Language["company.unnamed"];

    public string Channel(string id) =>
        Study.ChannelNames.TryGetValue(id, out var name) ? name.In(Language.Code) : id;

    public string Purpose(string id) =>
        Study.PurposeNames.TryGetValue(id, out var name) ? name.In(Language.Code) : id;

    public string Channels(IEnumerable<string> ids) => Language.List([.. ids.Select(Channel)]);

    /// <summary>A text of the language by an id that may be newer than the language's file.</summary>
    public string Word(string prefix, string id) =>
        Language.Has($"{prefix}.{id}") ? Language[$"{prefix}.{id}"] : id;

    /// <summary>A UTC time of the study as the company's clock showed it.</summary>
    public DateTime Local(string utc) => Utc(utc).ToInstant().InZone(_zone).ToDateTimeUnspecified();

    public static DateTimeOffset Utc(string utc) =>
        DateTimeOffset.Parse(
            utc,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );

    public string Moment(string utc) => Language.Moment(Local(utc));

    public string Date(string utc) => Language.Date(Local(utc));

    /// <summary>An interval in a measure: from 1 to 2 conversations.</summary>
    public string Range(Measure measure, double lower, double upper) =>
        Language.Text("interval.range", ("lower", measure.Bare(lower)), ("upper", measure.Full(upper)));

    /// <summary>An interval in headline rounding.</summary>
    public string RoundedRange(Measure measure, Estimate estimate) =>
        Language.Text(
            "interval.range",
            ("lower", measure.Rounded(estimate.Lower80)),
            ("upper", measure.Rounded(estimate.Upper80))
        );

    /// <summary>Purposes whose margin has to be typed in before money can be printed.</summary>
    public IReadOnlyList<string> MarginsMissing =>
        [
            .. Study
                .Assumptions.Where(a =>
                    a.Origin == "missing" && a.Key.EndsWith(".margin", StringComparison.Ordinal)
                )
                .Select(a => a.Key[..^".margin".Length]),
        ];

    /// <summary>What falls on a day: a campaign, a month's end or a holiday.</summary>
    public string Occasion(string id) =>
        id is "campaign" or "month_end" ? Word("occasion", id) : Language["occasion.holiday"];

    /// <summary>An input of the sensitivity in words: an assumption, or what no assumption states.</summary>
    public string InputName(string input) => Names.Input(input);

    /// <summary>Why the study has its grade, in one sentence; null in a study stored before grades were told.</summary>
    public string? ConfidenceSentence =>
        Study.Confidence is { } confidence ? ConfidenceWords.Reason(confidence, Language) : null;

    /// <summary>The text itself, or as much of it as a table has room for.</summary>
    public static string Shortened(string text, int most)
    {
        var runes = text.Trim().EnumerateRunes().ToList();
        return runes.Count <= most
            ? text.Trim()
            : string.Concat(runes.Take(most - 1).Select(r => r.ToString())).TrimEnd() + "…";
    }
}
