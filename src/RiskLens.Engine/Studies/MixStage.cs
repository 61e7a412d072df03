using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>
/// Years of loss under every candidate mix, all on the same years, so that differences are not noise.
/// </summary>
internal sealed class MixStage(
    YearSimulation years,
    YearSimulation withoutOverload,
    MixSearch search,
    MixCost cost,
    Ledger ledger,
    LossInputs inputs,
    Rng rng
)
{
    public (YearLoss Year, MixComparison Mix) Run(
        int trials,
        int threads,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var candidates = search.Candidates();
        var inMoney = inputs.InMoney && cost.Unknown.Count == 0;
        var unit = inMoney ? LossUnit.Money : LossUnit.Conversations;
        YearDraws[] Value(
            IReadOnlyList<Mix> mixes,
            LossUnit counted,
            string stage,
            YearSimulation? other = null
        ) =>
            (other ?? years).Run(
                [.. mixes.Select(search.RoutingOf)],
                counted,
                trials,
                rng,
                threads,
                done => progress?.Report(new StudyProgress(stage, done)),
                cancellationToken
            );
        var draws = Value(candidates, unit, "mix");
        var values = candidates.Select((m, i) => ValueOf(m, draws[i], inMoney)).ToArray();
        bool Known(int i) => !inMoney || values[i].FirstYearCost is not null;
        int[] eligible =
        [
            .. Enumerable.Range(0, values.Length).Where(i => Known(i) && KeepsEveryone(values[i], values[0])),
        ];
        var best = eligible.MinBy(i => values[i].FirstYearTotal);
        LossDistribution Today(LossUnit counted)
        {
            var today = counted == unit ? draws[0] : Value([search.Today], counted, "year")[0];
            return Summaries.DistributionOf(today.Total, today.Largest);
        }
        var year = new YearLoss(
            trials,
            Today(LossUnit.Conversations),
            inputs.InMoney ? Today(LossUnit.Money) : null,
            Value([search.Today], LossUnit.Conversations, "year", withoutOverload)[0].Total.Average()
        );
        var avoided = All(draws[0]).Zip(All(draws[best]), (a, b) => a - b).ToArray();
        var comparison = new MixComparison(
            inMoney ? "money" : "conversations",
            values[0].Id,
            values[best].Id,
            eligible.Length - 1,
            avoided.Average(),
            Summaries.EstimateOf(avoided),
            values[best].FirstYearCost - values[0].FirstYearCost,
            inMoney ? cost.OfEnrolment(candidates[best], values[best].ContactsEnrolled) : null,
            [
                .. values
                    .Where((_, i) => Known(i))
                    .OrderBy(v => v.FirstYearTotal)
                    .ThenBy(v => v.Id, StringComparer.Ordinal),
            ]
        );
        return (year, comparison);
    }

    /// <summary>Nothing is gained by ceasing to serve people: whoever is reached today stays reached.</summary>
    private static bool KeepsEveryone(MixValue mix, MixValue today) =>
        mix.StandingLoss <= today.StandingLoss && mix.ReachedShare >= today.ReachedShare;

    private static IEnumerable<double> All(YearDraws draws) =>
        draws.Total.Zip(draws.Standing, (a, b) => a + b);

    private MixValue ValueOf(Mix mix, YearDraws draws, bool inMoney)
    {
        var outage = Summaries.DistributionOf(draws.Total, draws.Largest);
        var standing = draws.Standing.Average();
        var firstYearCost = inMoney ? cost.Of(mix, search.Enrolled(mix), search.RoutingOf(mix)) : null;
        var contacts = ledger.Reach.Contacts.Values.Sum();
        var reached = ledger.Reach.Contacts.Where(s => (s.Key & mix.Active) != 0).Sum(s => s.Value);
        return new MixValue(
            mix.Id,
            Coverage.NamesOf(mix.Active, ledger.Channels),
            mix.Standby < 0 ? null : ledger.Channels[mix.Standby],
            mix.StandbyShare,
            search.Enrolled(mix),
            contacts == 0 ? 0 : reached / (double)contacts,
            standing,
            outage.Mean,
            outage.ConditionalValueAtRisk95,
            firstYearCost,
            outage.Mean + standing + (firstYearCost ?? 0),
            outage
        );
    }
}
