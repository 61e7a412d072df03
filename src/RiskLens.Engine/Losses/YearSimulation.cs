using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Simulated years. A trial draws, once, the rate of every node, the law of lengths of every regime, the level of
/// demand, behaviour and margins (predictive: parameter uncertainty stays in); then shocks arrive, strike and overlap
/// (<see cref="ShockDraws"/>). Parameters and events have streams apart, named by trial, so that a mix never shifts
/// another's draws and all of them are valued on the same years. The year repeats the forecast quarter (whole weeks).
/// </summary>
public sealed class YearSimulation
{
    private readonly LossInputs _inputs;
    private readonly double[] _logRatiosOfLevel;
    private readonly int _channels;
    private readonly ShockYear? _shocks;
    private readonly IReadOnlyList<Strike[]>? _recorded;

    /// <summary>Years with shocks drawn from a model.</summary>
    /// <param name="clock">Where the years lie in time; null where shocks begin at any hour alike.</param>
    public YearSimulation(
        OutageModel model,
        LossInputs inputs,
        double[] logRatiosOfLevel,
        int channels,
        YearClock? clock = null
    )
        : this(inputs, logRatiosOfLevel, channels) => _shocks = new ShockYear(model, clock);

    /// <summary>The first years of another simulation, with its shocks as they were drawn.</summary>
    public YearSimulation(
        IReadOnlyList<Strike[]> recorded,
        LossInputs inputs,
        double[] logRatiosOfLevel,
        int channels
    )
        : this(inputs, logRatiosOfLevel, channels) => _recorded = recorded;

    private YearSimulation(LossInputs inputs, double[] logRatiosOfLevel, int channels) =>
        (_inputs, _logRatiosOfLevel, _channels) = (inputs, logRatiosOfLevel, channels);

    /// <summary>Hours in a mean year.</summary>
    public const double HoursPerYear = 8766;

    private const int Block = 500;

    // Rows are summed in so many parts, then in order: their sum does not depend on the number of threads.
    private const int Parts = 64;

    /// <summary>Whether shocks overload substitutes. Off and on share every other draw.</summary>
    public bool WithOverload { get; init; } = true;

    /// <summary>The shocks that years are drawn from.</summary>
    public ShockYear Shocks =>
        _shocks ?? throw new InvalidOperationException("Recorded years have no law of shocks.");

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
                    Value(year, rng, t, results);
            },
            cancellationToken
        );
        return results;
    }

    /// <summary>The same years, and the mean of all of them in one unit for any routing.</summary>
    public (YearDraws[] Draws, YearTable Table) RunWithTable(
        IReadOnlyList<Valued> asked,
        LossUnit unit,
        int trials,
        Rng rng,
        int threads,
        Action<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var results = asked.Select(_ => new YearDraws(trials)).ToArray();
        var table = InRows(
            trials,
            asked,
            unit,
            threads,
            progress,
            (t, rows, year) =>
            {
                year.AddTo(rows, 1.0 / trials);
                Value(year, rng, t, results);
            },
            cancellationToken
        );
        return (results, table);
    }

    /// <summary>
    /// The weighted sum of some years in one unit for any routing: of the worst years under a mix, say, as
    /// <see cref="Tail.Worst"/> weighs them.
    /// </summary>
    public YearTable TableOf(
        IReadOnlyList<(int Trial, double Weight)> years,
        LossUnit unit,
        Rng rng,
        int threads,
        CancellationToken cancellationToken
    ) =>
        InRows(
            years.Count,
            [],
            unit,
            threads,
            null,
            (i, rows, year) =>
            {
                year.AddTo(rows, years[i].Weight);
                year.Fix(rng, years[i].Trial);
                year.Draw(rng, years[i].Trial);
            },
            cancellationToken
        );

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

    /// <summary>Years one at a time, for one thread.</summary>
    /// <param name="rowsIn">The unit of the rows that they are added to.</param>
    internal OneYear Year(Valued[] asked, LossUnit? rowsIn) =>
        Year(asked, new MixSums([.. asked.Select(a => a.Routing)], _inputs.Cells.Count, _channels), rowsIn);

    /// <summary>Rows for years to be added to.</summary>
    internal YearRows RowsOfNone() => new(_inputs.Cells.Count);

    /// <summary>The table of rows.</summary>
    internal YearTable TableOf(YearRows rows) => new(rows, _channels);

    private OneYear Year(Valued[] asked, MixSums sums, LossUnit? rowsIn) =>
        new(_inputs, _logRatiosOfLevel, ShocksOfOne(), _channels, asked, sums, rowsIn);

    private IYearShocks ShocksOfOne() =>
        _recorded is not null ? new RecordedShocks(_recorded) : new ShockDraws(Shocks, WithOverload);

    private static void Value(OneYear year, Rng rng, int trial, YearDraws[] results)
    {
        year.Fix(rng, trial);
        year.Draw(rng, trial);
        for (var m = 0; m < results.Length; m++)
        {
            results[m].Total[trial] = year.Total[m];
            results[m].Largest[trial] = year.Largest[m];
            results[m].Beyond[trial] = year.Beyond[m];
            results[m].Standing[trial] = year.Standing[m];
        }
    }

    private YearTable InRows(
        int years,
        IReadOnlyList<Valued> asked,
        LossUnit unit,
        int threads,
        Action<double>? progress,
        Action<int, YearRows, OneYear> add,
        CancellationToken cancellationToken
    )
    {
        var parts = new YearRows[Parts];
        InParallel(
            Parts,
            asked,
            threads,
            progress,
            (part, year) =>
            {
                parts[part] = RowsOfNone();
                var end = (int)((part + 1L) * years / Parts);
                for (var i = (int)((long)part * years / Parts); i < end; i++)
                    add(i, parts[part], year);
            },
            cancellationToken,
            unit
        );
        for (var part = 1; part < Parts; part++)
            parts[0].Add(parts[part]);
        return TableOf(parts[0]);
    }

    private void InParallel(
        int blocks,
        IReadOnlyList<Valued> asked,
        int threads,
        Action<double>? progress,
        Action<int, OneYear> work,
        CancellationToken cancellationToken,
        LossUnit? rowsIn = null
    )
    {
        var done = 0;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, threads),
            CancellationToken = cancellationToken,
        };
        Valued[] all = [.. asked];
        var sums = new MixSums([.. all.Select(a => a.Routing)], _inputs.Cells.Count, _channels);
        Parallel.For(
            0,
            blocks,
            options,
            () => Year(all, sums, rowsIn),
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
