using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>
/// Years of loss under every mix that could be the best, all on the same years, so that differences are not noise.
/// </summary>
internal sealed class MixStage(
    StudyFrame frame,
    YearSimulation years,
    YearSimulation withoutOverload,
    MixSearch search,
    MixCost cost,
    LossInputs inputs,
    MeanYear mean,
    Reach reach,
    double[] logRatiosOfLevel,
    Rng rng
)
{
    public (YearLoss Year, MixComparison Mix, IReadOnlyList<Mix> Valued, Overflow Overflow) Run(
        string failedChannel,
        int trials,
        int threads,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        Action<double> Report(string stage) => done => progress?.Report(new StudyProgress(stage, done));
        var inMoney = inputs.InMoney && !UnknownToday;
        var unit = inMoney ? LossUnit.Money : LossUnit.Conversations;
        LossUnit[] units = inputs.InMoney
            ? [LossUnit.Conversations, LossUnit.Money]
            : [LossUnit.Conversations];
        // Today is counted in both units on one pass, which also fills the tables that bound all other mixes.
        var today = search.RoutingOf(search.Today);
        var (draws, table) = years.RunWithTable(
            [.. units.Select(u => new Valued(today, u))],
            unit,
            trials,
            rng,
            threads,
            Report("mix"),
            cancellationToken
        );
        var overflow = new Overflow(inputs.Table, frame.Capacities, [.. table.StandingByCell]);
        var valued = new ValuedMixes(years, search, cost, inMoney, overflow, trials, rng, threads);
        var todayDraws = draws[Array.IndexOf(units, unit)];
        valued.Add(search.Today, today, todayDraws);
        var tail = years.TableOf(
            Tail.Worst(ValuedMixes.AllOf(todayDraws), 0.95),
            unit,
            rng,
            threads,
            cancellationToken
        );
        var hunt = new BoundedSearch(search, valued, table, tail, threads);
        hunt.Run(inMoney, Report("mix"), cancellationToken);
        var traffic = inMoney ? Traffic(hunt, valued, trials, threads, cancellationToken) : null;
        hunt.Settle(cancellationToken);
        var ends = reach.Unlinked ? EndsOf(hunt, valued, cancellationToken) : null;
        var beside = new MixesBeside(frame, search, valued, hunt, traffic, mean.Shocks).Value(
            cancellationToken
        );
        var (nextUnits, stability) = new NextUnits(
            frame,
            years,
            search,
            cost,
            valued,
            hunt,
            ContactsBehind(),
            rng.Fork("resamples"),
            threads
        ).Run(trials, Report("stability"), cancellationToken);
        var year = new YearStage(frame.Ledger.Channels, years, withoutOverload, search.Channels, rng).Of(
            today,
            units,
            draws,
            threads,
            Report("year"),
            cancellationToken
        );
        var comparison = Compare(
            hunt,
            valued,
            beside,
            ends,
            table,
            inMoney,
            todayDraws,
            threads,
            cancellationToken
        );
        comparison = comparison with
        {
            NextUnits = nextUnits,
            Stability = stability,
            Plan = PlanOf(hunt.Best.Mix, valued, inMoney, failedChannel, cancellationToken),
        };
        if (traffic is not null)
            comparison = comparison with
            {
                Search = comparison.Search! with { Programmes = traffic.Solved, ProgrammeGap = traffic.Gap },
            };
        return (year, comparison, [.. valued.All.Select(v => v.Mix)], overflow);
    }

    private bool UnknownToday => cost.Unknown.Intersect(frame.Ledger.Channels, StringComparer.Ordinal).Any();

    private TrafficSearch Traffic(
        BoundedSearch hunt,
        ValuedMixes valued,
        int trials,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var traffic = new TrafficSearch(years, search, cost, hunt, valued, trials, rng, threads);
        traffic.Run(cancellationToken);
        return traffic;
    }

    private MixComparison Compare(
        BoundedSearch hunt,
        ValuedMixes valued,
        IReadOnlyList<MixBeside> beside,
        IdentityEnds? ends,
        YearTable table,
        bool inMoney,
        YearDraws todayDraws,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var (today, best) = (valued.Of(search.Today), hunt.Best);
        var bestDraws = years.Run(
            [best.Routing],
            valued.Unit,
            todayDraws.Total.Length,
            rng,
            threads,
            null,
            cancellationToken
        )[0];
        var avoided = ValuedMixes.AllOf(todayDraws).Zip(ValuedMixes.AllOf(bestDraws), Difference).ToArray();
        var known = valued.All.Where(v => !inMoney || v.Cost is not null).ToArray();
        var allowed = known.Where(hunt.IsAllowed).ToArray();
        var frontier = inMoney
            ? Frontier.Thinned(
                Frontier.Of([.. allowed.Select(v => v.Point)]),
                Frontier.Most,
                Array.IndexOf(allowed, best)
            )
            : [];
        var outlook = new MixOutlook(years, search, cost, inputs, mean, logRatiosOfLevel, rng);
        return new MixComparison(
            inMoney ? "money" : "conversations",
            today.Mix.Id,
            best.Mix.Id,
            allowed.Count(v => v != today),
            avoided.Average(),
            Summaries.EstimateOf(avoided),
            best.Cost - today.Cost,
            inMoney ? cost.OfEnrolment(best.Mix, search.Effort(best.Mix)) : null,
            [
                .. known
                    .OrderBy(v => v.Mean + (v.Cost ?? 0))
                    .ThenBy(v => v.Mix.Id, StringComparer.Ordinal)
                    .Select(new MixValues(frame.Channels, search, hunt).Of),
            ]
        )
        {
            TailWeight = search.Policy.TailWeight,
            Search = new MixSearchFacts(
                hunt.Sets.Count,
                (1 << search.Channels) - 1 - hunt.Sets.Count,
                hunt.Bounded.Count,
                valued.All.Count,
                hunt.Gap,
                hunt.FrontierComplete
            ),
            Frontier = [.. frontier.Select(i => allowed[i].Mix.Id)],
            Beside = beside,
            Ends = ends,
            Floor = outlook.Floor(table),
            Switching = outlook.Switching(today.Routing, best.Routing, valued.Unit),
            OverTime =
                inMoney && best != today ? outlook.OverTime(today, best, valued, cancellationToken) : null,
        };
    }

    private MixPlan PlanOf(
        Mix recommended,
        ValuedMixes valued,
        bool inMoney,
        string failedChannel,
        CancellationToken cancellationToken
    )
    {
        double MeanLossOf(Mix mix)
        {
            valued.Value([mix], null, cancellationToken);
            return valued.Of(mix).Mean;
        }
        double On(int channel, ReachGrade grade) => reach.ContactsOn(channel, grade);
        return new PlanStage(
            frame,
            search,
            cost,
            MeanLossOf,
            c => On(c, ReachGrade.Consented),
            c => On(c, ReachGrade.InUseOrTold)
        ).Of(recommended, inMoney, failedChannel);
    }

    /// <summary>Sums of the same parts in another order differ by rounding: that is no difference.</summary>
    internal static double Difference(double a, double b) =>
        Math.Abs(a - b) <= 1e-9 * Math.Max(Math.Abs(a), Math.Abs(b)) ? 0 : a - b;

    /// <summary>Contacts behind each reach set: of what customers begin, then of what the company does.</summary>
    private Dictionary<int, double> ContactsBehind()
    {
        var behind = new Dictionary<int, double>(reach.ContactsBySet(ReachGrade.InUseOrTold));
        foreach (var (set, contacts) in reach.ContactsBySet(ReachGrade.Consented))
            behind[set] = Math.Max(contacts, behind.GetValueOrDefault(set));
        return behind;
    }

    /// <summary>The best mixes where identities overlap least and most: the same demand, other reach sets behind it.</summary>
    private IdentityEnds? EndsOf(BoundedSearch hunt, ValuedMixes valued, CancellationToken cancellationToken)
    {
        BoundedMix? At(ReachEnd end) =>
            hunt.BestWith(
                search.With(
                    [
                        .. search.Cells.Select(c =>
                            c.Campaign != CampaignUnit.None
                                ? c
                                : c with
                                {
                                    ShareBySet = reach.SharesOf(c.Channel, c.Purpose, c.Direction, end),
                                }
                        ),
                    ],
                    search.ContactsBySet
                )
            );
        if (At(ReachEnd.Least) is not { } least || At(ReachEnd.Most) is not { } most)
            return null;
        valued.Value([least.Mix, most.Mix], null, cancellationToken);
        return new IdentityEnds(
            least.Mix.Id,
            most.Mix.Id,
            least.Mix.Active == most.Mix.Active,
            least.Point.Mean,
            most.Point.Mean
        );
    }
}
