using System.Diagnostics;
using RiskLens.Benchmarks.Years;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Studies;

namespace RiskLens.Benchmarks.Mixes;

/// <summary>
/// Mixes of a large company (12 channels, 6 purposes): the pass over all trials that tells the mean year of any mix, and
/// the value of every active set on it. That each value is the simulated mean is checked on a few of them.
/// </summary>
internal static class MixesBenchmark
{
    private const int Threads = 2;

    /// <summary>Runs and prints; false where a value is not the simulated mean.</summary>
    public static bool Run(int trials)
    {
        var company = new MadeUpCompany(MadeUpCompany.Channels);
        var years = new YearSimulation(
            company.Model,
            company.Inputs,
            company.LogRatios,
            MadeUpCompany.Channels
        );
        Valued[] asked =
        [
            .. company
                .Search.Candidates()
                .Take(4)
                .Select(m => new Valued(company.Search.RoutingOf(m), LossUnit.Money)),
        ];
        (YearDraws[] Draws, YearTable Table) Pass(int count) =>
            years.RunWithTable(
                asked,
                LossUnit.Money,
                count,
                new Rng(1),
                Threads,
                null,
                CancellationToken.None
            );
        Pass(Math.Min(trials, 2000));
        var clock = Stopwatch.StartNew();
        var (draws, table) = Pass(trials);
        var pass = clock.Elapsed.TotalSeconds;

        clock.Restart();
        var tail = years.TableOf(
            Tail.Worst(draws[0].Total, 0.95),
            LossUnit.Money,
            new Rng(1),
            Threads,
            CancellationToken.None
        );
        var worst = clock.Elapsed.TotalSeconds;

        clock.Restart();
        var routings = new Routing[1 << MadeUpCompany.Channels];
        Parallel.For(
            0,
            routings.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Threads },
            active => routings[active] = company.Search.RoutingOf(new Mix(active, -1, 0))
        );
        var routed = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var values = new (double Mean, double Tail)[routings.Length];
        Parallel.For(
            0,
            routings.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Threads },
            active =>
                values[active] = (
                    table.Of(routings[active]) + table.Standing(routings[active]),
                    tail.Of(routings[active]) + tail.Standing(routings[active])
                )
        );
        var valued = clock.Elapsed.TotalSeconds;
        Figures.Note(
            Figures.Invariant(
                $"{trials} trials, {company.Cells.Count} cells, {table.Rows} rows, {Threads} threads"
            )
        );
        Figures.Note(Figures.Invariant($"pass with a table and {asked.Length} mixes: {pass:0.00} s"));
        Figures.Note(Figures.Invariant($"table of the worst 5 % of today's years: {worst:0.00} s"));
        Figures.Note(Figures.Invariant($"routing of {routings.Length} active sets: {routed:0.00} s"));
        Figures.Note(Figures.Invariant($"mean and bound of the tail of each: {valued:0.00} s"));
        var apart = asked
            .Select((a, m) => Math.Abs((table.Of(a.Routing) / draws[m].Total.Average()) - 1))
            .Max();
        Figures.Note(Figures.Invariant($"apart from the simulated means: {apart:0.0e+0} at most"));
        Search(company, years, trials);
        return apart < 1e-9;
    }

    /// <summary>The whole search as a study runs it: tables, bounds, mixes valued in full, outbound shares.</summary>
    private static void Search(MadeUpCompany company, YearSimulation years, int trials)
    {
        var (search, cost, rng) = (company.Search, company.Cost(), new Rng(1));
        var today = search.RoutingOf(search.Today);
        var clock = Stopwatch.StartNew();
        var (draws, table) = years.RunWithTable(
            [new Valued(today, LossUnit.Money)],
            LossUnit.Money,
            trials,
            rng,
            Threads,
            null,
            CancellationToken.None
        );
        double[] room = [.. Enumerable.Range(0, MadeUpCompany.Channels).Select(_ => double.PositiveInfinity)];
        var overflow = new Overflow(company.Inputs.Table, room, [.. table.StandingByCell]);
        var valued = new ValuedMixes(years, search, cost, true, overflow, trials, rng, Threads);
        valued.Add(search.Today, today, draws[0]);
        var worst = Tail.Worst(ValuedMixes.AllOf(draws[0]), 0.95);
        var tail = years.TableOf(worst, LossUnit.Money, rng, Threads, CancellationToken.None);
        var tables = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var hunt = new BoundedSearch(search, valued, table, tail, Threads);
        hunt.Run(true, null, CancellationToken.None);
        var found = clock.Elapsed.TotalSeconds;
        Figures.Note(
            Figures.Invariant(
                $"search: tables {tables:0.0} s, frontier and best of {hunt.Bounded.Count} mixes {found:0.0} s ({valued.All.Count} valued in full, gap {hunt.Gap:0.0e+0}); together {tables + found:0.0} s (limit 10 s)"
            )
        );
        clock.Restart();
        var traffic = new TrafficSearch(years, search, cost, hunt, valued, trials, rng, Threads);
        traffic.Run(CancellationToken.None);
        Figures.Note(
            Figures.Invariant(
                $"shares of traffic: {clock.Elapsed.TotalSeconds:0.0} s, {traffic.Solved} programmes, largest gap {traffic.Gap:0.0e+0}"
            )
        );
    }
}
