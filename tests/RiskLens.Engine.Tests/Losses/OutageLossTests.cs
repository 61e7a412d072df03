using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Losses;

public sealed class OutageLossTests
{
    private const int WhatsApp = 1;
    private static readonly int[] Lengths = [1, 2, 5, 24, 100, 720];
    private static readonly int[] Starts = [0, 3, 50, 167];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Running_sums_and_a_walk_hour_by_hour_agree(ulong seed)
    {
        var (cells, rng) = (Uneven(seed), new Rng(seed));
        var inputs = InputsOf(cells);
        var loss = new OutageLoss(inputs, Routing.Of(cells, 7, _ => 7, Cells.Channels), Cells.Channels);
        LossDraw[] draws =
        [
            .. Enumerable
                .Range(0, 6)
                .Select(j =>
                    inputs.Draw(rng.Fork("draw", j), []) with
                    {
                        SwitchDelayHours = j % 3 * 0.7,
                        Capacity = j % 2 == 0 ? null : [30, 2, 3],
                    }
                ),
        ];
        var grid = loss.Grid(WhatsApp, Starts, Lengths, [.. Lengths.Select(_ => draws)]);
        for (var l = 0; l < Lengths.Length; l++)
        {
            for (var s = 0; s < Starts.Length; s++)
            {
                double[] weeks = [.. Enumerable.Range(0, 13).Select(w => Starts[s] + (168.0 * w))];
                var walked = loss.Value(WhatsApp, weeks, Lengths[l], draws);
                var summed = grid[l][s];
                for (var j = 0; j < draws.Length; j++)
                {
                    Assert.Equal(
                        walked.Conversations[j],
                        summed.Conversations[j],
                        1e-9 * (1 + walked.Conversations[j])
                    );
                    Assert.Equal(walked.Money![j], summed.Money![j], 1e-9 * (1 + walked.Money[j]));
                }
                Assert.Equal(walked.MeanMoney.Total, summed.Money!.Average(), 1e-9 * walked.MeanMoney.Total);
            }
        }
    }

    [Fact]
    public void Each_component_is_what_a_hand_calculation_says()
    {
        // Two hours: 20 begun, 3.1764706 rerouted, 7.6239713 recovered (LossKernelTests), the rest 9.1995581, of
        // which a tenth is served elsewhere: 8.2796023 lost. In flight 10 x 0.1 h = 1.
        var draw = Cells.Draw() with
        {
            Money = Cells.Worth(
                margin: 7,
                leaving: 3,
                rerouting: 2,
                calls: 5,
                delay: 0.5,
                inFlight: 11,
                penalty: new Penalty(1.5, 100, 10)
            ),
        };
        IReadOnlyList<DemandCell> cells =
        [
            Cells.Flat[0] with
            {
                Facts = ConversationFacts.None with { OpenHours = 0.1, Amount = 1000 },
            },
            Cells.Flat[1],
        ];
        var inputs = InputsOf(cells);
        var loss = new OutageLoss(inputs, Routing.Of(cells, 7, _ => 7, 3), 3).Value(
            WhatsApp,
            [100],
            2,
            [draw]
        );
        var money = loss.MeanMoney;
        Assert.Equal(7 * 8.2796023, money.Margin, 1e-5);
        Assert.Equal(3 * 8.2796023, money.Leaving, 1e-5);
        Assert.Equal(2 * 3.1764706, money.Rerouting, 1e-5);
        Assert.Equal(5 * (20 - 3.1764706), money.Calls, 1e-5);
        Assert.Equal(0.5 * 7.6239713, money.Delay, 1e-5);
        Assert.Equal(11, money.InFlight, 1e-9);
        // 10 of 12 an hour run over WhatsApp, and 84 % of them have nowhere to go: interrupted, half an hour too long.
        Assert.Equal(100 + (10 * 0.5), money.Penalties, 1e-9);
        Assert.Equal(money.Total, loss.Money![0], 1e-9);
        Assert.Equal(1000 * 8.2796023, loss.MeanParts.AmountLost, 1e-2);
    }

    [Fact]
    public void A_transfer_of_50000_at_one_percent_never_costs_more_than_its_fee_and_its_named_costs()
    {
        IReadOnlyList<DemandCell> cells =
        [
            new(
                0,
                "transfer",
                Direction.In,
                Flat(4),
                new Dictionary<int, double> { [1] = 0.5, [3] = 0.5 },
                MovesMoney: true
            )
            {
                Facts = ConversationFacts.None with { Amount = 50_000, OpenHours = 0.05 },
            },
        ];
        var stated = new[]
        {
            Cells.Fixed("transfer.margin_rate", 0.01, "share"),
            Cells.Fixed("transfer.reroute_cost", 20, "XAF"),
            Cells.Fixed("transfer.delay_cost", 30, "XAF"),
            Cells.Fixed("transfer.call_share", 0.2, "share"),
            Cells.Fixed("call_cost", 400, "XAF"),
            Cells.Fixed("transfer.in_flight_reversed", 0.3, "share"),
            Cells.Fixed("transfer.reversal_cost", 150, "XAF"),
            Cells.Fixed("transfer.in_flight_lost", 0.1, "share"),
        }.ToDictionary(a => a.Key, StringComparer.Ordinal);
        var inputs = new LossInputs(cells, Behaviour.Of([], null, null), stated, ["whatsapp", "sms"]);
        Assert.True(inputs.InMoney);
        var loss = new OutageLoss(inputs, Routing.Of(cells, 3, _ => 3, 2), 2);
        var draws = OutageLoss.DrawInputs(inputs, [], new Rng(3), 200);
        foreach (var hours in Lengths)
        {
            var outage = loss.Value(WhatsApp, [10], hours, draws);
            var parts = outage.MeanParts;
            // Fee 500, a call 80, the dearer of rerouting and delay 30; in flight at the most its fee and a reversal.
            var named =
                (parts.Demand.Count * (500 + 80 + 30)) + (parts.InFlight.Count * ((0.1 * 500) + (0.3 * 150)));
            Assert.InRange(outage.Money!.Average(), 0, named);
            Assert.Equal(
                500 * parts.Lost.Count,
                outage.MeanMoney.Margin,
                1e-6 * (1 + outage.MeanMoney.Margin)
            );
            Assert.Equal(50_000 * parts.Lost.Count, parts.AmountLost, 1e-6 * (1 + parts.AmountLost));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_longer_outage_never_costs_less_and_a_dearer_conversation_costs_in_proportion(ulong seed)
    {
        var cells = Uneven(seed);
        var loss = new OutageLoss(InputsOf(cells), Routing.Of(cells, 7, _ => 7, 3), 3);
        var twice = new OutageLoss(InputsOf(cells, times: 2), Routing.Of(cells, 7, _ => 7, 3), 3);
        var draws = OutageLoss.DrawInputs(InputsOf(cells), [], new Rng(seed), 50);
        var dearer = OutageLoss.DrawInputs(InputsOf(cells, times: 2), [], new Rng(seed), 50);
        double[] last = new double[50];
        foreach (var hours in Lengths)
        {
            var money = loss.Value(WhatsApp, [20], hours, draws).Money!;
            Assert.All(money.Zip(last), pair => Assert.True(pair.First >= pair.Second - 1e-9));
            var doubled = twice.Value(WhatsApp, [20], hours, dearer).Money!;
            Assert.All(
                money.Zip(doubled),
                pair => Assert.Equal(2 * pair.First, pair.Second, 1e-9 * pair.Second)
            );
            last = money;
        }
    }

    [Fact]
    public void A_campaign_loses_the_part_of_its_window_that_is_hit_and_its_messages_are_not_paid_twice()
    {
        var hit = Flat(0);
        for (var h = 50; h < 60; h++)
            hit[h] = 100;
        IReadOnlyList<DemandCell> cells =
        [
            new(0, "campaign", Direction.Out, Flat(3), new Dictionary<int, double> { [1] = 1 }, false),
            new(0, "campaign", Direction.Out, hit, new Dictionary<int, double> { [1] = 1 }, false)
            {
                Campaign = CampaignUnit.Value,
            },
        ];
        var stated = new[]
        {
            Cells.Fixed("campaign.margin", 5, "XAF"),
            Cells.Fixed("campaign.rescheduled", 0.5, "share"),
            Cells.Fixed("campaign.kept", 0.8, "share"),
        }.ToDictionary(a => a.Key, StringComparer.Ordinal);
        var inputs = new LossInputs(cells, Behaviour.Of([], null, null), stated, ["whatsapp"]);
        var loss = new OutageLoss(inputs, Routing.Of(cells, 1, _ => 1, 1), 1).Value(
            WhatsApp,
            [55],
            24,
            OutageLoss.DrawInputs(inputs, [], new Rng(1), 5)
        );
        // Five hours of 100 are hit; half is rescheduled and keeps 80 %.
        Assert.Equal(500 * (1 - 0.4), loss.MeanMoney.Campaigns, 1e-9);
        Assert.Equal(0, loss.MeanMoney.Margin);
        Assert.Equal(72, loss.MeanParts.Demand.Count, 1e-9);
    }

    private static LossInputs InputsOf(IReadOnlyList<DemandCell> cells, double times = 1)
    {
        var stated = new[]
        {
            Cells.Fixed("balance.margin", 7 * times, "EUR"),
            Cells.Fixed("balance.served_elsewhere", 0.1, "share"),
            Cells.Fixed("balance.delay_cost", 0.5 * times, "EUR"),
            Cells.Fixed("balance.reroute_cost", 0.3 * times, "EUR"),
            Cells.Fixed("balance.call_share", 0.2, "share"),
            Cells.Fixed("balance.penalty", 50 * times, "EUR"),
            Cells.Fixed("balance.penalty_per_hour", 4 * times, "EUR"),
            Cells.Fixed("balance.tolerance_hours", 4, "h"),
            Cells.Fixed("call_cost", 2 * times, "EUR"),
            Cells.Fixed("churn_share", 0.02, "share"),
            Cells.Fixed("churn_margin", 30 * times, "EUR"),
        }.ToDictionary(a => a.Key, StringComparer.Ordinal);
        return new LossInputs(cells, Behaviour.Of([], null, null), stated, ["whatsapp", "sms", "telegram"]);
    }

    /// <summary>The small company with a day and a week in its demand, and conversations of 6 minutes.</summary>
    private static IReadOnlyList<DemandCell> Uneven(ulong seed)
    {
        var rng = new Rng(seed);
        return
        [
            .. Cells.Flat.Select(cell =>
                cell with
                {
                    Path =
                    [
                        .. cell.Path.Select(
                            (v, h) =>
                                v
                                * (1 + Math.Sin(h * Math.PI / 12))
                                * (h / 24 % 7 < 5 ? 1 : 0.4)
                                * rng.NextDouble()
                        ),
                    ],
                    Facts = ConversationFacts.None with { OpenHours = 0.1, Amount = 100 },
                }
            ),
        ];
    }

    private static double[] Flat(double value)
    {
        var path = new double[Cells.Flat[0].Path.Length];
        Array.Fill(path, value);
        return path;
    }
}
