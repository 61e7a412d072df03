using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// Mixes valued again under resampled contacts, outages and assumptions: which is best how often, and what one saves over
/// another by resample. In a resample the contacts of every reach set are weighed anew (Bayesian bootstrap, Rubin 1981),
/// the outages' and all other parameters are drawn once and held over all its years, and every mix meets the same years.
/// </summary>
public sealed class MixResamples
{
    private readonly double[][] _losses;
    private readonly double[][] _costs;
    private readonly int[] _best;

    private MixResamples(int compared, int resamples)
    {
        _losses = [.. Enumerable.Range(0, compared).Select(_ => new double[resamples])];
        _costs = [.. Enumerable.Range(0, compared).Select(_ => new double[resamples])];
        _best = new int[resamples];
    }

    /// <summary>By resample, the place of the eligible mix of least loss and cost; of equal ones the first.</summary>
    public IReadOnlyList<int> Best => _best;

    /// <summary>By resample, a compared mix's mean loss of a year, standing loss included.</summary>
    public IReadOnlyList<double> LossesOf(int mix) => _losses[mix];

    /// <summary>By resample, a compared mix's cost of the first year.</summary>
    public IReadOnlyList<double> CostsOf(int mix) => _costs[mix];

    /// <summary>By resample, what a compared mix saves over another, loss and cost together.</summary>
    public double[] Saved(int mix, int over) =>
        [
            .. Enumerable
                .Range(0, Best.Count)
                .Select(r => _losses[over][r] + _costs[over][r] - _losses[mix][r] - _costs[mix][r]),
        ];

    /// <summary>Draws the resamples and values the mixes on them; the same on any number of threads.</summary>
    /// <param name="mixes">The most promising first: the fewer are then simulated.</param>
    /// <param name="compared">
    /// How many of the first have their losses and costs kept. Of the others it is only told when they are the best.
    /// </param>
    /// <param name="years">What years are drawn from.</param>
    /// <param name="cells">Its demand.</param>
    /// <param name="contactsBySet">Contacts behind each reach set: what is known of its share.</param>
    /// <param name="rng">Its forks are the resamples.</param>
    public static MixResamples Of(
        IReadOnlyList<ResampledMix> mixes,
        int compared,
        YearSimulation years,
        IReadOnlyList<DemandCell> cells,
        IReadOnlyDictionary<int, double> contactsBySet,
        LossUnit unit,
        int resamples,
        int trialsEach,
        Rng rng,
        int threads,
        Action<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var results = new MixResamples(compared, resamples);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, threads),
            CancellationToken = cancellationToken,
        };
        var done = 0;
        Parallel.For(
            0,
            resamples,
            options,
            r =>
            {
                var drawn = Resampled(cells, contactsBySet, rng.Fork("contacts", r));
                var routings = mixes.Select(m => m.RoutingOf(drawn)).ToArray();
                var one = new Resample(years, routings, unit, compared, r, trialsEach, rng);
                results.Keep(r, mixes, one, rng);
                progress?.Invoke(Interlocked.Increment(ref done) / (double)resamples);
            }
        );
        return results;
    }

    private void Keep(int r, IReadOnlyList<ResampledMix> mixes, Resample one, Rng rng)
    {
        var costs = mixes.Select((m, i) => m.CostOf(one.Routings[i], rng.Fork("costs", r))).ToArray();
        _best[r] = one.Best(i => mixes[i].IsEligible, costs);
        for (var i = 0; i < _losses.Length; i++)
            (_losses[i][r], _costs[i][r]) = (one.LossOf(i), costs[i]);
    }

    /// <summary>
    /// The same demand of other contacts: with n contacts behind a reach set its share is weighed by gamma(n) / n in every
    /// cell alike. What no contact stands behind keeps its weight.
    /// </summary>
    public static IReadOnlyList<DemandCell> Resampled(
        IReadOnlyList<DemandCell> cells,
        IReadOnlyDictionary<int, double> contactsBySet,
        Rng rng
    )
    {
        var weights = contactsBySet
            .Where(s => s.Value > 0)
            .ToDictionary(s => s.Key, s => rng.Fork("set", s.Key).NextGamma(s.Value) / s.Value);
        return
        [
            .. cells.Select(cell =>
            {
                var weighed = cell
                    .ShareBySet.OrderBy(s => s.Key)
                    .Select(s => (s.Key, Share: s.Value * weights.GetValueOrDefault(s.Key, 1)))
                    .ToArray();
                var sum = weighed.Sum(s => s.Share);
                return sum <= 0
                    ? cell
                    : cell with
                    {
                        ShareBySet = weighed.ToDictionary(s => s.Key, s => s.Share / sum),
                    };
            }),
        ];
    }
}
