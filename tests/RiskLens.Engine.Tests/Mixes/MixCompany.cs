using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Tests.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Mixes;

/// <summary>
/// A small company for the tests of mixes: WhatsApp (0), SMS (1), Telegram (2) and Messenger (3), which falls with WhatsApp
/// whenever their owner does. Customers write on all but SMS; the company writes first on all but Messenger.
/// </summary>
internal sealed class MixCompany
{
    public const int Channels = 4;
    public const int Trials = 1500;
    public static readonly string[] Ids = ["whatsapp", "sms", "telegram", "messenger"];

    public static readonly Dictionary<int, double> Contacts = new()
    {
        [1] = 300,
        [3] = 300,
        [5] = 200,
        [9] = 150,
        [13] = 50,
        [4] = 40,
        [6] = 60,
    };

    private readonly Dictionary<string, Assumption> _stated;

    public MixCompany(params (string Key, double Value)[] stated)
    {
        _stated = new Dictionary<string, Assumption>(StringComparer.Ordinal);
        (string Key, double Value)[] usual =
        [
            ("balance.margin", 200),
            ("notice.margin", 60),
            ("whatsapp.yearly_cost", 4000),
            ("sms.yearly_cost", 2500),
            ("telegram.yearly_cost", 3000),
            ("messenger.yearly_cost", 1500),
            ("whatsapp.message_price", 0.4),
            ("sms.message_price", 1.1),
            ("telegram.message_price", 0.05),
            ("messenger.message_price", 0),
            ("whatsapp.enrolment_cost", 9),
            ("telegram.enrolment_cost", 12),
            ("messenger.enrolment_cost", 7),
        ];
        foreach (var (key, value) in usual.Concat(stated))
            _stated[key] = Cells.Fixed(key, value, "EUR");
        Inputs = new LossInputs(Demand, Reacting, _stated, Ids);
        Years = new YearSimulation(Model, Inputs, [], Channels);
    }

    public static IReadOnlyList<DemandCell> Demand { get; } =
    [
        Cell(
            0,
            "balance",
            Direction.In,
            10,
            new()
            {
                [1] = 0.3,
                [3] = 0.3,
                [5] = 0.2,
                [9] = 0.15,
                [13] = 0.05,
            }
        ),
        Cell(2, "balance", Direction.In, 2, new() { [5] = 0.6, [6] = 0.4 }),
        Cell(
            1,
            "notice",
            Direction.Out,
            4,
            new()
            {
                [2] = 0.2,
                [3] = 0.6,
                [7] = 0.2,
            }
        ),
        Cell(0, "notice", Direction.Out, 1, new() { [1] = 0.5, [3] = 0.5 }),
    ];

    public LossInputs Inputs { get; }

    public YearSimulation Years { get; }

    public MixCost Cost => new(Ids, Demand, _stated, SentPerYear);

    private static Behaviour Reacting =>
        Behaviour.Of(
            [],
            Cells.Fixed("switch_rate", 0.5, "share"),
            Cells.Fixed("recovered_share", 0.3, "share"),
            Cells.Fixed("recovery_hours", 8, "h")
        );

    private static Dictionary<string, double> SentPerYear { get; } =
        new()
        {
            ["whatsapp"] = 60_000,
            ["sms"] = 35_000,
            ["telegram"] = 9_000,
        };

    public static MixSearch Search(MixPolicy? policy = null) =>
        new(Demand, Contacts, Capable, 13, Channels)
        {
            TodayMask = 7,
            Policy = policy ?? MixPolicy.None with { Owners = ["Meta", "operators", "Telegram", "Meta"] },
        };

    /// <summary>The search as a study runs it.</summary>
    public (BoundedSearch Hunt, ValuedMixes Valued) Run(MixPolicy? policy = null, bool traffic = false)
    {
        var search = Search(policy);
        var today = search.RoutingOf(search.Today);
        var rng = new Rng(7);
        var (draws, table) = Years.RunWithTable(
            [new Valued(today, LossUnit.Money)],
            LossUnit.Money,
            Trials,
            rng,
            2,
            null,
            CancellationToken.None
        );
        var capacities = Array.ConvertAll(
            Ids,
            id => _stated.GetValueOrDefault($"{id}.capacity")?.Central ?? double.PositiveInfinity
        );
        var valued = new ValuedMixes(
            Years,
            search,
            Cost,
            true,
            new Overflow(Inputs.Table, capacities, [.. table.StandingByCell]),
            Trials,
            rng,
            2
        );
        valued.Add(search.Today, today, draws[0]);
        var worst = Tail.Worst(ValuedMixes.AllOf(draws[0]), 0.95);
        var tail = Years.TableOf(worst, LossUnit.Money, rng, 2, CancellationToken.None);
        var hunt = new BoundedSearch(search, valued, table, tail, 2);
        hunt.Run(true, null, CancellationToken.None);
        if (traffic)
            new TrafficSearch(Years, search, Cost, hunt, valued, Trials, rng, 2).Run(CancellationToken.None);
        return (hunt, valued);
    }

    /// <summary>Every possible mix valued in full, none bounded.</summary>
    public ValuedMixes All(MixPolicy? policy = null)
    {
        var search = Search(policy);
        var table = Years
            .RunWithTable([], LossUnit.Money, 10, new Rng(7), 2, null, CancellationToken.None)
            .Table;
        var none = new Overflow(
            Inputs.Table,
            [.. Ids.Select(_ => double.PositiveInfinity)],
            [.. table.StandingByCell]
        );
        var valued = new ValuedMixes(Years, search, Cost, true, none, Trials, new Rng(7), 2);
        valued.Value(search.Candidates(), null, CancellationToken.None);
        return valued;
    }

    /// <summary>The same company with its channels in another order: channel c stands at to[c].</summary>
    public (YearSimulation Years, MixSearch Search, MixCost Cost) Permuted(int[] to)
    {
        int Moved(int set) => Enumerable.Range(0, Channels).Sum(c => (set >> c & 1) << to[c]);
        DemandCell[] cells =
        [
            .. Demand.Select(c =>
                c with
                {
                    Channel = to[c.Channel],
                    ShareBySet = c.ShareBySet.ToDictionary(s => Moved(s.Key), s => s.Value),
                }
            ),
        ];
        string[] ids = [.. Enumerable.Range(0, Channels).OrderBy(c => to[c]).Select(c => Ids[c])];
        var inputs = new LossInputs(cells, Reacting, _stated, ids);
        var model = new OutageModel(
            [.. Model.Nodes.Select(n => n with { ChannelMask = Moved(n.ChannelMask) })],
            Model.Durations
        );
        var search = new MixSearch(
            cells,
            Contacts.ToDictionary(c => Moved(c.Key), c => c.Value),
            c => Moved(Capable(c)),
            Moved(13),
            Channels
        )
        {
            TodayMask = Moved(7),
        };
        return (
            new YearSimulation(model, inputs, [], Channels),
            search,
            new MixCost(ids, cells, _stated, SentPerYear)
        );
    }

    private static int Capable(DemandCell cell) => cell.Direction == Direction.In ? 13 : 7;

    private static OutageModel Model { get; } =
        new(
            [
                Node("meta", 9, 1.2),
                Node("whatsapp", 1, 0.8),
                Node("sms", 2, 0.5),
                Node("telegram", 4, 1.5),
                Node("messenger", 8, 1),
            ],
            new Dictionary<Regime, DurationLaw>
            {
                [Regime.Fault] = Lengths.Certain,
                [Regime.Order] = Lengths.Certain,
            }
        );

    private static NodeRate Node(string id, int mask, double rate) =>
        new(
            new Node(id, new LocalText(id, id), "service", Regime.Fault, "global", []),
            mask,
            0,
            0,
            new GammaRate(rate * 1e6, 1e6)
        );

    private static DemandCell Cell(
        int channel,
        string purpose,
        Direction direction,
        double perHour,
        Dictionary<int, double> sets
    )
    {
        var path = new double[168];
        for (var h = 0; h < path.Length; h++)
            path[h] = perHour * (h % 24 is >= 7 and < 19 ? 1.6 : 0.4);
        return new DemandCell(channel, purpose, direction, path, sets, false);
    }
}
