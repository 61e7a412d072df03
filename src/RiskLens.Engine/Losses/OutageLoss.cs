using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>Draws of the loss of one outage: conversations, money (null without margins), and what it is made of.</summary>
/// <param name="ByPurpose">Means over the draws, in the order of the table's purposes.</param>
public sealed record OutageLossDraws(double[] Conversations, double[]? Money, PurposeLoss[] ByPurpose)
{
    /// <summary>Mean parts over all purposes.</summary>
    public Parts MeanParts => ByPurpose.Aggregate(default(Parts), (sum, p) => sum + p.Parts);

    /// <summary>Mean of each component of the money over all purposes.</summary>
    public MoneyParts MeanMoney => ByPurpose.Aggregate(default(MoneyParts), (sum, p) => sum + p.Money);
}

/// <summary>What an outage does to one purpose.</summary>
public readonly record struct PurposeLoss(Parts Parts, MoneyParts Money)
{
    public static PurposeLoss operator +(PurposeLoss a, PurposeLoss b) =>
        new(a.Parts + b.Parts, a.Money + b.Money);

    public static PurposeLoss operator *(double share, PurposeLoss a) =>
        new(share * a.Parts, share * a.Money);
}

/// <summary>Loss of one outage of given channels, start and length, in the hours of the forecast.</summary>
public sealed class OutageLoss(LossInputs inputs, Routing routing, int channels)
{
    private readonly DemandTable _table = inputs.Table;
    private readonly LossKernel _kernel = new(inputs.Table, channels);
    private readonly Interruptions _interruptions = new(inputs.Table);

    /// <summary>
    /// Values the outage under every draw. Starts are hours from the beginning of the horizon (fractions allowed);
    /// draw j uses start j modulo their number: the same hour of week in each of the coming weeks.
    /// </summary>
    public OutageLossDraws Value(
        int downMask,
        IReadOnlyList<double> starts,
        double hours,
        IReadOnlyList<LossDraw> draws
    )
    {
        var sum = new LossSum(inputs, draws.Count);
        for (var j = 0; j < draws.Count; j++)
        {
            var start = starts[j % starts.Count];
            var stretch = Downtime.Of([new Strike(downMask, start, start + hours)], channels)[0];
            _kernel.Accumulate(stretch, draws[j]);
            sum.Begin();
            _kernel.AddParts(routing, sum.Parts, sum.Money, 1);
            sum.End(j, PenaltiesOf(downMask, hours, draws[j]));
        }
        return sum.Draws();
    }

    /// <summary>
    /// Values outages of many starts and lengths (whole hours) on the same draws: by length, then by start. Draw j
    /// begins in week j modulo the weeks of the horizon.
    /// </summary>
    /// <param name="starts">Hours from the beginning of the horizon, within its first week.</param>
    /// <param name="levels">By length: log ratios of the level; one is picked for each draw, the same for all starts.</param>
    /// <param name="ratios">By draw: demand over its forecast by hour, repeating; empty for the forecast itself.</param>
    public OutageLossDraws[][] Grid(
        int downMask,
        IReadOnlyList<int> starts,
        IReadOnlyList<int> lengths,
        IReadOnlyList<IReadOnlyList<LossDraw>> levels,
        Func<int, double[]>? ratios = null
    )
    {
        const int Week = 168;
        var count = levels[0].Count;
        var sums = lengths.Select(_ => starts.Select(_ => new LossSum(inputs, count)).ToArray()).ToArray();
        var weeks = Math.Max(1, _table.Hours / Week);
        var beyond = starts.Max() + lengths.Max();
        for (var j = 0; j < count; j++)
        {
            var draw = levels[0][j];
            var running = new OutageSums(_table, routing, downMask, draw, beyond, ratios?.Invoke(j) ?? []);
            for (var l = 0; l < lengths.Count; l++)
            {
                var penalties = PenaltiesOf(downMask, lengths[l], draw);
                for (var s = 0; s < starts.Count; s++)
                {
                    var sum = sums[l][s];
                    sum.Begin();
                    running.AddTo(
                        sum.Parts,
                        sum.Money,
                        starts[s] + (j % weeks * Week),
                        lengths[l],
                        levels[l][j].Level
                    );
                    sum.End(j, penalties);
                }
            }
        }
        return Array.ConvertAll(sums, row => Array.ConvertAll(row, sum => sum.Draws()));
    }

    /// <summary>
    /// Demand and lost conversations in each hour of one outage (the last may be a part), and the money of each where
    /// there are margins, penalties aside; what was in flight stands in the first hour. Means over the draws.
    /// </summary>
    public IReadOnlyList<PurposeLoss> ByHour(
        int downMask,
        double start,
        double hours,
        IReadOnlyList<LossDraw> draws
    )
    {
        var byHour = new PurposeLoss[(int)Math.Ceiling(hours - 1e-9)];
        var stretch = new Downtime(channels) { DownMask = downMask };
        Array.Fill(stretch.Returns, start + hours);
        Array.Fill(stretch.Falls, start);
        foreach (var draw in draws)
        {
            for (var h = 0; h < byHour.Length; h++)
            {
                (stretch.Start, stretch.End) = (start + h, Math.Min(start + h + 1, start + hours));
                _kernel.Accumulate(stretch, draw);
                var sum = new LossSum(inputs, 1);
                sum.Begin();
                _kernel.AddParts(routing, sum.Parts, sum.Money, 1);
                sum.End(0, []);
                byHour[h] += (1.0 / draws.Count) * sum.Draws().ByPurpose.Aggregate((a, b) => a + b);
            }
        }
        return byHour;
    }

    /// <summary>Hours for which an outage of channels interrupts each purpose, under a draw.</summary>
    public IReadOnlyList<double> HoursInterrupted(int downMask, double hours, LossDraw draw)
    {
        _interruptions.See(routing, downMask, draw);
        return
        [
            .. Enumerable
                .Range(0, _table.Purposes.Count)
                .Select(p => _interruptions.HoursOf(p, hours, draw.SwitchDelayHours)),
        ];
    }

    private double[] PenaltiesOf(int downMask, double hours, LossDraw draw)
    {
        if (draw.Money is not { } money)
            return [];
        _interruptions.See(routing, downMask, draw);
        var due = new double[money.Penalties.Length];
        for (var p = 0; p < due.Length; p++)
            due[p] = money.Penalties[p].After(_interruptions.HoursOf(p, hours, draw.SwitchDelayHours));
        return due;
    }

    /// <summary>Draws of the inputs that every start and length is valued on (common random numbers).</summary>
    public static LossDraw[] DrawInputs(LossInputs inputs, double[] logRatiosOfLevel, Rng rng, int count)
    {
        var draws = new LossDraw[count];
        for (var j = 0; j < count; j++)
            draws[j] = inputs.Draw(rng.Fork("draw", j), logRatiosOfLevel);
        return draws;
    }
}
