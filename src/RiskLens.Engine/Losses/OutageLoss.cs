using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>Draws of the loss of one outage: conversations, money (null without margins), and the mean parts.</summary>
public sealed record OutageLossDraws(double[] Conversations, double[]? Money, Parts MeanParts);

/// <summary>Loss of one outage of given channels, start and length, in the hours of the forecast.</summary>
public sealed class OutageLoss(LossInputs inputs, Routing routing, int channels)
{
    private readonly LossKernel _kernel = new(inputs.Cells, channels);

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
        var conversations = new double[draws.Count];
        var money = inputs.InMoney ? new double[draws.Count] : null;
        var total = default(Parts);
        for (var j = 0; j < draws.Count; j++)
        {
            var start = starts[j % starts.Count];
            var stretch = Downtime.Of([new Strike(downMask, start, start + hours)], channels)[0];
            _kernel.Accumulate(stretch, draws[j]);
            for (var k = 0; k < inputs.Cells.Count; k++)
            {
                var parts = _kernel.Of(k, routing, downMask, draws[j]);
                total += parts;
                conversations[j] += parts.Lost;
                if (money is not null)
                    money[j] += parts.Lost * draws[j].Margin![k];
            }
        }
        var n = (double)draws.Count;
        return new OutageLossDraws(
            conversations,
            money,
            new Parts(
                total.Demand / n,
                total.Rerouted / n,
                total.Recovered / n,
                total.ServedElsewhere / n,
                total.Lost / n
            )
        );
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
