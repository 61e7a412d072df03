using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Studies;

/// <summary>
/// A company drawn anew: rates from the weak hyperprior of the engine, a law of lengths, the level of its demand, and each
/// stated value from the very law that it is stated by. A study sees outages of past years, half a year of its log and
/// these laws; what a year costs follows from the truth in closed form.
/// </summary>
internal sealed partial class ReseededCompany
{
    private const int Services = 9;
    private const double CapHours = 720;
    private const int OldOutages = 25;

    // Sd of a log from 90 % of it: ln(350 / 150) / 3.29 = 0.26 of balance, 0.25 of transfer, together 0.18; of what is
    // not served 0.07; of what does not switch 0.05; of what does not return 0.14 for the share and 0.09 for its scale.
    private const double OfStated =
        (0.18 * 0.18) + (0.07 * 0.07) + (0.05 * 0.05) + (0.14 * 0.14) + (0.09 * 0.09);
    private static readonly string[] Lines = ["line-0", "line-1", "line-2"];

    /// <summary>Where conversations begin, in which proportion, and on which lines those who begin them are known.</summary>
    private static readonly (string Purpose, int Line, double Share, Dictionary<int, long> Sets)[] Cells =
    [
        (
            "balance",
            0,
            0.4,
            new()
            {
                [1] = 500,
                [3] = 300,
                [7] = 200,
            }
        ),
        ("balance", 1, 0.2, new() { [2] = 600, [3] = 400 }),
        ("transfer", 0, 0.25, new() { [1] = 700, [5] = 300 }),
        (
            "transfer",
            2,
            0.15,
            new()
            {
                [4] = 500,
                [5] = 400,
                [6] = 100,
            }
        ),
    ];

    private readonly Dictionary<string, double> _stated;
    private readonly (Node Node, double Rate, double Years)[] _nodes;
    private readonly Lognormal _lengths;
    private readonly double _perHour;
    private readonly Rng _rng;

    /// <summary>Draws a company.</summary>
    public ReseededCompany(Rng rng)
    {
        _rng = rng;
        _stated = Stated.ToDictionary(a => a.Key, a => a.Draw(rng.Fork(a.Key)), StringComparer.Ordinal);
        var law = LawFrom(rng.Fork("family"));
        _nodes =
        [
            .. Nodes()
                .Select(
                    (n, i) => (n, law.Draw(rng.Fork("rate", i)), 3 + (3 * rng.Fork("years", i).NextDouble()))
                ),
        ];
        _lengths = new Lognormal(
            Math.Log(3) + (0.5 * rng.Fork("median").NextNormal()),
            0.6 + (0.6 * rng.Fork("sigma").NextDouble())
        );
        _perHour = 30 * Math.Exp(0.7 * rng.Fork("demand").NextNormal());
    }

    /// <summary>What the company states: 90 % of what each value may be.</summary>
    public static IReadOnlyList<Assumption> Stated { get; } =
    [
        State("balance.margin", 150, 350, "XAF"),
        State("transfer.margin", 400, 900, "XAF"),
        State("balance.served_elsewhere", 0.1, 0.4, "share"),
        State("transfer.served_elsewhere", 0.05, 0.3, "share"),
        State("switch_rate", 0.2, 0.6, "share"),
        State("recovered_share", 0.3, 0.7, "share"),
        State("recovery_hours", 4, 20, "h"),
    ];

    /// <summary>
    /// Expected loss of a year: over the nodes, rate x mean loss of a shock. A shock begins at any hour, so each of its
    /// hours meets mean demand; of the hours L of an outage, r0 tau (1 - exp(-L / tau)) come back. That two shocks may
    /// overlap is left out.
    /// </summary>
    public double TrueMean => _nodes.Sum(LossOf);

    /// <summary>Shocks a year on what the company uses.</summary>
    public double ShocksPerYear => _nodes.Where(n => MaskOf(n.Node) != 0).Sum(n => n.Rate);

    /// <summary>
    /// Standard deviation of the log of the mean as far as it is not known, by the delta method: variances of what is
    /// stated (<see cref="OfStated"/>); of rates, share of the loss squared / events; of lengths, those of the lognormal
    /// law's mean, a fifth more since long outages lose a larger share.
    /// </summary>
    public double SpreadByHand
    {
        get
        {
            var ofNodes = Array.ConvertAll(_nodes, LossOf);
            var all = ofNodes.Sum();
            var events = _nodes.Sum(n => n.Rate * n.Years) + OldOutages;
            var rates = _nodes
                .Select((n, i) => Math.Pow(ofNodes[i] / all, 2) / ((n.Rate * n.Years) + 0.5))
                .Sum();
            var variance = _lengths.Sigma * _lengths.Sigma;
            return Math.Sqrt(OfStated + rates + (1.2 * variance * (1 + (variance / 2)) / events));
        }
    }

    private double LossOf((Node Node, double Rate, double Years) node)
    {
        var mask = MaskOf(node.Node);
        return node.Rate
            * LostHours()
            * Cells.Where(c => (mask >> c.Line & 1) != 0).Sum(c => LossPerHour(c, mask));
    }

    private double LostHours()
    {
        const int Steps = 4000;
        var (r0, tau) = (_stated["recovered_share"], _stated["recovery_hours"]);
        return Enumerable
            .Range(0, Steps)
            .Select(i => Math.Min(CapHours, _lengths.Quantile((i + 0.5) / Steps)))
            .Average(hours => hours - (r0 * tau * (1 - Math.Exp(-hours / tau))));
    }

    private double LossPerHour(
        (string Purpose, int Line, double Share, Dictionary<int, long> Sets) cell,
        int down
    )
    {
        var reachable =
            cell.Sets.Where(s => (s.Key & ~down) != 0).Sum(s => s.Value) / (double)cell.Sets.Values.Sum();
        return _perHour
            * cell.Share
            * _stated[$"{cell.Purpose}.margin"]
            * (1 - _stated[$"{cell.Purpose}.served_elsewhere"])
            * (1 - (_stated["switch_rate"] * reachable));
    }

    /// <summary>The gamma law of a family, from the hyperprior of MODEL.md.</summary>
    private static GammaRate LawFrom(Rng rng)
    {
        var shape = Math.Exp(rng.NextNormal());
        var mean = 2 * PooledRates.WeakMean * rng.NextGamma(0.5);
        return new GammaRate(shape, shape / Math.Clamp(mean, 1e-4, 100));
    }

    /// <summary>Nine services of a line each, and an owner of two of the company's.</summary>
    private static IEnumerable<Node> Nodes() =>
        Enumerable
            .Range(0, Services)
            .Select(i => NodeOf($"service-{i}", "service", $"line-{i}"))
            .Append(NodeOf("owner", "owner", Lines[0], Lines[1]));

    private static Node NodeOf(string id, string kind, params string[] lines) =>
        new(id, new LocalText(id, id), kind, Regime.Fault, "global", lines);

    private static int MaskOf(Node node) =>
        Enumerable
            .Range(0, Lines.Length)
            .Where(i => node.Channels.Contains(Lines[i], StringComparer.Ordinal))
            .Sum(i => 1 << i);

    private static Assumption State(string key, double low, double high, string unit) =>
        new(key, low, high, unit, "test", "test", "2025-01-01");
}
