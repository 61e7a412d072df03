using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Studies;

/// <summary>What losses are valued on: the demand of the horizon and its prices, the possible mixes, and the level's error.</summary>
internal sealed record LossBasis(
    LossInputs Inputs,
    MixSearch Search,
    CampaignPaths Campaigns,
    double[] Levels,
    Func<bool, YearSimulation> Years
)
{
    public static LossBasis Of(
        StudyFrame frame,
        Reach reach,
        Tournament tournament,
        OutageModel model,
        Past past,
        IReadOnlyList<DemandCell> forecast
    )
    {
        var campaigns = CampaignPaths.Of(
            frame.Inputs.Campaigns,
            frame.Ledger.Channels,
            Tournament.HorizonHours
        );
        DemandCell[] cells =
        [
            .. forecast,
            .. campaigns.Paths.SelectMany(path => CampaignCells(path, forecast)),
        ];
        var inputs = new LossInputs(cells, past.Behaviour, frame.Inputs.AssumptionsByKey, frame.Channels);

        // A level for the whole year: the error of a week's total, the longest that the tournament judges.
        var levels = tournament.Errors.LogRatios(168);
        return new LossBasis(
            inputs,
            frame.SearchOf(cells, reach),
            campaigns,
            levels,
            withOverload => new YearSimulation(
                model,
                inputs,
                levels,
                frame.Channels.Count,
                new YearClock(frame.Ledger.End, frame.Inputs.SensitiveWeeks)
            )
            {
                WithOverload = withOverload,
            }
        );
    }

    /// <summary>
    /// Campaigns beside the demand that they bring: people are reached as those are to whom the company writes on that
    /// channel.
    /// </summary>
    private static IEnumerable<DemandCell> CampaignCells(CampaignPath path, IReadOnlyList<DemandCell> cells)
    {
        var purpose = path.Purpose.Length > 0 ? path.Purpose : OccasionCalendar.Campaign;
        var known = cells.FirstOrDefault(c =>
            c.Channel == path.Channel
            && c.Direction == Direction.Out
            && string.Equals(c.Purpose, purpose, StringComparison.Ordinal)
        );
        DemandCell Of(double[] hit, CampaignUnit unit) =>
            new(
                path.Channel,
                purpose,
                Direction.Out,
                hit,
                known?.ShareBySet ?? new Dictionary<int, double> { [1 << path.Channel] = 1 },
                MovesMoney: false
            )
            {
                Campaign = unit,
            };
        if (Array.Exists(path.Value, v => v > 0))
            yield return Of(path.Value, CampaignUnit.Value);
        if (Array.Exists(path.Reach, v => v > 0))
            yield return Of(path.Reach, CampaignUnit.People);
    }
}
