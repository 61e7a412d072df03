using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Losses;

/// <summary>What a loss is counted in.</summary>
public enum LossUnit
{
    Conversations,
    Money,
}

/// <summary>
/// Yearly losses by trial under one routing: the sum over the year's outages, the largest single outage, and the
/// standing loss of those whom no active channel reaches.
/// </summary>
public sealed record YearDraws(double[] Total, double[] Largest, double[] Standing);

/// <summary>
/// Simulated years. A trial draws, once, the rate of every node, the law of lengths of every regime, the level of
/// demand, behaviour and margins (predictive: parameter uncertainty stays in); then shocks arrive, strike and overlap
/// (<see cref="ShockYear"/>). Streams are named by node and trial, so that a mix never shifts another's draws: all
/// routings are valued on the same years. The year repeats the forecast quarter (whole weeks).
/// </summary>
/// <param name="clock">Where the years lie in time; null where shocks begin at any hour alike.</param>
public sealed class YearSimulation(
    OutageModel model,
    LossInputs inputs,
    double[] logRatiosOfLevel,
    int channels,
    YearClock? clock = null
)
{
    /// <summary>Hours in a mean year.</summary>
    public const double HoursPerYear = 8766;

    private const int Block = 500;

    private readonly ShockYear _shocks = new(model, clock);

    /// <summary>Whether shocks overload substitutes. Off and on share every other draw.</summary>
    public bool WithOverload { get; init; } = true;

    /// <summary>
    /// Runs trials for each routing in one unit; money needs margins. Trials are independent and write to their own
    /// place, so that the result does not depend on the number of threads.
    /// </summary>
    public YearDraws[] Run(
        IReadOnlyList<Routing> routings,
        LossUnit unit,
        int trials,
        Rng rng,
        int threads,
        Action<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var results = routings
            .Select(_ => new YearDraws(new double[trials], new double[trials], new double[trials]))
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
            () => new LossKernel(inputs.Table, channels),
            (block, _, kernel) =>
            {
                for (var t = block * Block; t < Math.Min(trials, (block + 1) * Block); t++)
                    Trial(t, rng.Fork("year", t), kernel, routings, unit, yearly, results);
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
        LossUnit unit,
        double[] yearly,
        YearDraws[] results
    )
    {
        var draw = inputs.Draw(rng, logRatiosOfLevel);
        for (var m = 0; m < routings.Count; m++)
            results[m].Standing[trial] = Standing(routings[m], draw, yearly, unit);
        var interruptions =
            unit == LossUnit.Money && Array.Exists(draw.Money!.Penalties, p => p.Once > 0 || p.PerHour > 0)
                ? routings.Select(_ => new Interruptions(inputs.Table)).ToArray()
                : null;
        var outage = -1;
        var current = new double[routings.Count];
        foreach (var stretch in Downtime.Of(_shocks.Draw(rng, WithOverload), channels))
        {
            if (stretch.Outage != outage)
            {
                Close(trial, current, results);
                outage = stretch.Outage;
            }
            kernel.Accumulate(stretch, draw);
            kernel.Price(unit);
            for (var m = 0; m < routings.Count; m++)
            {
                if ((routings[m].Active & stretch.DownMask) == 0)
                    continue;
                current[m] += stretch.Weight * kernel.Lost(routings[m]);
                if (interruptions is not null)
                    current[m] += stretch.Weight * interruptions[m].DueFor(routings[m], stretch, draw);
            }
        }
        Close(trial, current, results);
    }

    private double Standing(Routing routing, LossDraw draw, double[] yearly, LossUnit unit)
    {
        double sum = 0;
        for (var k = 0; k < yearly.Length; k++)
        {
            if (routing.Standing[k] > 0)
            {
                var price = UnitPrice.Of(
                    inputs.Cells[k],
                    k,
                    draw,
                    unit == LossUnit.Money ? draw.Money : null
                );
                sum += routing.Standing[k] * price.Standing(yearly[k] * draw.Level);
            }
        }
        return sum;
    }

    private static void Close(int trial, double[] current, YearDraws[] results)
    {
        for (var m = 0; m < current.Length; m++)
        {
            results[m].Total[trial] += current[m];
            results[m].Largest[trial] = Math.Max(results[m].Largest[trial], current[m]);
            current[m] = 0;
        }
    }
}
