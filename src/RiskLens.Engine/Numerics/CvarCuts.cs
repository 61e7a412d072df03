using System.Numerics;

namespace RiskLens.Engine.Numerics;

/// <summary>
/// The CVaR of losses L(w) = always + the sum of w[i] times column i, by trial, as planes under it: each is the mean of the
/// trials that are the worst at some w (Künzi-Bay and Mayer 2006). A plane holds whatever rows w has to meet, so that
/// programmes on the same losses share these cuts, one after the other. Not for two threads at once.
/// </summary>
public sealed class CvarCuts
{
    private const int BlockSize = 4096;
    private readonly double[] _always;
    private readonly double[][] _columns;
    private readonly double[]? _probabilities;
    private readonly ParallelOptions _parallel;
    private readonly double[] _losses;
    private readonly double[] _room;
    private readonly double[]? _masses;
    private readonly int[] _beyond;
    private readonly int[] _atom;
    private readonly List<CutPlane> _found = [];

    /// <summary>Losses whose tail is wanted.</summary>
    /// <param name="level">Of the CVaR, 0 to below 1.</param>
    /// <param name="always">By trial, what is lost whatever w is.</param>
    /// <param name="columns">By variable, then trial: what a unit of it loses. Kept, not copied.</param>
    /// <param name="probabilities">By trial, adding up to one; equal where left out.</param>
    /// <param name="threads">That share a pass over the trials; the figures do not depend on it.</param>
    public CvarCuts(
        double level,
        double[] always,
        IReadOnlyList<double[]> columns,
        double[]? probabilities = null,
        int threads = 1
    )
    {
        ArgumentOutOfRangeException.ThrowIfZero(always.Length, nameof(always));
        if (level is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies from 0 to below 1.");
        if (columns.Any(c => c.Length != always.Length) || (probabilities ?? always).Length != always.Length)
            throw new ArgumentException("All columns have one value for each trial.", nameof(columns));
        if (
            probabilities is not null
            && !(Math.Abs(probabilities.Sum() - 1) < 1e-9 && probabilities.Min() >= 0)
        )
            throw new ArgumentException("Probabilities add up to one.", nameof(probabilities));
        Level = level;
        _always = always;
        _columns = [.. columns];
        _probabilities = probabilities;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _losses = new double[Trials];
        _room = new double[Trials];
        _masses = probabilities is null ? null : new double[Trials];
        _beyond = new int[Trials];
        _atom = new int[Trials];
        for (var t = 0; t < Trials; t++)
            _beyond[t] = t;
        Mean = CutOf(Trials, 0, 1, 0);
        Sizes = Array.ConvertAll(_columns, SizeOf);
        SizeOfAlways = SizeOf(always);
        if (!double.IsFinite(Mean.Constant) || !Array.TrueForAll(Mean.Slopes, double.IsFinite))
            throw new ArgumentException("Losses are finite.", nameof(columns));
    }

    public double Level { get; }

    public int Trials => _always.Length;

    public int Variables => _columns.Length;

    /// <summary>The plane of the mean loss, which is under the CVaR everywhere.</summary>
    public CutPlane Mean { get; }

    /// <summary>What a unit of each variable loses in a mean trial, gains counted as losses: the scale of its column.</summary>
    public IReadOnlyList<double> Sizes { get; }

    /// <summary>The same of what is always lost.</summary>
    public double SizeOfAlways { get; }

    /// <summary>All planes so far, in the order in which they were found.</summary>
    public IReadOnlyList<CutPlane> Found => _found;

    /// <summary>Value at risk at w, and the plane that touches the CVaR there: its height at w is the CVaR.</summary>
    public (double ValueAtRisk, CutPlane Cut) At(double[] w)
    {
        var blocks = (Trials + BlockSize - 1) / BlockSize;
        Each(blocks, block => Mix(w, block * BlockSize, Math.Min(Trials, (block + 1) * BlockSize)));
        var valueAtRisk = ValueAtRisk();
        var (beyond, atom) = Split(valueAtRisk);
        var (beyondMass, atomMass) = (MassOf(_beyond.AsSpan(0, beyond)), MassOf(_atom.AsSpan(0, atom)));
        // The atom at the quantile enters with what the trials beyond it leave of the tail, all of it alike.
        var tail = 1 - Level;
        var cut = CutOf(beyond, atom, 1 / tail, Math.Max(0, tail - beyondMass) / atomMass / tail);
        _found.Add(cut);
        return (valueAtRisk, cut);
    }

    private void Mix(double[] w, int from, int to)
    {
        var losses = _losses.AsSpan(from..to);
        _always.AsSpan(from..to).CopyTo(losses);
        for (var i = 0; i < w.Length; i++)
        {
            if (w[i] == 0)
                continue;
            var column = _columns[i].AsSpan(from..to);
            var (weight, t) = (new Vector<double>(w[i]), 0);
            for (; t + Vector<double>.Count <= losses.Length; t += Vector<double>.Count)
            {
                var sum = new Vector<double>(losses[t..]) + (weight * new Vector<double>(column[t..]));
                sum.CopyTo(losses[t..]);
            }
            for (; t < losses.Length; t++)
                losses[t] += w[i] * column[t];
        }
    }

    private double ValueAtRisk()
    {
        if (_masses is null)
        {
            // As in Tail: the slack absorbs a level times n that should be whole but is not in binary.
            var place = Math.Clamp((int)Math.Ceiling((Level * Trials) - 1e-9), 1, Trials);
            return TopValues.At(_losses, Trials - place, _room);
        }
        _losses.CopyTo(_room, 0);
        _probabilities!.CopyTo(_masses, 0);
        return TopValues.OfMass(_room, _masses, 1 - Level + 1e-12);
    }

    // The trials above the value at risk, and those at it, in their order.
    private (int Beyond, int Atom) Split(double valueAtRisk)
    {
        var (beyond, atom, width) = (0, 0, Vector<double>.Count);
        var limit = new Vector<double>(valueAtRisk);
        for (var from = 0; from < Trials; from += width)
        {
            var to = Math.Min(Trials, from + width);
            if (to - from == width && !Vector.GreaterThanOrEqualAny(new Vector<double>(_losses, from), limit))
                continue;
            for (var t = from; t < to; t++)
            {
                if (_losses[t] > valueAtRisk)
                    _beyond[beyond++] = t;
                else if (_losses[t] == valueAtRisk)
                    _atom[atom++] = t;
            }
        }
        return (beyond, atom);
    }

    private double MassOf(ReadOnlySpan<int> trials)
    {
        if (_probabilities is null)
            return (double)trials.Length / Trials;
        var mass = 0.0;
        foreach (var t in trials)
            mass += _probabilities[t];
        return mass;
    }

    private CutPlane CutOf(int beyond, int atom, double ofBeyond, double ofAtom)
    {
        double Mean(double[] column)
        {
            var sum = ofBeyond * Sum(column, _beyond.AsSpan(0, beyond));
            return ofAtom == 0 ? sum : sum + (ofAtom * Sum(column, _atom.AsSpan(0, atom)));
        }
        var slopes = new double[_columns.Length];
        Each(slopes.Length, i => slopes[i] = Mean(_columns[i]));
        return new CutPlane(Mean(_always), slopes);
    }

    private double Sum(double[] column, ReadOnlySpan<int> trials)
    {
        var sum = 0.0;
        if (_probabilities is not null)
        {
            foreach (var t in trials)
                sum += _probabilities[t] * column[t];
            return sum;
        }
        foreach (var t in trials)
            sum += column[t];
        return sum / Trials;
    }

    private double SizeOf(double[] column) => column.Sum(Math.Abs) / Trials;

    private void Each(int count, Action<int> part)
    {
        if (_parallel.MaxDegreeOfParallelism > 1 && Trials > BlockSize)
        {
            Parallel.For(0, count, _parallel, part);
            return;
        }
        for (var i = 0; i < count; i++)
            part(i);
    }
}
