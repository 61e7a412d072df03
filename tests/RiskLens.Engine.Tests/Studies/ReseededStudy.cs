using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;

namespace RiskLens.Engine.Tests.Studies;

/// <summary>
/// Of a study of a <see cref="ReseededCompany"/>, the stages that lead to the parameter interval of the mean year in
/// money: placebo test, scenarios, replays and other mixes take ten times as long and change nothing of it.
/// </summary>
internal static class ReseededStudy
{
    /// <summary>The interval that <see cref="Study.Run"/> gives for the same inputs, by a nested run of any size.</summary>
    public static Bounds MeanParameters80(
        StudyInputs inputs,
        NestedRun run,
        CancellationToken cancellationToken
    )
    {
        var ledger = inputs.Ledger;
        var clock = LocalClock.Of(inputs.Zone, ledger.Start, ledger.Hours + Tournament.HorizonHours);
        var busiest = ledger.Channels[0];
        var tournament = Tournament.Run(
            SeriesOf(ledger, [.. ledger.Activities.Where(a => a.Channel == busiest)]),
            clock
        )!;
        DemandCell[] cells =
        [
            .. ledger.Activities.Zip(
                ledger.Reach.Demand,
                (activity, reach) =>
                    new DemandCell(
                        ledger.IndexOf(activity.Channel),
                        activity.Purpose,
                        Direction.In,
                        tournament.Winner.Forecast(
                            SeriesOf(ledger, [activity]),
                            clock,
                            Tournament.HorizonHours
                        )!,
                        SharesOf(reach),
                        MovesMoney: false
                    )
            ),
        ];
        var stated = inputs.AssumptionsByKey;
        var behaviour = Behaviour.Of(
            [],
            stated["switch_rate"],
            stated["recovered_share"],
            stated["recovery_hours"]
        );
        var channels = ledger.Channels.Count;
        var all = (1 << channels) - 1;
        var years = new YearSimulation(
            OutageModel.Fit(inputs.Catalogue, inputs.Own, inputs.Company.Country, ledger.Channels),
            new LossInputs(cells, behaviour, stated, ledger.Channels),
            tournament.Errors.LogRatios(168),
            channels,
            new YearClock(ledger.End, inputs.SensitiveWeeks)
        );
        var nested = years.RunNested(
            [new Valued(Routing.Of(cells, all, _ => all, channels), LossUnit.Money)],
            run.Draws,
            run.TrialsPerDraw,
            [],
            new Rng(inputs.Seed!.Value).Fork("years"),
            1,
            null,
            cancellationToken
        )[0];
        var means = Quantiles.Sorted(nested.Means);
        return new Bounds(Quantiles.Of(means, 0.1), Quantiles.Of(means, 0.9));
    }

    private static HourlySeries SeriesOf(Ledger ledger, Activity[] activities) =>
        new(
            ledger.Start,
            [
                .. Enumerable
                    .Range(0, ledger.Hours)
                    .Select(h => (double)activities.Sum(a => a.ConversationsIn[h])),
            ],
            ledger.Observed[0]
        );

    private static Dictionary<int, double> SharesOf(ReachDemand reach) =>
        reach.ConversationsBySet.ToDictionary(
            s => s.Key,
            s => s.Value / (double)reach.ConversationsBySet.Values.Sum()
        );
}
