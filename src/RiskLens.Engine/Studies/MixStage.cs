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
        var routings = candidates.Select(search.RoutingOf).ToArray();
        var today = routings[0];
        LossUnit[] units = inputs.InMoney
            ? [LossUnit.Conversations, LossUnit.Money]
            : [LossUnit.Conversations];
        Action<double> Report(string stage) => done => progress?.Report(new StudyProgress(stage, done));
        // Today is counted in both units on the same pass; the mixes in the one they are compared in.
        var draws = years.Run(
            [.. routings.Select(r => new Valued(r, unit)), .. units.Select(u => new Valued(today, u))],
            trials,
            rng,
            threads,
            Report("mix"),
            cancellationToken
        );
        var values = new MixValue[candidates.Count];
        Parallel.For(
            0,
            values.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) },
            i => values[i] = ValueOf(candidates[i], routings[i], draws[i], inMoney)
        );
        bool Known(int i) => !inMoney || values[i].FirstYearCost is not null;
        int[] eligible =
        [
            .. Enumerable.Range(0, values.Length).Where(i => Known(i) && KeepsEveryone(values[i], values[0])),
        ];
        var best = eligible.MinBy(i => values[i].FirstYearTotal);
        var year = YearOf(today, units, draws[routings.Length..], threads, Report("year"), cancellationToken);
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

    private YearLoss YearOf(
        Routing today,
        LossUnit[] units,
        YearDraws[] draws,
        int threads,
        Action<double> report,
        CancellationToken cancellationToken
    )
    {
        var trials = draws[0].Total.Length;
        var run = YearFigures.NestedFor(trials);
        Valued[] asked = [.. units.Select(u => new Valued(today, u))];
        var nested = years.RunNested(
            asked,
            run.Draws,
            run.TrialsPerDraw,
            YearFigures.Levels,
            rng,
            threads,
            report,
            cancellationToken
        );
        var calm = withoutOverload.Run(asked[..1], trials, rng, threads, null, cancellationToken)[0];
        var lengths = OutageLengths.Of(
            years.Shocks,
            years.WithOverload,
            ledger.Channels.Count,
            trials,
            rng,
            threads,
            cancellationToken
        );
        LossDistribution In(int u) => YearFigures.Of(draws[u], nested[u], run.TrialsPerDraw);
        return new YearLoss(trials, In(0), units.Length > 1 ? In(1) : null, calm.Total.Average())
        {
            Nested = run,
            ChanceWithoutShock = years.Shocks.ChanceOfNone,
            ChanceWithoutOutage = lengths.ChanceOfNone,
            Lengths =
            [
                .. ledger.Channels.Select(
                    (channel, c) =>
                        new ChannelLengths(
                            channel,
                            [
                                .. OutageLengths.Hours.Select(
                                    (hours, h) =>
                                        new LengthPoint(
                                            hours,
                                            lengths.ChanceInYear(c, h),
                                            lengths.PerYear(c, h)
                                        )
                                ),
                            ]
                        )
                ),
            ],
        };
    }

    /// <summary>Nothing is gained by ceasing to serve people: whoever is reached today stays reached.</summary>
    internal static bool KeepsEveryone(MixValue mix, MixValue today) =>
        mix.StandingLoss <= today.StandingLoss && mix.ReachedShare >= today.ReachedShare;

    private static IEnumerable<double> All(YearDraws draws) =>
        draws.Total.Zip(draws.Standing, (a, b) => a + b);

    private MixValue ValueOf(Mix mix, Routing routing, YearDraws draws, bool inMoney)
    {
        var outage = YearFigures.Of(draws);
        var standing = draws.Standing.Average();
        var firstYearCost = inMoney ? cost.Of(mix, search.Enrolled(mix), routing) : null;
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
