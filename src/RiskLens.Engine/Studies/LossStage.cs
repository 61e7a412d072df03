using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Studies;

/// <summary>Losses of one outage, of a year, and under other mixes.</summary>
internal sealed record LossStage(
    ScenarioLoss Scenario,
    IReadOnlyList<ReplayLoss> Replays,
    YearLoss Year,
    MixComparison Mix,
    IReadOnlyList<PurposeTolerance> Tolerances,
    Plausibility? Plausibility,
    CampaignPaths Campaigns,
    bool InFlightTold,
    IReadOnlyList<string> CostsUnknown,
    IReadOnlyList<string> EnrolmentUnknown,
    Sensitivity Sensitivity,
    StudyYears Years
)
{
    /// <summary>Outbound channels of which neither a list nor a share tells who agreed to be written to.</summary>
    public IReadOnlyList<string> ConsentUnknown { get; init; } = [];

    public static LossStage Run(
        StudyFrame frame,
        Demand demand,
        Reach reach,
        Tournament tournament,
        OutageModel model,
        Past past,
        IReadOnlyList<DemandCell> cells,
        string channel,
        int threads,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var ledger = frame.Ledger;
        var channels = frame.Channels.Count;
        var basis = LossBasis.Of(frame, reach, tournament, model, past, cells);
        var (inputs, search, levels) = (basis.Inputs, basis.Search, basis.Levels);
        var loss = new OutageLoss(inputs, search.RoutingOf(search.Today), channels);
        var chance = frame.Rng.Fork("scenarios");
        var scenarios = new Scenarios(inputs, loss, tournament, demand, ledger.Hours, chance);
        var scenario = scenarios.Of(channel, frame.Inputs.ScenarioHours, LongestOf(past.Measured, channel));
        cancellationToken.ThrowIfCancellationRequested();
        var replays = new Replays(inputs, loss, scenarios, demand, ledger.Hours).Of(
            frame.Inputs.Catalogue,
            frame.Inputs.Zone,
            scenario
        );
        cancellationToken.ThrowIfCancellationRequested();

        var stated = frame.Inputs.AssumptionsByKey;
        var cost = new MixCost(frame.Channels, inputs.Cells, stated, MessagesOutPerYear(frame));
        var (years, today) = (basis.Years(true), search.RoutingOf(search.Today));
        var chanceOfInputs = frame.Rng.Fork("sensitivity");
        var sensitivity = new SensitivityStage(years.Shocks, inputs, levels, today, chanceOfInputs);
        var mixes = new MixStage(
            frame,
            years,
            basis.Years(false),
            search,
            cost,
            inputs,
            sensitivity.Year,
            reach,
            levels,
            StudyYears.YearsOf(frame.Rng)
        );
        var (year, mix, valued, overflow) = mixes.Run(
            channel,
            frame.Inputs.Trials,
            threads,
            progress,
            cancellationToken
        );
        return new LossStage(
            scenario,
            replays,
            year,
            mix,
            Studies.Tolerances.Of(
                frame,
                inputs,
                loss,
                1 << ledger.IndexOf(channel),
                scenarios.DrawsFor(frame.Inputs.ScenarioHours)
            ),
            inputs.InMoney ? PlausibilityOf(frame, inputs, scenario) : null,
            basis.Campaigns,
            inputs.Cells.Any(c => c.Facts.OpenHours > 0),
            cost.Unknown,
            cost.EnrolmentUnknown,
            sensitivity.Run(search, cost, year, mix, valued, threads, cancellationToken),
            YearsOf(frame, past, search, inputs, levels, years, mix, valued, overflow)
        )
        {
            ConsentUnknown = ConsentUnknownOf(frame, reach),
        };
    }

    private static IReadOnlyList<string> ConsentUnknownOf(StudyFrame frame, Reach reach) =>
        [
            .. frame
                .Channels.Index()
                .Where(c => (frame.OutboundMask >> c.Index & 1) != 0 && !reach.ConsentKnownOn(c.Index))
                .Select(c => c.Item),
        ];

    /// <summary>What is kept of the years, for mixes typed in later.</summary>
    private static StudyYears YearsOf(
        StudyFrame frame,
        Past past,
        MixSearch search,
        LossInputs inputs,
        double[] levels,
        YearSimulation years,
        MixComparison mix,
        IReadOnlyList<Mix> valued,
        Overflow overflow
    ) =>
        new()
        {
            StudyId = frame.Id,
            Seed = frame.Seed,
            Trials = frame.Inputs.Trials,
            Currency = frame.Inputs.Company.Currency,
            Channels = frame.Channels,
            Cells = inputs.Cells,
            Learnt = past.Learnt,
            Assumptions = frame.Inputs.Assumptions,
            Levels = levels,
            Strikes = StudyYears.StrikesOf(years, frame.Inputs.Trials, StudyYears.YearsOf(frame.Rng)),
            Contacts = search.ContactsBySet,
            Capable = frame.CapableByKind,
            InboundMask = frame.InboundMask,
            TodayMask = frame.TodayMask,
            Policy = frame.Policy,
            Enrolments = frame.Enrolments,
            Delivered = frame.Delivered,
            MessagesOutPerYear = MessagesOutPerYear(frame),
            Capacity = overflow.Capacity,
            Standing = overflow.Standing,
            InMoney = mix.Basis is "money",
            Recommended = valued.First(v => string.Equals(v.Id, mix.RecommendedId, StringComparison.Ordinal)),
        };

    /// <summary>The longest outage that the company's own logs measured on the channel; 0 when there is none.</summary>
    private static double LongestOf(IReadOnlyList<ReviewedOutage> measured, string channel) =>
        measured
            .Where(r => string.Equals(r.Channel, channel, StringComparison.Ordinal))
            .Select(r => r.Outage.Hours ?? 0)
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>
    /// The day's loss over a figure from above: what the company states of it, else the margin of all conversations of a
    /// mean day on every channel.
    /// </summary>
    private static Plausibility? PlausibilityOf(StudyFrame frame, LossInputs inputs, ScenarioLoss scenario)
    {
        var day = scenario.ByLength.First(l => l.Hours == 24).AnyStart.Money!.Mean;
        var stated = frame.Inputs.AssumptionsByKey.GetValueOrDefault("plausible_day");
        var draws = OutageLoss.DrawInputs(inputs, [], frame.Rng.Fork("plausible"), 200);
        var all = draws.Average(d =>
            inputs.Table.MeanPerHour.Zip(d.Money!.Margin, (n, m) => 24 * n * m).Sum()
        );
        var above = stated?.Central ?? all;
        return above <= 0
            ? null
            : new Plausibility(
                stated is null ? "all_conversations" : "stated",
                above,
                day,
                day / above,
                day / above is < 0.1 or > 10
            );
    }

    private static Dictionary<string, double> MessagesOutPerYear(StudyFrame frame)
    {
        var perYear = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < frame.Ledger.Channels.Count; i++)
        {
            var channel = frame.Ledger.Channels[i];
            var sent = frame
                .Ledger.Activities.Where(a => string.Equals(a.Channel, channel, StringComparison.Ordinal))
                .Sum(a => a.MessagesOut.Sum(m => (double)m));
            var observed = Math.Max(1, frame.Ledger.Observed[i].Count(o => o));
            perYear[channel] = sent / observed * YearSimulation.HoursPerYear;
        }
        return perYear;
    }
}
