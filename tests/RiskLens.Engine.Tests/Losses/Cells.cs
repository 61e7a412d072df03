using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Losses;

/// <summary>A small company for the loss tests: WhatsApp is channel 0, SMS 1, Telegram 2.</summary>
internal static class Cells
{
    public const int Channels = 3;

    /// <summary>Ten conversations an hour on WhatsApp, two on Telegram; reach sets as in TV-10a.</summary>
    public static IReadOnlyList<DemandCell> Flat { get; } =
    [
        new(
            0,
            "balance",
            Direction.In,
            Constant(10),
            new Dictionary<int, double>
            {
                [1] = 400 / 850.0,
                [3] = 300 / 850.0,
                [5] = 100 / 850.0,
                [7] = 50 / 850.0,
            },
            MovesMoney: false
        ),
        new(
            2,
            "balance",
            Direction.In,
            Constant(2),
            new Dictionary<int, double> { [4] = 1 },
            MovesMoney: false
        ),
    ];

    public static LossDraw Draw(
        double switchRate = 0.3,
        double recoveredNow = 0.5,
        double recoveryHours = 10,
        double served = 0.1,
        double margin = 7,
        MoneyDraw? money = null
    ) => new(1, switchRate, recoveredNow, recoveryHours, [served, served]) { Money = money ?? Worth(margin) };

    /// <summary>A margin, and costs where given, alike for both cells.</summary>
    public static MoneyDraw Worth(
        double margin = 7,
        double leaving = 0,
        double rerouting = 0,
        double calls = 0,
        double delay = 0,
        double inFlight = 0,
        Penalty? penalty = null
    ) =>
        new(
            [margin, margin],
            [leaving, leaving],
            [rerouting, rerouting],
            [calls, calls],
            [delay, delay],
            [inFlight, inFlight],
            [0, 0],
            [penalty ?? Penalty.None]
        );

    /// <summary>All channels can take all demand.</summary>
    public static Routing RoutingOf(int active) => Routing.Of(Flat, active, _ => 7, Channels);

    public static LossKernel Kernel(IReadOnlyList<DemandCell>? cells = null) =>
        new(new DemandTable(cells ?? Flat), Channels);

    /// <summary>Parts of a cell in an outage of the mask's channels.</summary>
    public static Parts PartsOf(
        int cell,
        Routing routing,
        int mask,
        double start,
        double end,
        LossDraw draw,
        IReadOnlyList<DemandCell>? cells = null
    )
    {
        var kernel = Kernel(cells);
        kernel.Accumulate(Downtime.Of([new Strike(mask, start, end)], Channels)[0], draw);
        var parts = new Parts[(cells ?? Flat).Count];
        kernel.AddParts(routing, parts, [], 1);
        return parts[cell];
    }

    public static LossInputs Inputs(double margin = 7, double switchRate = 0.3, double recovered = 0.5) =>
        new(
            Flat,
            Behaviour.Of(
                [],
                Fixed("switch_rate", switchRate, "share"),
                Fixed("recovered_share", recovered, "share")
            ),
            new Dictionary<string, Assumption> { ["balance.margin"] = Fixed("balance.margin", margin, "EUR") }
        );

    public static Assumption Fixed(string key, double value, string unit) =>
        new(key, value, value, unit, "test", "test", "2026-01-01");

    private static double[] Constant(double value)
    {
        var path = new double[Tournament.HorizonHours];
        Array.Fill(path, value);
        return path;
    }
}
