using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;

namespace RiskLens.Engine.Studies;

/// <summary>
/// Finds the best mix and the frontier without valuing every mix in full: for each possible mix the tables of the years give
/// its mean (exact where nothing fills up and no penalty is due, else a lower bound) and a lower bound of its CVaR95 (its mean
/// over the worst years of another mix). What is valued in full is what could still be best, or could still stand on the
/// frontier; the rest is proved to be neither.
/// </summary>
public sealed class BoundedSearch
{
    private const int First = 24;
    private const int Some = 32;
    private const int MostForFrontier = 256;

    // Bounds and values add up the same years in another order.
    private const double Rounding = 1e-9;

    private readonly MixSearch _search;
    private readonly ValuedMixes _valued;
    private readonly YearTable _mean;
    private readonly YearTable _tail;
    private readonly List<BoundedMix> _bounded = [];
    private readonly int _threads;

    public BoundedSearch(MixSearch search, ValuedMixes valued, YearTable mean, YearTable tail, int threads)
    {
        (_search, _valued, _mean, _tail, _threads) = (search, valued, mean, tail, threads);
        Sets = search.Sets();
    }

    /// <summary>Active sets that are possible.</summary>
    public IReadOnlyList<Mix> Sets { get; }

    /// <summary>All mixes that were looked at.</summary>
    public IReadOnlyList<BoundedMix> Bounded => _bounded;

    /// <summary>Whether every mix that could stand on the frontier was valued.</summary>
    public bool FrontierComplete { get; private set; } = true;

    /// <summary>The best of those valued; today's where none other is allowed.</summary>
    public ValuedMix Best => _settled ?? Leader;

    private ValuedMix Leader =>
        _valued
            .All.Where(IsAllowed)
            .OrderBy(ObjectiveOf)
            .ThenBy(v => int.PopCount(v.Mix.Active))
            .ThenBy(v => v.Mix.Id, StringComparer.Ordinal)
            .FirstOrDefault()
        ?? _valued.Of(_search.Today);

    /// <summary>By how much, at the most, a mix that was not valued could be better than the best.</summary>
    public double Gap =>
        Math.Max(
            0,
            ObjectiveOf(Best)
                - _bounded
                    .Where(b => !_valued.Knows(b.Mix))
                    .Select(b => b.Objective)
                    .DefaultIfEmpty(double.PositiveInfinity)
                    .Min()
        );

    /// <summary>What a mix is chosen by.</summary>
    public double ObjectiveOf(ValuedMix valued) =>
        _search.Policy.Objective(valued.Mean + (valued.Cost ?? 0), valued.Cvar95 + (valued.Cost ?? 0));

    /// <summary>Whether a mix may be chosen: it is possible, and keeps to budget and owners' caps.</summary>
    public bool IsAllowed(ValuedMix valued) => IsPossible(valued) && _search.KeepsOwnerCap(valued.Routing);

    /// <summary>The same before owners' caps, which shares of traffic may yet meet.</summary>
    public bool IsPossible(ValuedMix valued) =>
        _allowed.Contains(valued.Mix.Active) && IsAffordable(valued.Cost);

    private HashSet<int> _allowed = [];
    private ValuedMix? _settled;

    /// <summary>
    /// Ends the search: the best mix's enrolment is refined once more, for its shares of traffic may have moved it. What is
    /// valued from here on stands beside.
    /// </summary>
    public void Settle(CancellationToken cancellationToken)
    {
        Refine(null, cancellationToken);
        _settled = Leader;
    }

    /// <summary>Bounds all possible mixes and values those that could be best or stand on the frontier.</summary>
    public void Run(bool frontier, Action<double>? progress, CancellationToken cancellationToken)
    {
        _allowed = [.. Sets.Select(s => s.Active)];
        if (!_search.Policy.Allows(_search.TodayMask))
            _allowed.Remove(_search.TodayMask);
        // Where enrolment has no price, everybody would be enrolled: half of the willing stand for what can be done.
        var most = _valued.Unit == LossUnit.Money ? 1 : 0.5;
        Bound([
            .. _search
                .Candidates()
                .Where(m => m.Standby < 0 || m.StandbyShare <= most * _search.EnrolmentOn(m.Standby).Ceiling),
        ]);
        _valued.Value(
            _bounded.OrderBy(b => b.Objective).Take(First).Select(b => b.Mix),
            progress,
            cancellationToken
        );
        ValueWhatCouldBeBest(progress, cancellationToken);
        Refine(progress, cancellationToken);
        if (frontier)
            ValueFrontier(progress, cancellationToken);
    }

    private void Refine(Action<double>? progress, CancellationToken cancellationToken)
    {
        if (Refined(Best.Mix) is not { } refined)
            return;
        Bound([refined]);
        _valued.Value([refined], progress, cancellationToken);
    }

    /// <summary>
    /// The best mix for other reach sets behind the same demand, by the tables: exact in the mean where nothing fills up and
    /// no penalty is due. Null where no mix keeps to the budget.
    /// </summary>
    public BoundedMix? BestWith(MixSearch other)
    {
        Mix[] mixes =
        [
            .. _bounded
                .Select(b => b.Mix)
                .Concat(_valued.All.Where(IsAllowed).Select(v => v.Mix))
                .DistinctBy(m => m.Id, StringComparer.Ordinal),
        ];
        return BoundsOf(mixes, other).MinBy(b => b.Objective);
    }

    private void ValueWhatCouldBeBest(Action<double>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            var best = ObjectiveOf(Best);
            Mix[] open =
            [
                .. _bounded
                    .Where(b => !_valued.Knows(b.Mix) && b.Objective < best - (Rounding * Math.Abs(best)))
                    .OrderBy(b => b.Objective)
                    .Take(Some)
                    .Select(b => b.Mix),
            ];
            if (open.Length == 0)
                return;
            _valued.Value(open, progress, cancellationToken);
        }
    }

    private void ValueFrontier(Action<double>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            MixPoint[] known = [.. _valued.All.Where(IsAllowed).Select(v => v.Point)];
            var open = _bounded
                .Where(b =>
                    !_valued.Knows(b.Mix)
                    && IsAffordable(b.Point.Cost)
                    && !Array.Exists(known, k => Covers(k, b.Point))
                )
                .OrderBy(b => b.Point.Cost)
                .ThenBy(b => b.Mix.Id, StringComparer.Ordinal)
                .ToArray();
            if (open.Length == 0)
                return;
            if (_valued.All.Count >= MostForFrontier)
            {
                FrontierComplete = false;
                return;
            }
            // Those that no other bound beats first: they are the likeliest to beat others.
            var likely = Frontier.Of([.. open.Select(o => o.Point)]);
            _valued.Value(
                Frontier.Thinned(likely, Some).Select(i => open[i].Mix),
                progress,
                cancellationToken
            );
        }
    }

    /// <summary>Whether a valued mix is at least as good as another can be.</summary>
    private static bool Covers(MixPoint valued, MixPoint bound) =>
        valued.Cost <= bound.Cost
        && valued.Mean <= bound.Mean * (1 + Rounding)
        && valued.Cvar95 <= bound.Cvar95 * (1 + Rounding);

    private bool IsAffordable(double? cost) => _search.Policy.Budget is not { } budget || cost <= budget;

    private void Bound(Mix[] mixes) => _bounded.AddRange(BoundsOf(mixes, _search));

    private IEnumerable<BoundedMix> BoundsOf(Mix[] mixes, MixSearch search)
    {
        var bounds = new BoundedMix?[mixes.Length];
        Parallel.For(
            0,
            mixes.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _threads) },
            i => bounds[i] = BoundOf(mixes[i], search)
        );
        return bounds.OfType<BoundedMix>();
    }

    /// <summary>Null where the mix's cost is not stated, or above the budget.</summary>
    private BoundedMix? BoundOf(Mix mix, MixSearch search)
    {
        var routing = search.RoutingOf(mix);
        var cost = _valued.CostOf(mix, routing);
        if (_valued.Unit == LossUnit.Money && (cost is null || !IsAffordable(cost)))
            return null;
        var mean = _mean.Of(routing) + _mean.Standing(routing);
        var tail = Math.Max(mean, _tail.Of(routing) + _tail.Standing(routing));
        var point = new MixPoint(cost ?? 0, mean, tail);
        return new BoundedMix(mix, point, _search.Policy.Objective(mean + point.Cost, tail + point.Cost));
    }

    /// <summary>The best level of a mix's enrolment between its neighbours on the grid, by golden section on the bound.</summary>
    private Mix? Refined(Mix mix)
    {
        // Without costs more is always better: there is nothing to weigh.
        if (mix.Standby < 0 || _valued.Unit != LossUnit.Money)
            return null;
        const int Steps = 24;
        var ceiling = _search.EnrolmentOn(mix.Standby).Ceiling;
        var level = mix.StandbyShare / ceiling;
        var (low, high) = (
            MixSearch.Levels.Where(l => l < level - 1e-9).DefaultIfEmpty(0).Max(),
            MixSearch.Levels.Where(l => l > level + 1e-9).DefaultIfEmpty(0.98).Min()
        );
        Mix At(double l) => mix with { StandbyShare = Math.Round(l * ceiling, 4) };
        double Of(double l) => BoundOf(At(l), _search)?.Objective ?? double.PositiveInfinity;
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (a, b) = (high - (golden * (high - low)), low + (golden * (high - low)));
        var (ofA, ofB) = (Of(a), Of(b));
        for (var step = 0; step < Steps; step++)
        {
            if (ofA <= ofB)
            {
                (high, b, ofB) = (b, a, ofA);
                a = high - (golden * (high - low));
                ofA = Of(a);
            }
            else
            {
                (low, a, ofA) = (a, b, ofB);
                b = low + (golden * (high - low));
                ofB = Of(b);
            }
        }
        var refined = At((low + high) / 2);
        return _search.Enrolled(refined) > 0 && !_valued.Knows(refined) ? refined : null;
    }
}

/// <summary>A possible mix, its cost, and what it loses at the least.</summary>
public sealed record BoundedMix(Mix Mix, MixPoint Point, double Objective);
