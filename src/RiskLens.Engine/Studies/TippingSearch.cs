using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>
/// How far an input has to move from its median until another mix is the best. Inputs move on the normal scale of their
/// own quantiles, so that a distance means the same for all; a fixed value moves between a tenth and ten times itself.
/// </summary>
public sealed class TippingSearch
{
    // Today's and the best: an input that tips the choice tips it to one of these first.
    private const int MostMixes = 12;
    private const int Draws = 96;
    private const int Steps = 6;
    private const int Halvings = 10;
    private const double Furthest = 3.0902323061678132; // the 99.9 % point

    private readonly MeanYear _year;
    private readonly LossInputs _inputs;
    private readonly double[] _logRatios;
    private readonly MixCost _cost;
    private readonly bool _inMoney;
    private readonly MixComparison _simulated;
    private readonly Mix[] _mixes;
    private readonly Routing[] _routings;
    private readonly double[] _costs;
    private readonly double[] _losses;
    private readonly double[] _efforts;
    private readonly int _best;
    private readonly Rng _rng;

    /// <summary>Values the mixes that may be chosen, as the simulation lists them.</summary>
    /// <param name="logRatios">Of the level of a year's demand.</param>
    /// <param name="simulated">The mixes whose loss and cost are known, and the one to recommend.</param>
    /// <param name="valued">All mixes that were valued.</param>
    public TippingSearch(
        MeanYear year,
        LossInputs inputs,
        double[] logRatios,
        MixSearch search,
        MixCost cost,
        MixComparison simulated,
        IReadOnlyList<Mix> valued,
        Rng rng
    )
    {
        (_year, _inputs, _logRatios, _cost, _simulated, _rng) = (
            year,
            inputs,
            logRatios,
            cost,
            simulated,
            rng
        );
        _inMoney = simulated.Basis is "money";
        var byId = simulated.Mixes.ToDictionary(m => m.Id, StringComparer.Ordinal);
        _mixes =
        [
            .. valued
                .Where(m =>
                    byId.TryGetValue(m.Id, out var value)
                    && (
                        value.IsAllowed
                        || string.Equals(m.Id, simulated.RecommendedId, StringComparison.Ordinal)
                    )
                )
                .OrderBy(m => !string.Equals(m.Id, simulated.TodayId, StringComparison.Ordinal))
                .ThenBy(m => byId[m.Id].Objective)
                .Take(MostMixes),
        ];
        _routings = Array.ConvertAll(_mixes, search.RoutingOf);
        _efforts = Array.ConvertAll(_mixes, search.Effort);
        _costs = CostsWith(cost);
        _losses = LossesWith(null);
        _best = BestOf(_losses, _costs).Mix;
    }

    /// <summary>Searches every input that is a single number, then the two nearest together.</summary>
    public Tipping Run(ParallelOptions options)
    {
        var moves = Moves();
        var found = new Found[moves.Count];
        Parallel.For(0, moves.Count, options, i => found[i] = Search(moves[i]));
        // Uncertain inputs before fixed ones, whose distance is of another kind; those that change nothing last, where
        // the ends bring another mix closest before the others.
        var order = Enumerable
            .Range(0, moves.Count)
            .OrderBy(i => found[i].At is null)
            .ThenBy(i => moves[i].Law is null)
            .ThenBy(i => found[i].At is { } z ? Math.Abs(z) : double.PositiveInfinity)
            .ThenBy(i => found[i].Lead)
            .ThenBy(i => moves[i].Input, StringComparer.Ordinal)
            .ToArray();
        var worst = order.Where(i => moves[i].Law is not null).Take(2).ToArray();
        return new Tipping(
            _simulated.Basis,
            _mixes[_best].Id,
            string.Equals(_mixes[_best].Id, _simulated.RecommendedId, StringComparison.Ordinal),
            [.. order.Select(i => PointOf(moves[i], found[i]))],
            worst.Length < 2 ? null : Jointly([.. worst.Select(i => (moves[i], found[i].Side))])
        );
    }

    /// <summary>Inputs that are single numbers, but for capacities, which the closed form does not know.</summary>
    private List<Move> Moves()
    {
        string[] names =
        [
            LossInputs.Level,
            LossInputs.SwitchRate,
            LossInputs.RecoveredShare,
            .. _inputs.StatedKeys.Where(k => !k.EndsWith(".capacity", StringComparison.Ordinal)),
        ];
        var moves = names
            .Distinct(StringComparer.Ordinal)
            .Select(name =>
                Move.Of(name, _inputs.LawOf(name, _rng.Fork("law"), _logRatios)!, _inputs.IsShare(name))
            )
            .ToList();
        if (_inMoney)
            moves.AddRange(
                _cost.StatedKeys.Select(key => Move.Of(key, _cost.LawOf(key), false) with { IsCost = true })
            );
        return [.. moves.Where(m => m.At(-Furthest) < m.At(Furthest))];
    }

    private Found Search(Move move)
    {
        var (losses, costs) = ChangedBy([(move, 1)]);
        var (up, down) = (Walk(1, losses, costs), Walk(-1, losses, costs));
        if (up.At is { } u && down.At is { } d)
            return u <= -d ? up : down;
        if (up.At is not null || down.At is not null)
            return up.At is not null ? up : down;
        return up.Lead <= down.Lead ? up : down;
    }

    private JointTipping Jointly((Move Move, int Side)[] worst)
    {
        var (losses, costs) = ChangedBy(worst);
        var found = Walk(1, losses, costs);
        return new JointTipping(
            [.. worst.Select(w => w.Move.Input)],
            found.At is { } z ? [.. worst.Select(w => w.Move.At(w.Side * z))] : null,
            found.Mix is { } mix ? _mixes[mix].Id : null,
            found.At is { } at ? Beyond(at) * Beyond(at) : null
        );
    }

    /// <summary>Steps away from the median to one side, then halves the step in which the best mix changes.</summary>
    private Found Walk(int side, Func<double, double[]> losses, Func<double, double[]> costs)
    {
        (int Mix, double Lead) At(double z) => BestOf(losses(side * z), costs(side * z));
        var (same, lead) = (0.0, double.PositiveInfinity);
        for (var step = 0; step <= Steps; step++)
        {
            var z = Furthest * step / Steps;
            (var mix, lead) = At(z);
            if (mix == _best)
            {
                same = z;
                continue;
            }
            var other = z;
            for (var h = 0; h < Halvings && step > 0; h++)
            {
                var middle = (same + other) / 2;
                if (At(middle).Mix is var then && then == _best)
                    same = middle;
                else
                    (other, mix) = (middle, then);
            }
            return new Found(side, side * other, mix, 0);
        }
        return new Found(side, null, null, lead);
    }

    /// <summary>Losses and costs of all mixes by how far inputs are moved, each to its side.</summary>
    private (Func<double, double[]> Losses, Func<double, double[]> Costs) ChangedBy(
        (Move Move, int Side)[] moved
    )
    {
        var ofLoss = moved.Where(m => !m.Move.IsCost).ToArray();
        var ofCost = moved.Where(m => m.Move.IsCost).ToArray();
        // A cost of mixes is linear in each stated cost: two values of it tell all.
        var slopes = Array.ConvertAll(
            ofCost,
            m =>
            {
                var (none, one) = (
                    CostsWith(_cost.With(m.Move.Input, 0)),
                    CostsWith(_cost.With(m.Move.Input, 1))
                );
                return one.Zip(none, (a, b) => a - b).ToArray();
            }
        );
        double[] Costs(double z)
        {
            var costs = _costs.ToArray();
            for (var s = 0; s < slopes.Length; s++)
            {
                var (move, side) = ofCost[s];
                for (var i = 0; i < costs.Length; i++)
                    costs[i] += slopes[s][i] * (move.At(side * z) - move.At(0));
            }
            return costs;
        }
        double[] Losses(double z)
        {
            InputChange? change = null;
            foreach (var (move, side) in ofLoss)
                change = new InputChange(move.Input, move.At(side * z), null) { And = change };
            return change is null ? _losses : LossesWith(change);
        }
        return (Losses, Costs);
    }

    private double[] LossesWith(InputChange? change)
    {
        var draws = new LossDraw[Draws];
        for (var j = 0; j < Draws; j++)
            draws[j] = _inputs.Draw(_rng.Fork("draw", j), _logRatios, change);
        var over = _year.Over(draws, _inMoney ? LossUnit.Money : LossUnit.Conversations, _year.Shocks.Mean);
        return Array.ConvertAll(_routings, over.Of);
    }

    private double[] CostsWith(MixCost cost) =>
        _inMoney
            ? [.. _mixes.Select((mix, i) => cost.Of(mix, _efforts[i], _routings[i])!.Value)]
            : new double[_mixes.Length];

    /// <summary>The mix of the least sum, and by how much the best of all mixes leads before any other.</summary>
    private static (int Mix, double Lead) BestOf(double[] losses, double[] costs)
    {
        var best = 0;
        for (var i = 1; i < losses.Length; i++)
        {
            if (losses[i] + costs[i] < losses[best] + costs[best])
                best = i;
        }
        var second = double.PositiveInfinity;
        for (var i = 0; i < losses.Length; i++)
        {
            if (i != best)
                second = Math.Min(second, losses[i] + costs[i]);
        }
        return (best, second - losses[best] - costs[best]);
    }

    private TippingPoint PointOf(Move move, Found found) =>
        new(
            move.Input,
            move.At(0),
            move.At(-Furthest),
            move.At(Furthest),
            found.At is { } z ? move.At(z) : null,
            found.Mix is { } mix ? _mixes[mix].Id : null,
            found.At is { } at && move.Law is not null ? Beyond(Math.Abs(at)) : null
        );

    // At the median itself every value is at least as far out.
    private static double Beyond(double z) => z <= 0 ? 1 : Normal.Survival(z);

    /// <summary>An input on the normal scale of its quantiles, or, fixed, on the scale of its logarithm.</summary>
    private sealed record Move(string Input, Func<double, double> At, Law? Law)
    {
        public bool IsCost { get; init; }

        public static Move Of(string input, Law law, bool share)
        {
            var middle = law.Central;
            return law.Quantile(0.001) < law.Quantile(0.999)
                ? new Move(input, z => law.Quantile(Normal.Cdf(z)), law)
                : new Move(
                    input,
                    z =>
                        Math.Min(
                            share ? Math.Max(1, middle) : double.PositiveInfinity,
                            middle * Math.Pow(10, z / Furthest)
                        ),
                    null
                );
        }
    }

    /// <summary>Where the mix changes and to which; else how far the best leads at the end of the side.</summary>
    private readonly record struct Found(int Side, double? At, int? Mix, double Lead);
}
