using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>
/// Years of loss under every candidate mix. All candidates are valued on the first trials, the recommended mix and
/// today's then on all of them: the same years, so that differences are not noise.
/// </summary>
internal sealed class MixStage(
    YearSimulation years,
    MixSearch search,
    MixCost cost,
    Ledger ledger,
    LossInputs inputs,
    Rng rng
)
{
    private const int FirstTrials = 10_000;

    public (YearLoss Year, MixComparison Mix) Run(
        int trials,
        int threads,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var candidates = search.Candidates();
        var first = Math.Min(trials, FirstTrials);
        var draws = years.Run(
            [.. candidates.Select(search.RoutingOf)],
            first,
            rng,
            threads,
            done => progress?.Report(new StudyProgress("mix", done)),
            cancellationToken
        );
        var inMoney = inputs.InMoney && cost.Unknown.Count == 0;
        var values = candidates.Select((m, i) => ValueOf(m, draws[i], inMoney)).ToArray();
        var best = Enumerable
            .Range(0, candidates.Count)
            .Where(i => !inMoney || values[i].YearlyCost is not null)
            .MinBy(i => values[i].YearlyTotal);
        var full = years.Run(
            [search.RoutingOf(search.Today), search.RoutingOf(candidates[best])],
            trials,
            rng,
            threads,
            done => progress?.Report(new StudyProgress("year", done)),
            cancellationToken
        );
        values[best] = ValueOf(candidates[best], full[1], inMoney);
        values[0] = ValueOf(candidates[0], full[0], inMoney);
        var year = new YearLoss(
            trials,
            Summaries.DistributionOf(full[0].Conversations, full[0].LargestConversations),
            full[0].Money is { } money ? Summaries.DistributionOf(money, full[0].LargestMoney!) : null
        );
        return (year, Compare(values, best, full, inMoney));
    }

    private static MixComparison Compare(MixValue[] values, int best, YearDraws[] full, bool inMoney)
    {
        var avoided = Total(full[0], inMoney).Zip(Total(full[1], inMoney), (a, b) => a - b).ToArray();
        return new MixComparison(
            inMoney ? "money" : "conversations",
            values[0].Id,
            values[best].Id,
            avoided.Average(),
            Summaries.EstimateOf(avoided),
            values[best].YearlyCost - values[0].YearlyCost,
            [.. values.OrderBy(v => v.YearlyTotal).ThenBy(v => v.Id, StringComparer.Ordinal)]
        );
    }

    private static double[] Total(YearDraws draws, bool inMoney) =>
        inMoney
            ? [.. draws.Money!.Zip(draws.StandingMoney!, (a, b) => a + b)]
            : [.. draws.Conversations.Zip(draws.StandingConversations, (a, b) => a + b)];

    private MixValue ValueOf(Mix mix, YearDraws draws, bool inMoney)
    {
        var yearly = inMoney ? draws.Money! : draws.Conversations;
        var outage = Summaries.DistributionOf(
            yearly,
            inMoney ? draws.LargestMoney! : draws.LargestConversations
        );
        var standing = (inMoney ? draws.StandingMoney! : draws.StandingConversations).Average();
        var yearlyCost = inMoney ? cost.Of(mix, search.Enrolled(mix)) : null;
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
            yearlyCost,
            outage.Mean + standing + (yearlyCost ?? 0),
            outage
        );
    }
}
