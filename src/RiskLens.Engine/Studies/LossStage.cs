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
    IReadOnlyList<string> CostsUnknown,
    IReadOnlyList<string> EnrolmentUnknown
)
{
    public static LossStage Run(
        StudyFrame frame,
        Demand demand,
        Tournament tournament,
        OutageModel model,
        Behaviour behaviour,
        IReadOnlyList<ReviewedOutage> measured,
        IReadOnlyList<DemandCell> cells,
        string channel,
        int threads,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var ledger = frame.Ledger;
        var channels = ledger.Channels.Count;
        var margins = frame.WithoutMargin.Count == 0 ? frame.ByPurpose("margin") : null;
        var inputs = new LossInputs(cells, behaviour, frame.ByPurpose("served_elsewhere"), margins);
        var search = new MixSearch(
            cells,
            ledger.Reach.Contacts,
            frame.CapableOf,
            frame.InboundMask,
            channels
        );
        var today = search.RoutingOf(search.Today);

        var scenarios = new Scenarios(
            inputs,
            today,
            tournament,
            demand,
            ledger.Hours,
            frame.Rng.Fork("scenarios")
        );
        var scenario = scenarios.ByStartingHour(
            channel,
            frame.Inputs.ScenarioHours,
            LongestOf(measured, channel)
        );
        var replays = scenarios.Replays(frame.Inputs.Catalogue, frame.Inputs.Zone, scenario);
        cancellationToken.ThrowIfCancellationRequested();

        // A level for the whole year: the error of a week's total, the longest that the tournament judges.
        YearSimulation Years(bool withOverload) =>
            new(
                model,
                inputs,
                tournament.Errors.LogRatios(168),
                channels,
                new YearClock(ledger.End, frame.Inputs.SensitiveWeeks)
            )
            {
                WithOverload = withOverload,
            };
        var cost = new MixCost(
            ledger.Channels,
            cells,
            frame.Inputs.AssumptionsByKey,
            MessagesOutPerYear(frame)
        );
        var mixes = new MixStage(
            Years(true),
            Years(false),
            search,
            cost,
            ledger,
            inputs,
            frame.Rng.Fork("years")
        );
        var (year, mix) = mixes.Run(frame.Inputs.Trials, threads, progress, cancellationToken);
        return new LossStage(scenario, replays, year, mix, cost.Unknown, cost.EnrolmentUnknown);
    }

    /// <summary>The longest outage that the company's own logs measured on the channel; 0 when there is none.</summary>
    private static double LongestOf(IReadOnlyList<ReviewedOutage> measured, string channel) =>
        measured
            .Where(r => string.Equals(r.Channel, channel, StringComparison.Ordinal))
            .Select(r => r.Outage.Hours ?? 0)
            .DefaultIfEmpty(0)
            .Max();

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
