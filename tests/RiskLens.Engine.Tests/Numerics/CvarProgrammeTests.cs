using RiskLens.Engine.Numerics;
using static RiskLens.Engine.Numerics.RowKind;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>TV-4's property, TV-10c, and what must hold of any CVaR programme.</summary>
public sealed class CvarProgrammeTests
{
    private static readonly double[] ShocksAYear = [0.10, 0.15, 0.10, 0.30, 0.05, 0.08, 0.04, 0.01];

    private static readonly int[] OtherOrder = [3, 7, 0, 5, 1, 6, 2, 4];

    // WA, MSG, TG, SMS, EML as bits 0 to 4.
    private static readonly int[] ShockMasks = [0b1, 0b10, 0b11, 0b100, 0b1000, 0b10000, 0b10111, 0b11111];

    [Theory]
    [InlineData(0.90, 1, 0.57705123)]
    [InlineData(0.90, 0.4, 0.59908985)]
    [InlineData(0.95, 1, 0.65410247)]
    [InlineData(0.95, 0.4, 0.70897996)]
    [InlineData(0.99, 1, 1)]
    public void Five_channels_under_shared_shocks_have_the_enumerated_cvar(
        double level,
        double cap,
        double cvar
    )
    {
        var optimum = Best(Shares(5, cap), FiveChannels(level));
        Assert.Equal(cvar, optimum.ConditionalValueAtRisk, 1e-7);
        Assert.Equal(optimum.Objective, optimum.ConditionalValueAtRisk, 1e-12);
        Assert.InRange(optimum.Gap, 0, 1e-9);
        if (level == 0.95)
        {
            double[] expected = cap == 1 ? [0, 0, 0, 0.5, 0.5] : [0.1, 0.1, 0.1, 0.4, 0.3];
            Assert.Equal(expected, optimum.Point.Select(x => Math.Round(x, 7)));
        }
    }

    [Theory]
    [InlineData(new[] { 1.0, 0, 0, 0, 0 }, 1, 1, 0.22119922)]
    [InlineData(new[] { 0.5, 0.5, 0, 0, 0 }, 1, 1, 0.2401905)]
    [InlineData(new[] { 0.5, 0, 0, 0.5, 0 }, 0.5, 0.70252904, 0.13971734)]
    [InlineData(new[] { 0.2, 0.2, 0.2, 0.2, 0.2 }, 0.8, 0.84777008, 0.19116659)]
    public void Fixed_mixes_have_the_enumerated_tail(double[] shares, double var, double cvar, double mean)
    {
        var cuts = FiveChannels(0.95);
        var (valueAtRisk, plane) = cuts.At(shares);
        Assert.Equal(var, valueAtRisk, 1e-12);
        Assert.Equal(cvar, plane.At(shares), 1e-7);
        Assert.Equal(mean, cuts.Mean.At(shares), 1e-7);
    }

    [Theory]
    [InlineData(new[] { 100.0, 200, 300, 400, 500, 600 }, null, 7.0 / 12, 400, 520)]
    [InlineData(new[] { 100.0, 200, 300, 400, 500, 600 }, null, 4.0 / 6, 400, 550)]
    [InlineData(new[] { 100.0, 200, 300, 400, 500, 600 }, null, 7.0 / 8, 600, 600)]
    [InlineData(new[] { 0, 1e6, 5e6 }, new[] { 0.97, 0.02, 0.01 }, 0.95, 0, 1_400_000)]
    [InlineData(new[] { 0, 1e6, 5e6 }, new[] { 0.97, 0.02, 0.01 }, 0.97, 0, 7_000_000.0 / 3)]
    [InlineData(new[] { 0, 1e6, 5e6 }, new[] { 0.97, 0.02, 0.01 }, 0.98, 1e6, 3_000_000)]
    [InlineData(new[] { 0, 1e6, 5e6 }, new[] { 0.97, 0.02, 0.01 }, 0.99, 1e6, 5_000_000)]
    public void The_direct_linear_programme_returns_the_cvar_of_a_law_with_atoms(
        double[] losses,
        double[]? probabilities,
        double level,
        double var,
        double cvar
    )
    {
        // The least of v + E[(L - v)+] / (1 - level), its variables v and by trial what lies beyond v.
        var masses = probabilities ?? [.. losses.Select(_ => 1.0 / losses.Length)];
        var simplex = new Simplex(
            [1, .. masses.Select(p => p / (1 - level))],
            [double.NegativeInfinity, .. losses.Select(_ => 0.0)],
            [.. losses.Select(_ => double.PositiveInfinity), double.PositiveInfinity]
        );
        for (var t = 0; t < losses.Length; t++)
        {
            var row = new double[losses.Length + 1];
            (row[0], row[t + 1]) = (1, 1);
            simplex.Add(new LinearRow(row, AtLeast, losses[t]));
        }
        Assert.Equal(cvar, Assert.IsType<LinearSolution.Optimum>(simplex.Solve()).Cost, 1e-6);

        var cuts = new CvarCuts(level, new double[losses.Length], [losses], probabilities);
        var (valueAtRisk, plane) = cuts.At([1]);
        Assert.Equal(var, valueAtRisk);
        Assert.Equal(cvar, plane.At([1]), cvar * 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Without_a_weight_on_the_tail_the_best_vertex_wins(ulong seed)
    {
        var rng = new Rng(seed);
        for (var repeat = 0; repeat < 20; repeat++)
        {
            var losses = HeavyLosses(rng, 4, 300);
            var cost = Enumerable.Range(0, 4).Select(_ => rng.NextDouble()).ToArray();
            var programme = new CvarProgramme
            {
                Cost = cost,
                Lower = new double[4],
                Upper = [0.5, 0.6, 0.7, 0.8],
                MeanWeight = 2,
                TailWeight = 0,
                Rows =
                [
                    new LinearRow([1, 1, 1, 1], Equal, 1),
                    new LinearRow([1, 1, 0, 0], AtMost, 0.2 + (0.5 * rng.NextDouble())),
                ],
            };
            double[] slopes = [.. cost.Zip(losses, (c, column) => c + (2 * column.Average()))];
            var best = Vertices.Best(slopes, programme.Lower, programme.Upper, programme.Rows);
            var cuts = new CvarCuts(0.9, new double[300], losses);
            Assert.Equal(best!.Value, Best(programme, cuts).Objective, 1e-9);
        }
    }

    [Fact]
    public void Rows_that_none_meets_are_told()
    {
        var programme = Shares(5, 0.19);
        Assert.IsType<CvarSolution.Infeasible>(programme.Solve(FiveChannels(0.9), CancellationToken.None));
    }

    [Fact]
    public void Columns_in_another_order_give_the_same_objective_and_the_same_shares()
    {
        var losses = HeavyLosses(new Rng(5), 8, 2000);
        var programme = Shares(8, 0.3);
        var one = Best(programme, new CvarCuts(0.95, new double[2000], losses));
        var other = Best(
            programme,
            new CvarCuts(0.95, new double[2000], [.. OtherOrder.Select(i => losses[i])])
        );
        Assert.Equal(one.Objective, other.Objective, one.Objective * 2e-9);
        for (var i = 0; i < OtherOrder.Length; i++)
            Assert.Equal(one.Point[OtherOrder[i]], other.Point[i], 1e-6);
    }

    [Fact]
    public void Threads_change_not_a_bit()
    {
        var losses = HeavyLosses(new Rng(6), 6, 20_000);
        CvarSolution.Optimum On(int threads) =>
            Best(Shares(6, 0.5), new CvarCuts(0.95, new double[20_000], losses, null, threads));
        var (one, two) = (On(1), On(2));
        Assert.Equal(one.Point, two.Point);
        Assert.Equal(one with { Point = [] }, two with { Point = [] });
    }

    [Fact]
    public void Rows_given_one_by_one_as_they_are_missed_do_as_well_as_a_list()
    {
        var losses = HeavyLosses(new Rng(7), 6, 1000);
        LinearRow[] pairs =
        [
            .. from i in Enumerable.Range(0, 6)
            from j in Enumerable.Range(0, i)
            select new LinearRow(
                [.. Enumerable.Range(0, 6).Select(k => k == i || k == j ? 1.0 : 0)],
                AtMost,
                0.35
            ),
        ];
        var given = 0;
        IEnumerable<LinearRow> Missed(double[] w)
        {
            var missed = pairs
                .Where(row => row.Coefficients.Zip(w, (a, x) => a * x).Sum() > 0.35 + 1e-12)
                .Take(1);
            given += missed.Count();
            return missed;
        }
        var lazily = Best(Shares(6, 1, moreRows: w => Missed(w.ToArray())), Cuts(losses));
        var listed = Best(Shares(6, 1, rows: pairs), Cuts(losses));
        Assert.Equal(listed.Objective, lazily.Objective, listed.Objective * 2e-9);
        Assert.InRange(given, 1, pairs.Length - 1);
        Assert.True(lazily.Objective > Best(Shares(6, 1), Cuts(losses)).Objective * 1.001);
    }

    [Fact]
    public void A_cost_that_rises_past_a_capacity_does_as_a_second_dearer_variable_would()
    {
        var losses = HeavyLosses(new Rng(8), 3, 1000);
        var bent = Best(
            Shares(
                3,
                1,
                convex:
                [
                    (w, slopes) =>
                    {
                        slopes[0] = w[0] > 0.1 ? 2 : 0;
                        return 2 * Math.Max(0, w[0] - 0.1);
                    },
                ]
            ),
            Cuts(losses)
        );
        var split = new CvarProgramme
        {
            Cost = [0, 0, 0, 2],
            Lower = new double[4],
            Upper = [0.1, 1, 1, 1],
            Rows = [new LinearRow([1, 1, 1, 1], Equal, 1)],
        };
        var twice = Best(split, Cuts([.. losses, losses[0]]));
        Assert.Equal(twice.Objective, bent.Objective, twice.Objective * 2e-9);
        Assert.Equal(twice.Point[0] + twice.Point[3], bent.Point[0], 1e-6);
        Assert.InRange(bent.Point[0], 0.101, 0.9);
    }

    [Fact]
    public void A_smooth_convex_cost_is_least_at_its_bottom()
    {
        var programme = new CvarProgramme
        {
            Cost = [-1, 0],
            Lower = [-2, -2],
            Upper = [3, 3],
            ConvexCosts =
            [
                (w, slopes) =>
                {
                    (slopes[0], slopes[1]) = (2 * w[0], 4 * (w[1] - 1));
                    return (w[0] * w[0]) + (2 * (w[1] - 1) * (w[1] - 1));
                },
            ],
        };
        // x^2 - x + 2 (y - 1)^2 is least, -1/4, at (1/2, 1).
        var optimum = Best(programme, Cuts([new double[10], new double[10]]));
        Assert.Equal(-0.25, optimum.Objective, 1e-8);
        Assert.Equal(0.5, optimum.Point[0], 1e-3);
        Assert.Equal(1, optimum.Point[1], 1e-3);
    }

    [Fact]
    public void Cuts_of_another_programme_on_the_same_losses_only_save_passes()
    {
        var losses = HeavyLosses(new Rng(9), 8, 5000);
        var shared = Cuts(losses);
        Best(Shares(8, 1), shared);
        var found = shared.Found.Count;
        var afresh = Best(Shares(8, 0.2), Cuts(losses));
        var after = Best(Shares(8, 0.2), shared);
        Assert.Equal(afresh.Objective, after.Objective, afresh.Objective * 2e-9);
        Assert.Equal(found + after.Passes, shared.Found.Count);
        Assert.True(after.Passes < afresh.Passes);
        Assert.Equal(1, Best(Shares(8, 0.2), shared).Passes);
    }

    [Fact]
    public void The_best_pair_of_channels_is_found_while_beaten_pairs_are_given_up()
    {
        var losses = HeavyLosses(new Rng(12), 6, 5000);
        var shared = Cuts(losses);
        var (best, least, beaten) = (0, double.PositiveInfinity, 0);
        int[] pairs = [.. Enumerable.Range(1, 63).Where(set => int.PopCount(set) == 2)];
        foreach (var pair in pairs)
        {
            double[] upper = [.. Enumerable.Range(0, 6).Select(i => (double)(pair >> i & 1))];
            var alone = Best(Shares(6, 1, upper: upper), Cuts(losses)).Objective;
            var solution = Shares(6, 1, upper: upper, giveUpAbove: least)
                .Solve(shared, CancellationToken.None);
            if (solution is CvarSolution.Beaten given)
            {
                Assert.InRange(given.LowerBound, least, alone * (1 + 1e-9));
                beaten++;
                continue;
            }
            Assert.Equal(alone, Assert.IsType<CvarSolution.Optimum>(solution).Objective, alone * 2e-9);
            (best, least) = alone < least ? (pair, alone) : (best, least);
        }
        // Whatever comes after the best one is beaten by it.
        Assert.InRange(beaten, Math.Max(1, pairs.Length - 1 - Array.IndexOf(pairs, best)), pairs.Length - 1);
    }

    [Fact]
    public void A_larger_budget_is_never_worse()
    {
        var losses = HeavyLosses(new Rng(10), 6, 2000);
        double[] prices = [0.1, 0.9, 0.5, 0.7, 0.3, 0.2];
        var last = double.PositiveInfinity;
        foreach (var budget in new[] { 0.12, 0.2, 0.3, 0.5, 0.8 })
        {
            var optimum = Best(Shares(6, 1, rows: [new LinearRow(prices, AtMost, budget)]), Cuts(losses));
            Assert.InRange(optimum.Objective, 0, last + 1e-12);
            last = optimum.Objective;
        }
    }

    [Fact]
    public void Units_of_money_and_of_variables_change_nothing_but_the_units()
    {
        // The last variable counts contacts and not shares, and all money is in a currency worth a billionth.
        const double contacts = 1e6;
        const double money = 1e9;
        var losses = HeavyLosses(new Rng(11), 5, 2000);
        double[] prices = [0.1, 0.2, 0, 0.3, 0.1];
        double[] units = [1, 1, 1, 1, contacts];
        CvarProgramme Programme(double[] unit, double worth) =>
            new()
            {
                Cost = [.. prices.Zip(unit, (p, u) => p * worth / u)],
                Lower = new double[5],
                Upper = [.. unit.Select(u => 0.4 * u)],
                Rows = [new LinearRow([.. unit.Select(u => 1 / u)], Equal, 1)],
            };
        double[][] scaled =
        [
            .. losses.Zip(units, (column, u) => Array.ConvertAll(column, x => x * money / u)),
        ];
        var plain = Best(Programme([1, 1, 1, 1, 1], 1), Cuts(losses));
        var other = Best(Programme(units, money), Cuts(scaled));
        Assert.Equal(plain.Objective, other.Objective / money, plain.Objective * 2e-9);
        Assert.Equal(plain.Point[4], other.Point[4] / contacts, 1e-6);
    }

    [Fact]
    public void Years_that_lose_nothing_and_columns_alike_leave_no_gap()
    {
        double[] nothing = new double[1000];
        double[] rare = [.. Enumerable.Range(0, 1000).Select(t => t % 100 == 0 ? 5.0 : 0)];
        var none = Best(Shares(3, 0.5), Cuts([nothing, nothing, nothing]));
        Assert.Equal((0, 0, 0), (none.Objective, none.ValueAtRisk, none.Gap));
        // One year in a hundred loses 5 whatever the shares: a fifth of the worst twentieth.
        var alike = Best(Shares(3, 0.5), Cuts([rare, rare, rare]));
        Assert.Equal(1, alike.Objective, 1e-12);
        Assert.Equal(0, alike.ValueAtRisk);
        Assert.Equal(0.05, alike.Mean, 1e-12);
    }

    private static CvarSolution.Optimum Best(CvarProgramme programme, CvarCuts cuts) =>
        Assert.IsType<CvarSolution.Optimum>(programme.Solve(cuts, CancellationToken.None));

    private static CvarCuts Cuts(double[][] losses) => new(0.95, new double[losses[0].Length], losses);

    private static CvarProgramme Shares(
        int channels,
        double cap,
        LinearRow[]? rows = null,
        MissedRows? moreRows = null,
        ConvexCost[]? convex = null,
        double[]? upper = null,
        double giveUpAbove = double.PositiveInfinity
    ) =>
        new()
        {
            Cost = new double[channels],
            Lower = new double[channels],
            Upper = upper ?? [.. Enumerable.Repeat(cap, channels)],
            Rows = [new LinearRow([.. Enumerable.Repeat(1.0, channels)], Equal, 1), .. rows ?? []],
            MoreRows = moreRows,
            ConvexCosts = convex ?? [],
            GiveUpAbove = giveUpAbove,
        };

    private static double[][] HeavyLosses(Rng rng, int columns, int trials) =>
        [
            .. Enumerable
                .Range(0, columns)
                .Select(i =>
                    Enumerable
                        .Range(0, trials)
                        .Select(_ => rng.NextDouble() < 0.3 ? Math.Exp((0.1 * i) + rng.NextNormal()) : 0)
                        .ToArray()
                ),
        ];

    private static CvarCuts FiveChannels(double level)
    {
        var chances = new double[32];
        for (var struck = 0; struck < 1 << ShockMasks.Length; struck++)
        {
            var (chance, down) = (1.0, 0);
            for (var shock = 0; shock < ShockMasks.Length; shock++)
            {
                var none = Math.Exp(-ShocksAYear[shock]);
                var here = (struck >> shock & 1) != 0;
                chance *= here ? 1 - none : none;
                down |= here ? ShockMasks[shock] : 0;
            }
            chances[down] += chance;
        }
        var columns = Enumerable
            .Range(0, 5)
            .Select(i => Enumerable.Range(0, 32).Select(down => (double)(down >> i & 1)).ToArray());
        return new CvarCuts(level, new double[32], [.. columns], chances);
    }
}
