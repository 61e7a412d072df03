using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Yearly losses by trial of one routing: the sum over a year's outages and the largest single outage, in
/// conversations and in money (null without margins); standing loss apart.
/// </summary>
public sealed record YearDraws(
    double[] Conversations,
    double[] LargestConversations,
    double[]? Money,
    double[]? LargestMoney,
    double[] StandingConversations,
    double[]? StandingMoney
);

/// <summary>
/// Simulated years. A trial draws, once, the rate of every node, the law of lengths of every regime, the level of
/// demand, behaviour and margins (predictive: parameter uncertainty stays in); then shocks arrive (Poisson), strike
/// at a uniform hour, last, overlap. Streams are named by node and trial, so that a mix never shifts another's
/// draws: all routings are valued on the same years. The year repeats the forecast quarter (whole weeks).
/// </summary>
public sealed class YearSimulation(
    OutageModel model,
    LossInputs inputs,
    double[] logRatiosOfLevel,
    int channels
)
{
    /// <summary>Hours in a mean year.</summary>
    public const double HoursPerYear = 8766;

    private const int Block = 500;

    /// <summary>
    /// Runs trials for each routing. Trials are independent and write to their own place, so that the result does
    /// not depend on the number of threads.
    /// </summary>
    public YearDraws[] Run(
        IReadOnlyList<Routing> routings,
        int trials,
        Rng rng,
        int threads,
        Action<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var results = routings
            .Select(_ => new YearDraws(
                new double[trials],
                new double[trials],
                inputs.InMoney ? new double[trials] : null,
                inputs.InMoney ? new double[trials] : null,
                new double[trials],
                inputs.InMoney ? new double[trials] : null
            ))
            .ToArray();
        var yearly = inputs.Cells.Select(c => c.Path.Average() * HoursPerYear).ToArray();
        var blocks = (trials + Block - 1) / Block;
        var done = 0;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, threads),
            CancellationToken = cancellationToken,
        };
        Parallel.For(
            0,
            blocks,
            options,
            () => new LossKernel(inputs.Cells, channels),
            (block, _, kernel) =>
            {
                for (var t = block * Block; t < Math.Min(trials, (block + 1) * Block); t++)
                    Trial(t, rng.Fork("year", t), kernel, routings, yearly, results);
                progress?.Invoke(Interlocked.Increment(ref done) / (double)blocks);
                return kernel;
            },
            _ => { }
        );
        return results;
    }

    private void Trial(
        int trial,
        Rng rng,
        LossKernel kernel,
        IReadOnlyList<Routing> routings,
        double[] yearly,
        YearDraws[] results
    )
    {
        var draw = inputs.Draw(rng, logRatiosOfLevel);
        for (var m = 0; m < routings.Count; m++)
            Standing(trial, routings[m], draw, yearly, results[m]);
        var outage = -1;
        var current = new (double Conversations, double Money)[routings.Count];
        foreach (var stretch in Downtime.Of(Strikes(rng), channels))
        {
            if (stretch.Outage != outage)
            {
                Close(trial, current, results);
                outage = stretch.Outage;
            }
            kernel.Accumulate(stretch, draw);
            for (var m = 0; m < routings.Count; m++)
            {
                if ((routings[m].Active & stretch.DownMask) != 0)
                    Add(ref current[m], kernel, routings[m], stretch.DownMask, draw);
            }
        }
        Close(trial, current, results);
    }

    private List<Strike> Strikes(Rng rng)
    {
        var laws = new Lognormal[model.Durations.Count];
        foreach (var (regime, durations) in model.Durations)
            laws[(int)regime] = durations.DrawLaw(rng.Fork("duration", (int)regime));
        var strikes = new List<Strike>();
        foreach (var node in model.Nodes)
        {
            var stream = rng.Fork(node.Node.Id);
            var count = stream.NextPoisson(node.Rate.Draw(stream));
            for (var e = 0; e < count; e++)
            {
                var start = stream.NextDouble() * HoursPerYear;
                var hours = Math.Min(DurationLaw.CapHours, laws[(int)node.Node.Regime].Draw(stream));
                strikes.Add(new Strike(node.ChannelMask, start, start + hours));
            }
        }
        return strikes;
    }

    private static void Standing(int trial, Routing routing, LossDraw draw, double[] yearly, YearDraws result)
    {
        for (var k = 0; k < yearly.Length; k++)
        {
            if (routing.Standing[k] <= 0)
                continue;
            var lost = yearly[k] * draw.Level * routing.Standing[k] * (1 - draw.ServedElsewhere[k]);
            result.StandingConversations[trial] += lost;
            if (result.StandingMoney is not null)
                result.StandingMoney[trial] += lost * draw.Margin![k];
        }
    }

    private void Add(
        ref (double Conversations, double Money) sum,
        LossKernel kernel,
        Routing routing,
        int downMask,
        LossDraw draw
    )
    {
        for (var k = 0; k < inputs.Cells.Count; k++)
        {
            var lost = kernel.Of(k, routing, downMask, draw).Lost;
            sum.Conversations += lost;
            if (draw.Margin is not null)
                sum.Money += lost * draw.Margin[k];
        }
    }

    private static void Close(int trial, (double Conversations, double Money)[] current, YearDraws[] results)
    {
        for (var m = 0; m < current.Length; m++)
        {
            var result = results[m];
            result.Conversations[trial] += current[m].Conversations;
            result.LargestConversations[trial] = Math.Max(
                result.LargestConversations[trial],
                current[m].Conversations
            );
            if (result.Money is not null)
            {
                result.Money[trial] += current[m].Money;
                result.LargestMoney![trial] = Math.Max(result.LargestMoney[trial], current[m].Money);
            }
            current[m] = default;
        }
    }
}
