using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>
/// How long a channel's outages last, over simulated years: an outage is a union in time of shocks that stop at least
/// half of the channel, and counts in the year in which it begins.
/// </summary>
public sealed class OutageLengths
{
    /// <summary>Share of a channel from which on it counts as out.</summary>
    public const double Out = 0.5;

    // A length cut at a bound must reach it, though start + length - start is not quite length.
    private const double Slack = 1e-6;

    private readonly long[,] _outages;
    private readonly long[,] _years;
    private long _calm;

    private OutageLengths(int channels)
    {
        _outages = new long[channels, Hours.Count];
        _years = new long[channels, Hours.Count];
    }

    /// <summary>The lengths that are told, in hours, ascending.</summary>
    public static IReadOnlyList<double> Hours { get; } = [1, 2, 4, 8, 12, 24, 48, 72, 168, 336, 720];

    /// <summary>Years simulated.</summary>
    public int Trials { get; private init; }

    /// <summary>Chance of a year in which nothing is struck at all.</summary>
    public double ChanceOfNone => _calm / (double)Trials;

    /// <summary>Chance that a year holds an outage of the channel of at least so many hours.</summary>
    /// <param name="channel">Index of the channel.</param>
    /// <param name="length">Index into <see cref="Hours"/>.</param>
    public double ChanceInYear(int channel, int length) => _years[channel, length] / (double)Trials;

    /// <summary>Mean number a year of outages of the channel of at least so many hours.</summary>
    /// <param name="channel">Index of the channel.</param>
    /// <param name="length">Index into <see cref="Hours"/>.</param>
    public double PerYear(int channel, int length) => _outages[channel, length] / (double)Trials;

    /// <summary>Counts over the years of a simulation: the same shocks as its trials have.</summary>
    public static OutageLengths Of(
        ShockYear shocks,
        bool withOverload,
        int channels,
        int trials,
        Rng rng,
        int threads,
        CancellationToken cancellationToken
    )
    {
        const int Block = 1000;
        var all = new OutageLengths(channels) { Trials = trials };
        Parallel.For(
            0,
            (trials + Block - 1) / Block,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Math.Max(1, threads),
                CancellationToken = cancellationToken,
            },
            () => (Count: new OutageLengths(channels), Shocks: new ShockDraws(shocks, withOverload)),
            (block, _, own) =>
            {
                for (var t = block * Block; t < Math.Min(trials, (block + 1) * Block); t++)
                {
                    own.Shocks.Fix(rng, t);
                    own.Count.Add(own.Shocks.Draw(rng, t), channels);
                }
                return own;
            },
            own =>
            {
                lock (all)
                    all.Add(own.Count);
            }
        );
        return all;
    }

    // Whole numbers: in whichever order threads add theirs, the sum is the same.
    private void Add(OutageLengths other)
    {
        _calm += other._calm;
        for (var c = 0; c < _outages.GetLength(0); c++)
        {
            for (var h = 0; h < Hours.Count; h++)
            {
                _outages[c, h] += other._outages[c, h];
                _years[c, h] += other._years[c, h];
            }
        }
    }

    private void Add(List<Strike> strikes, int channels)
    {
        _calm += strikes.Count == 0 ? 1 : 0;
        strikes.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        for (var c = 0; c < channels; c++)
        {
            var (start, end, longest) = (0.0, double.NegativeInfinity, 0);
            foreach (var strike in strikes)
            {
                if ((strike.MaskFrom(Out) >> c & 1) == 0)
                    continue;
                if (strike.Start > end)
                {
                    longest = Math.Max(longest, Close(c, end - start));
                    start = strike.Start;
                }
                end = Math.Max(end, strike.End);
            }
            longest = Math.Max(longest, Close(c, end - start));
            for (var h = 0; h < longest; h++)
                _years[c, h]++;
        }
    }

    /// <summary>Counts one outage; how many of the lengths it reaches.</summary>
    private int Close(int channel, double hours)
    {
        var reached = 0;
        for (; reached < Hours.Count && hours >= Hours[reached] - Slack; reached++)
            _outages[channel, reached]++;
        return reached;
    }
}
