using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Simulated years. A trial draws, once, the rate of every node, the law of lengths of every regime, the level of
/// demand, behaviour and margins (predictive: parameter uncertainty stays in); then shocks arrive, strike and overlap
/// (<see cref="ShockDraws"/>). Parameters and events have streams apart, named by trial, so that a mix never shifts
/// another's draws and all of them are valued on the same years. The year repeats the forecast quarter (whole weeks).
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

    /// <summary>Whether shocks overload substitutes. Off and on share every other draw.</summary>
    public bool WithOverload { get; init; } = true;

    /// <summary>The shocks that years are drawn from.</summary>
    public ShockYear Shocks { get; } = new(model, clock);

    /// <summary>Runs trials for each routing in one unit; money needs margins.</summary>
    public YearDraws[] Run(
        IReadOnlyList<Routing> routings,
        LossUnit unit,
        int trials,
        Rng rng,
        int threads,
        Action<double>? progress,
        CancellationToken cancellationToken
    ) =>
        Run(
            [.. routings.Select(r => new Valued(r, unit))],
            trials,
            rng,
            threads,
            progress,
            cancellationToken
        );

    /// <summary>
    /// Runs trials and values each of them as asked. Trials are independent and write to their own place, so that the
    /// result does not depend on the number of threads.
    /// </summary>
    public YearDraws[] Run(
        IReadOnlyList<Valued> asked,
        int trials,
        Rng rng,
        int threads,
        Action<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var results = asked.Select(_ => new YearDraws(trials)).ToArray();
        InParallel(
            (trials + Block - 1) / Block,
            asked,
            threads,
            progress,
            (block, year) =>
            {
                for (var t = block * Block; t < Math.Min(trials, (block + 1) * Block); t++)
                {
                    year.Fix(rng, t);
                    year.Draw(rng, t);
                    for (var m = 0; m < results.Length; m++)
                    {
                        results[m].Total[t] = year.Total[m];
                        results[m].Largest[t] = year.Largest[m];
                        results[m].Beyond[t] = year.Beyond[m];
                        results[m].Standing[t] = year.Standing[m];
                    }
                }
            },
            cancellationToken
        );
        return results;
    }

    /// <summary>
    /// The nested run: parameters are drawn so many times and held over so many years each, so that what they do can be
    /// told from chance. Draw d has the parameters of trial d of <see cref="Run(IReadOnlyList{Valued}, int, Rng, int,
    /// Action{double}?, CancellationToken)"/>.
    /// </summary>
    /// <returns>By what was asked, by draw: the years under it, in ascending order.</returns>
    public NestedYears[] RunNested(
        IReadOnlyList<Valued> asked,
        int draws,
        int trialsPerDraw,
        IReadOnlyList<double> levels,
        Rng rng,
        int threads,
        Action<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var results = asked.Select(_ => new NestedYears(draws, levels)).ToArray();
        InParallel(
            draws,
            asked,
            threads,
            progress,
            (draw, year) =>
            {
                var years = asked
                    .Select(_ => (Total: new double[trialsPerDraw], Largest: new double[trialsPerDraw]))
                    .ToArray();
                year.Fix(rng, draw);
                for (var t = 0; t < trialsPerDraw; t++)
                {
                    year.Draw(rng, ((long)draw * trialsPerDraw) + t);
                    for (var m = 0; m < results.Length; m++)
                        (years[m].Total[t], years[m].Largest[t]) = (year.Total[m], year.Largest[m]);
                }
                for (var m = 0; m < results.Length; m++)
                    results[m].Set(draw, years[m].Total, years[m].Largest);
            },
            cancellationToken
        );
        return results;
    }

    private void InParallel(
        int blocks,
        IReadOnlyList<Valued> asked,
        int threads,
        Action<double>? progress,
        Action<int, OneYear> work,
        CancellationToken cancellationToken
    )
    {
        var done = 0;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, threads),
            CancellationToken = cancellationToken,
        };
        Valued[] all = [.. asked];
        var sums = new MixSums([.. all.Select(a => a.Routing)], inputs.Cells.Count, channels);
        Parallel.For(
            0,
            blocks,
            options,
            () =>
                new OneYear(
                    inputs,
                    logRatiosOfLevel,
                    new ShockDraws(Shocks, WithOverload),
                    channels,
                    all,
                    sums
                ),
            (block, _, year) =>
            {
                work(block, year);
                progress?.Invoke(Interlocked.Increment(ref done) / (double)blocks);
                return year;
            },
            _ => { }
        );
    }
}
