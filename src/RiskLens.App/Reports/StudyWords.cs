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
    /// <summary>Caveats that a decision must not be taken without, the gravest first.</summary>
    private static readonly string[] Gravest =
    [
        "extrapolation",
        "extrapolation_unseen",
        "too_little_history",
        "too_few_conversations",
        "country_not_set",
        "country_not_in_catalogue",
        "placebo_not_testable",
        "placebo_coverage_low",
        "interval_not_calibrated",
        "no_margin",
        "partial_margin",
        "recovered_from_few",
        "switch_from_few",
        "prior_recovered",
        "prior_switch",
        "mix_costs_missing",
        "mix_tie",
        "reach_from_logs_only",
        "single_channel",
        "placebo_error_only",
        "ledger_gaps",
    ];

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
    }

    public Study Study { get; }

    public ReportLanguage Language { get; }

    /// <summary>Whether losses are known in money; otherwise the whole report speaks in conversations.</summary>
    public bool InMoney { get; }

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

    /// <summary>What the recommended mix costs beside today's, in a sentence.</summary>
    public string ExtraCost(MixComparison mix)
    {
        if (mix.ExtraCost is not { } cost)
            return Language["decision.cost_unknown"];
        var once = mix.EnrolmentCost ?? 0;
        var more = Language.Text(
            cost < 0 ? "decision.saves" : "decision.costs",
            ("cost", Money.Rounded(Math.Abs(cost)))
        );
        return once > 0 ? $"{more} {Language.Text("decision.once", ("cost", Money.Rounded(once)))}" : more;
    }

    /// <summary>A mix by its channels, and its standby where one is proposed.</summary>
    public string Mix(MixValue mix)
    {
        var channels = string.Join(" + ", mix.Channels.Select(Channel));
        var named = mix.Standby is { } standby
            ? Language.Text(
                "mix.with_standby",
                ("mix", channels),
                ("channel", Channel(standby)),
                ("share", Language.Percent(mix.StandbyShare))
            )
            : channels;
        return mix.Shares.Count == 0 ? named : $"{named}, {SharesOf(mix)}";
    }

    private string SharesOf(MixValue mix) =>
        Language[
            mix.Id.EndsWith("~equal", StringComparison.Ordinal) ? "mix.shares_equal" : "mix.shares_short"
        ];

    /// <summary>A mix by what it changes of today's: shorter where there are many channels.</summary>
    public string MixAgainstToday(MixValue mix)
    {
        if (Today is not { } today)
            return Mix(mix);
        var added = mix.Channels.Except(today.Channels).Select(id => "+ " + Channel(id));
        var dropped = today.Channels.Except(mix.Channels).Select(id => "\u2212 " + Channel(id));
        var standby = mix.Standby is { } id
            ?
            [
                Language.Text(
                    "mix.standby_short",
                    ("channel", Channel(id)),
                    ("share", Language.Percent(mix.StandbyShare))
                ),
            ]
            : Array.Empty<string>();
        string[] shares = mix.Shares.Count == 0 ? [] : ["+ " + SharesOf(mix)];
        return string.Join(' ', [Language["mix.today"], .. added, .. dropped, .. standby, .. shares]);
    }

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
    public string InputName(string input)
    {
        var dot = input.IndexOf('.', StringComparison.Ordinal);
        var subject = input[(dot + 1)..];
        return (dot < 0 ? input : input[..dot]) switch
        {
            "level" => Language["input.level"],
            "occasions" => Language["input.occasions"],
            "rate" => Language.Text("input.rate", ("subject", Word("family", subject))),
            "length" => Language.Text("input.length", ("subject", Word("regime", subject))),
            "in_flight" => Language.Text("input.in_flight", ("subject", Purpose(subject))),
            _ => AssumptionName(input),
        };
    }

    /// <summary>An assumption's key in words.</summary>
    public string AssumptionName(string key)
    {
        if (Language.Has($"assumption.{key}"))
            return Language[$"assumption.{key}"];
        var dot = key.LastIndexOf('.');
        if (dot < 0 || !Language.Has($"assumption.of.{key[(dot + 1)..]}"))
            return key;
        var subject = key[..dot];
        var name = Study.PurposeNames.ContainsKey(subject) ? Purpose(subject) : Channel(subject);
        return Language.Text($"assumption.of.{key[(dot + 1)..]}", ("subject", name));
    }

    /// <summary>A caveat as a sentence; a code without a text, or a hole without a figure, falls back to a plain line.</summary>
    public string Sentence(Caveat caveat)
    {
        var key = $"caveat.{caveat.Code}";
        if (!Language.Has(key))
            return PlainLine(caveat);
        var text = Language[key];
        foreach (var (name, figure) in caveat.Figures)
            text = text.Replace($"{{{name}}}", Figure(name, figure), StringComparison.Ordinal);
        foreach (var (name, value) in caveat.Names)
            text = text.Replace($"{{{name}}}", Named(value), StringComparison.Ordinal);
        return text.Contains('{', StringComparison.Ordinal) && HasOpenHole(key, caveat)
            ? PlainLine(caveat)
            : text;
    }

    /// <summary>Those of the caveats that matter for the decision, the gravest first.</summary>
    public IReadOnlyList<string> GravestCaveats(int most) =>
        [
            .. Study
                .Caveats.Where(c => Gravest.Contains(c.Code))
                .OrderBy(c => Array.IndexOf(Gravest, c.Code))
                .Select(Sentence)
                .Distinct(StringComparer.Ordinal)
                .Take(most),
        ];

    /// <summary>Why a part is missing, from the caveats with these codes; a plain sentence where none says it.</summary>
    public IReadOnlyList<string> Why(params ReadOnlySpan<string> codes)
    {
        var wanted = codes.ToArray();
        var found = Study.Caveats.Where(c => wanted.Contains(c.Code)).Select(Sentence).ToList();
        return found.Count > 0 ? found : [Language["why.unknown"]];
    }

    private string Figure(string name, double figure) =>
        name.Contains("coverage", StringComparison.OrdinalIgnoreCase)
        || name.Contains("share", StringComparison.OrdinalIgnoreCase)
            ? Language.Percent(figure)
            : Language.Number(figure, figure == Math.Floor(figure) ? 0 : 1);

    private string Named(string ids) =>
        Language.List([
            .. ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(id => Study.PurposeNames.ContainsKey(id) ? Purpose(id) : Channel(id)),
        ]);

    private bool HasOpenHole(string key, Caveat caveat) =>
        Language[key]
            .Split('{')
            .Skip(1)
            .Select(part => part.Split('}')[0])
            .Any(hole => !caveat.Figures.ContainsKey(hole) && !caveat.Names.ContainsKey(hole));

    private string PlainLine(Caveat caveat)
    {
        var facts = caveat
            .Figures.Select(f =>
                Language.Text("caveat.fact", ("name", f.Key), ("value", Figure(f.Key, f.Value)))
            )
            .Concat(
                caveat.Names.Select(n =>
                    Language.Text("caveat.fact", ("name", n.Key), ("value", Named(n.Value)))
                )
            )
            .ToList();
        return Language.Text(
            facts.Count > 0 ? "caveat.unknown_with" : "caveat.unknown",
            ("code", caveat.Code.Replace('_', ' ')),
            ("facts", string.Join("; ", facts))
        );
    }
}
