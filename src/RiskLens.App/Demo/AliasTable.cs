using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>Draws an index with chances proportional to weights, in constant time (Walker 1977, Vose 1991).</summary>
internal sealed class AliasTable
{
    private readonly double[] _keep;
    private readonly int[] _alias;

    public AliasTable(IReadOnlyList<double> weights)
    {
        var count = weights.Count;
        var scale = count / weights.Sum();
        _keep = [.. weights.Select(weight => weight * scale)];
        _alias = new int[count];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (var index = 0; index < count; index++)
            (_keep[index] < 1 ? small : large).Push(index);
        while (small.Count > 0 && large.Count > 0)
        {
            var lean = small.Pop();
            var rich = large.Peek();
            _alias[lean] = rich;
            _keep[rich] -= 1 - _keep[lean];
            if (_keep[rich] < 1)
                small.Push(large.Pop());
        }
        // What is left differs from 1 by rounding only.
        foreach (var index in small.Concat(large))
            _keep[index] = 1;
    }

    public int Draw(Rng rng)
    {
        var index = rng.NextInt(_keep.Length);
        return rng.NextDouble() < _keep[index] ? index : _alias[index];
    }
}
