using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Benchmarks.Years;

/// <summary>A company of 12 channels, 6 purposes in both directions and 20 nodes, with all that is uncertain about it.</summary>
internal sealed class MadeUpCompany
{
    public const int Channels = 12;
    private const int All = (1 << Channels) - 1;
    private static readonly string[] Purposes =
    [
        "balance",
        "campaign",
        "order",
        "support",
        "transfer",
        "verify",
    ];
    private static readonly int[] Owners = [0b111, 0b111000, 0b1111000000];

    public MadeUpCompany(int channels)
    {
        var rng = new Rng(20261123);
        var sets = SetsOf(rng.Fork("sets"));
        Cells =
        [
            .. from channel in Enumerable.Range(0, channels)
            from purpose in Purposes
            from direction in new[] { Direction.In, Direction.Out }
            select CellOf(rng.Fork($"{channel} {purpose} {direction}"), channel, purpose, direction, sets),
        ];
        Model = ModelOf();
        Inputs = new LossInputs(Cells, BehaviourOf(), Stated(), null);
        Search = new MixSearch(
            Cells,
            sets.ToDictionary(s => s.Set, s => (double)s.Contacts),
            _ => All,
            All,
            channels
        );
        LogRatios = [.. Enumerable.Range(0, 500).Select(_ => 0.1 * rng.NextNormal())];
    }

    public IReadOnlyList<DemandCell> Cells { get; }

    public OutageModel Model { get; }

    public LossInputs Inputs { get; }

    public MixSearch Search { get; }

    public double[] LogRatios { get; }

    public static int PurposeOf(DemandCell cell) => Array.IndexOf(Purposes, cell.Purpose);

    // Sixty reach sets of one to four channels.
    private static (int Set, int Contacts)[] SetsOf(Rng rng)
    {
        var contacts = new SortedDictionary<int, int>();
        for (var c = 0; c < Channels; c++)
            contacts[1 << c] = 400;
        while (contacts.Count < 60)
        {
            var set = 0;
            for (var i = 2 + rng.NextInt(3); i > 0; i--)
                set |= 1 << rng.NextInt(Channels);
            contacts[set] = 50 + rng.NextInt(300);
        }
        return [.. contacts.Select(s => (s.Key, s.Value))];
    }

    private static DemandCell CellOf(
        Rng rng,
        int channel,
        string purpose,
        Direction direction,
        (int Set, int Contacts)[] sets
    )
    {
        var here = sets.Where(s => (s.Set >> channel & 1) != 0).ToArray();
        double all = here.Sum(s => s.Contacts);
        var level = Math.Exp(1 + rng.NextNormal());
        var path = new double[Tournament.HorizonHours];
        for (var h = 0; h < path.Length; h++)
        {
            var day = 1 - Math.Cos(2 * Math.PI * (h % 24) / 24);
            path[h] = level * (0.1 + day) * (h % 168 < 120 ? 1 : 0.5) * (0.8 + (0.4 * rng.NextDouble()));
        }
        var shares = here.ToDictionary(s => s.Set, s => s.Contacts / all);
        return new DemandCell(channel, purpose, direction, path, shares, MovesMoney: false);
    }

    private static Behaviour BehaviourOf() =>
        Behaviour.Of(
            [],
            Range("switch_rate", 0.2, 0.5, "share"),
            Range("recovered_share", 0.3, 0.7, "share")
        );

    private static Dictionary<string, Assumption> Stated()
    {
        var stated = new Dictionary<string, Assumption>(StringComparer.Ordinal);
        foreach (var purpose in Purposes)
        {
            stated[$"{purpose}.margin"] = Range(
                $"{purpose}.margin",
                1 + purpose.Length,
                3 * purpose.Length,
                "EUR"
            );
            stated[$"{purpose}.served_elsewhere"] = Range($"{purpose}.served_elsewhere", 0.05, 0.2, "share");
        }
        return stated;
    }

    /// <summary>What its channels cost: yearly, by message, by contact enrolled.</summary>
    public MixCost Cost()
    {
        string[] ids = [.. Enumerable.Range(0, Channels).Select(c => Figures.Invariant($"c{c}"))];
        var stated = new Dictionary<string, Assumption>(StringComparer.Ordinal);
        for (var c = 0; c < Channels; c++)
        {
            var yearly = 500 * (1 + (c % 5));
            stated[$"{ids[c]}.yearly_cost"] = Range($"{ids[c]}.yearly_cost", yearly, yearly, "EUR");
            stated[$"{ids[c]}.message_price"] = Range($"{ids[c]}.message_price", 0.01 * c, 0.01 * c, "EUR");
            stated[$"{ids[c]}.enrolment_cost"] = Range($"{ids[c]}.enrolment_cost", 2 + c, 2 + c, "EUR");
        }
        return new MixCost(ids, Cells, stated, ids.ToDictionary(id => id, _ => 50_000.0));
    }

    private static Assumption Range(string key, double low, double high, string unit) =>
        new(key, low, high, unit, "made up", "benchmark", "2026-01-01");

    // Each channel's service, three owners, a backbone, two operators, a cable and a government.
    private static OutageModel ModelOf()
    {
        (int Mask, Regime Regime)[] masks =
        [
            .. Enumerable.Range(0, Channels).Select(c => (1 << c, Regime.Fault)),
            .. Owners.Select(mask => (mask, Regime.Fault)),
            (0b111111, Regime.Fault),
            (0b110000000000, Regime.Fault),
            (0b100000000000, Regime.Fault),
            (0b1111111111, Regime.Cable),
            (0b11111111, Regime.Order),
        ];
        return new OutageModel(
            [
                .. masks.Select(
                    (node, i) =>
                        new NodeRate(
                            new Node($"n{i}", new LocalText("n", "n"), "service", node.Regime, "global", []),
                            node.Mask,
                            0,
                            0,
                            new GammaRate(2 + (i % 3), 5 + (i % 4))
                        )
                ),
            ],
            new Dictionary<Regime, DurationLaw>
            {
                [Regime.Fault] = Law(Regime.Fault, 3, 1.3, 60),
                [Regime.Cable] = Law(Regime.Cable, 60, 0.8, 15),
                [Regime.Order] = Law(Regime.Order, 100, 1.2, 30),
            }
        );
    }

    private static DurationLaw Law(Regime regime, double median, double sigma, int seen)
    {
        var law = new Lognormal(Math.Log(median), sigma);
        var lengths = Enumerable.Range(0, seen).Select(i => law.Quantile((i + 0.5) / seen));
        return DurationLaw.Fit(regime, [.. lengths.Select(hours => new LengthSeen(hours, hours, 0))]);
    }
}
