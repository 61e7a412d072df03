using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Losses;

/// <summary>
/// A company whose every parameter is known, and its years by brute force: shocks drawn one by one, channels down as
/// merged intervals, and each piece of time between two changes priced by the identity as issue and MODEL.md state it.
/// Nothing of the engine's stretches, groups, routings or kernels is used.
/// </summary>
internal static class PlantedCompany
{
    public const int Channels = 3;
    private const int Hours = 2184;
    private const double HoursPerYear = 8766;

    public const double SwitchRate = 0.4;
    public const double SwitchDelay = 0.5;
    public const double RecoveredNow = 0.6;
    public const double RecoveryHours = 6;
    private const double CallCost = 300;
    private const double LeavesWorth = 0.01 * 5000;

    private static readonly (
        string Id,
        int Mask,
        double Rate,
        double Median,
        double Sigma,
        Regime Regime
    )[] Nodes =
    [
        ("whatsapp-service", 1, 2.5, 3, 0.9, Regime.Fault),
        ("sms-operator", 2, 1.2, 3, 0.9, Regime.Fault),
        ("telegram-service", 4, 1.5, 3, 0.9, Regime.Fault),
        ("cable", 5, 0.5, 12, 0.8, Regime.Cable),
        ("government", 5, 0.25, 60, 0.7, Regime.Order),
    ];

    private static readonly Planted[] Purposes =
    [
        new(
            "balance",
            0,
            Path(12, 8),
            new()
            {
                [1] = 0.5,
                [3] = 0.3,
                [5] = 0.15,
                [7] = 0.05,
            },
            200,
            0.2,
            0.25,
            0.1,
            20,
            10
        ),
        new("balance", 2, Path(3, 2), new() { [4] = 0.6, [5] = 0.4 }, 200, 0.2, 0.25, 0.1, 20, 10),
        new("transfer", 0, Path(6, 5), new() { [1] = 0.7, [3] = 0.3 }, 900, 0.1, 0.1, 0.3, 50, 30),
        new("transfer", 1, Path(2, 1), new() { [2] = 0.8, [3] = 0.2 }, 900, 0.1, 0.1, 0.3, 50, 30),
    ];

    private static readonly string[] PurposeNames = ["balance", "transfer"];

    private static readonly (double Tolerance, double Once, double PerHour)[] Penalties =
    [
        (8, 20_000, 500),
        (2, 50_000, 2_000),
    ];

    /// <summary>One cell: where its demand runs, and what one conversation is worth.</summary>
    private sealed record Planted(
        string Purpose,
        int Channel,
        double[] Path,
        Dictionary<int, double> Sets,
        double Margin,
        double Served,
        double CallShare,
        double OpenHours,
        double RerouteCost,
        double DelayCost
    )
    {
        public double InFlightLoss => (0.2 * Margin) + (0.3 * 40) + (0.1 * 100);
    }

    /// <summary>The same company as the engine is told of it.</summary>
    /// <param name="penalties">Whether any are due.</param>
    /// <param name="also">What else is stated, or otherwise.</param>
    public static (OutageModel Model, LossInputs Inputs, Routing Today) ForEngine(
        bool penalties = true,
        params Assumption[] also
    )
    {
        var cells = Purposes
            .Select(p => new DemandCell(p.Channel, p.Purpose, Direction.In, p.Path, p.Sets, false)
            {
                Facts = ConversationFacts.None with { OpenHours = p.OpenHours },
            })
            .ToArray();
        var stated = Purposes
            .DistinctBy(p => p.Purpose)
            .SelectMany(p =>
                new[]
                {
                    Cells.Fixed($"{p.Purpose}.margin", p.Margin, "XAF"),
                    Cells.Fixed($"{p.Purpose}.served_elsewhere", p.Served, "share"),
                    Cells.Fixed($"{p.Purpose}.call_share", p.CallShare, "share"),
                    Cells.Fixed($"{p.Purpose}.reroute_cost", p.RerouteCost, "XAF"),
                    Cells.Fixed($"{p.Purpose}.delay_cost", p.DelayCost, "XAF"),
                    Cells.Fixed($"{p.Purpose}.in_flight_lost", 0.2, "share"),
                    Cells.Fixed($"{p.Purpose}.in_flight_repeated", 0.3, "share"),
                    Cells.Fixed($"{p.Purpose}.in_flight_reversed", 0.1, "share"),
                    Cells.Fixed($"{p.Purpose}.repeat_cost", 40, "XAF"),
                    Cells.Fixed($"{p.Purpose}.reversal_cost", 100, "XAF"),
                }
            )
            .Concat(
                PurposeNames.SelectMany(
                    (p, i) =>
                        new[]
                        {
                            Cells.Fixed($"{p}.tolerance_hours", Penalties[i].Tolerance, "h"),
                            Cells.Fixed($"{p}.penalty", Penalties[i].Once, "XAF"),
                            Cells.Fixed($"{p}.penalty_per_hour", Penalties[i].PerHour, "XAF"),
                        }
                )
            )
            .Concat([
                Cells.Fixed("call_cost", CallCost, "XAF"),
                Cells.Fixed("churn_share", 0.01, "share"),
                Cells.Fixed("churn_margin", 5000, "XAF"),
                Cells.Fixed("switch_delay_hours", SwitchDelay, "h"),
            ])
            .Where(a => penalties || !a.Key.Contains(".penalty", StringComparison.Ordinal))
            .ToDictionary(a => a.Key, StringComparer.Ordinal);
        foreach (var assumption in also)
            stated[assumption.Key] = assumption;
        var inputs = new LossInputs(
            cells,
            Behaviour.Of(
                [],
                Cells.Fixed("switch_rate", SwitchRate, "share"),
                Cells.Fixed("recovered_share", RecoveredNow, "share"),
                Cells.Fixed("recovery_hours", RecoveryHours, "h")
            ),
            stated,
            ["whatsapp", "sms", "telegram"]
        );
        var laws = Nodes
            .DistinctBy(n => n.Regime)
            .ToDictionary(n => n.Regime, n => Certain(n.Regime, new Lognormal(Math.Log(n.Median), n.Sigma)));
        var model = new OutageModel(
            [
                .. Nodes.Select(n => new NodeRate(
                    new Node(n.Id, new LocalText(n.Id, n.Id), "service", n.Regime, "global", []),
                    n.Mask,
                    0,
                    0,
                    new GammaRate(n.Rate * 1e7, 1e7)
                )),
            ],
            laws
        );
        return (model, inputs, Routing.Of(cells, 7, _ => 7, Channels));
    }

    /// <summary>Loss of so many years, one by one.</summary>
    public static double[] BruteForce(int years, Rng rng)
    {
        var losses = new double[years];
        for (var y = 0; y < years; y++)
        {
            var shocks = new List<(int Mask, double Start, double End)>();
            foreach (var (_, mask, rate, median, sigma, _) in Nodes)
            {
                // Gaps between shocks are exponential: another way to a Poisson count.
                for (var at = rng.NextExponential() / rate; at < 1; at += rng.NextExponential() / rate)
                {
                    var hours = Math.Min(720, median * Math.Exp(sigma * rng.NextNormal()));
                    shocks.Add((mask, at * HoursPerYear, (at * HoursPerYear) + hours));
                }
            }
            losses[y] = LossOf(shocks);
        }
        return losses;
    }

    private static double LossOf(List<(int Mask, double Start, double End)> shocks)
    {
        var down = Enumerable.Range(0, Channels).Select(c => Merged(shocks, c)).ToArray();
        var edges = down.SelectMany(d => d).SelectMany(i => new[] { i.Start, i.End, i.Start + SwitchDelay });
        var from = shocks.Select(s => s.Start).DefaultIfEmpty(0).Min();
        var to = shocks.Select(s => s.End).DefaultIfEmpty(0).Max();
        var loss = 0.0;
        foreach (var intervals in down.Select((d, c) => (c, d)))
            loss += intervals.d.Sum(i =>
                Purposes.Where(p => p.Channel == intervals.c).Sum(p => p.InFlightLoss * Open(p, i.Start))
            );
        if (shocks.Count == 0)
            return 0;
        var cuts = new SortedSet<double>(edges.Where(e => e > from && e < to)) { from, to };
        var interrupted = new double[2];
        var ends = cuts.ToArray();
        for (var i = 0; i + 1 < ends.Length; i++)
        {
            var middle = (ends[i] + ends[i + 1]) / 2;
            var isDown = down.Select(d => d.FirstOrDefault(x => x.Start < middle && middle < x.End))
                .ToArray();
            var without = new double[2];
            var total = new double[2];
            foreach (var p in Purposes)
            {
                var which = p.Purpose == "balance" ? 0 : 1;
                var mean = p.Path.Average();
                total[which] += mean;
                if (isDown[p.Channel].End <= 0)
                    continue;
                var reach = p
                    .Sets.Where(s =>
                        Enumerable.Range(0, Channels).Any(c => (s.Key >> c & 1) != 0 && isDown[c].End <= 0)
                    )
                    .Sum(s => s.Value);
                var begun = middle > isDown[p.Channel].Start + SwitchDelay;
                without[which] += mean * (1 - (begun ? SwitchRate * reach : 0));
                loss += PieceOf(
                    p,
                    ends[i],
                    ends[i + 1],
                    isDown[p.Channel].End,
                    begun ? SwitchRate * reach : 0
                );
            }
            for (var w = 0; w < 2; w++)
            {
                var length = without[w] > 0.5 * total[w] ? ends[i + 1] - ends[i] : -interrupted[w];
                loss += Due(w, interrupted[w] + length) - (length > 0 ? Due(w, interrupted[w]) : 0);
                interrupted[w] += length;
            }
        }
        return loss;
    }

    /// <summary>A cell's demand from one moment to another, hour by hour; r is integrated within each part.</summary>
    private static double PieceOf(Planted p, double from, double to, double back, double switched)
    {
        var loss = 0.0;
        for (var at = from; at < to - 1e-12; )
        {
            var end = Math.Min(to, Math.Floor(at + 1e-9) + 1);
            var demand = p.Path[(int)(Math.Floor((at + end) / 2) % Hours)] * (end - at);
            var r =
                RecoveredNow
                * RecoveryHours
                / (end - at)
                * (Math.Exp(-(back - end) / RecoveryHours) - Math.Exp(-(back - at) / RecoveryHours));
            var rest = demand * (1 - switched);
            var lost = rest * (1 - r) * (1 - p.Served);
            loss +=
                (lost * (p.Margin + LeavesWorth))
                + (demand * switched * p.RerouteCost)
                + (rest * p.CallShare * CallCost)
                + (rest * r * p.DelayCost);
            at = end;
        }
        return loss;
    }

    private static double Due(int purpose, double hours) =>
        hours > Penalties[purpose].Tolerance
            ? Penalties[purpose].Once + (Penalties[purpose].PerHour * (hours - Penalties[purpose].Tolerance))
            : 0;

    /// <summary>Open at a moment: each past hour's begun, still open with chance exp(-age / mean).</summary>
    private static double Open(Planted p, double moment)
    {
        var (open, end) = (0.0, moment);
        while (moment - end < 40 * p.OpenHours)
        {
            var start = Math.Ceiling(end) - 1;
            var hour = (int)(((Math.Floor(start) % Hours) + Hours) % Hours);
            open +=
                p.Path[hour]
                * p.OpenHours
                * (Math.Exp(-(moment - end) / p.OpenHours) - Math.Exp(-(moment - start) / p.OpenHours));
            end = start;
        }
        return open;
    }

    private static List<(double Start, double End)> Merged(
        List<(int Mask, double Start, double End)> shocks,
        int channel
    )
    {
        var merged = new List<(double Start, double End)>();
        foreach (var (_, start, end) in shocks.Where(s => (s.Mask >> channel & 1) != 0).OrderBy(s => s.Start))
        {
            if (merged.Count > 0 && start <= merged[^1].End)
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, end));
            else
                merged.Add((start, end));
        }
        return merged;
    }

    private static double[] Path(double day, double swing) =>
        [
            .. Enumerable
                .Range(0, Hours)
                .Select(h => (day + (swing * Math.Sin(h * Math.PI / 12))) * (h / 24 % 7 < 5 ? 1 : 0.5)),
        ];

    /// <summary>As many lengths as leave the body to itself: a tail is fitted from 300 on.</summary>
    private static DurationLaw Certain(Regime regime, Lognormal law) =>
        DurationLaw.Fit(
            regime,
            [
                .. Enumerable
                    .Range(0, 280)
                    .Select(i => law.Quantile((i + 0.5) / 280))
                    .Select(h => new LengthSeen(h, h, 0)),
            ]
        );
}
