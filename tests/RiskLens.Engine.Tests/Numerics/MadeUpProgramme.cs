using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Numerics;

/// <summary>
/// A random CVaR programme from a seed, number by number as cvar_programmes.py makes it (its recurrence stands in
/// cvar-programmes.json), with the same hash of all its numbers.
/// </summary>
internal sealed class MadeUpProgramme
{
    private static readonly double[] Levels = [0.5, 0.8, 0.9, 0.95, 0.99];
    private static readonly double[] MeanWeights = [0, 0.5, 1];
    private static readonly double[] TailWeights = [1, 1, 0.25, 0];
    private readonly double[] _always;
    private readonly double[][] _columns;
    private readonly double[]? _probabilities;
    private readonly double _level;
    private ulong _x;

    public MadeUpProgramme(int seed)
    {
        _x = (ulong)seed;
        for (var i = 0; i < 16; i++)
            Next(1);
        var variables = 2 + Next(11);
        var trials = 200 + Next(4801);
        _level = Levels[Next(5)];
        var meanWeight = MeanWeights[Next(3)];
        var tailWeight = TailWeights[Next(4)];
        _columns = Losses(Next(5), variables, trials);
        if (Next(4) == 0)
            _columns[^1] = [.. _columns[0]];
        _always = Next(3) == 0 ? Even(trials) : new double[trials];
        _probabilities = Next(4) == 0 ? Shares(Even(trials)) : null;
        double[] cost = Next(2) == 0 ? [.. Even(variables).Select(u => 0.2 * u)] : new double[variables];
        double[] lower = Next(5) == 0 ? [.. Even(variables).Select(u => -0.2 * u)] : new double[variables];
        double[] upper =
            Next(2) == 0
                ? [.. Even(variables).Select(u => (1.2 / variables) + (0.5 * u))]
                : [.. Enumerable.Repeat(1.0, variables)];
        Programme = new CvarProgramme
        {
            Cost = cost,
            Lower = lower,
            Upper = upper,
            MeanWeight = meanWeight + tailWeight == 0 ? 1 : meanWeight,
            TailWeight = tailWeight,
            Rows = Rows(variables),
        };
    }

    public CvarProgramme Programme { get; }

    public CvarCuts Cuts => new(_level, _always, _columns, _probabilities);

    /// <summary>Of all numbers, as 16 hexadecimal digits.</summary>
    public string Hash()
    {
        var hash = 14695981039346656037UL;
        double[] all =
        [
            .. _always,
            .. _columns.SelectMany(c => c),
            .. _probabilities ?? [],
            .. Programme.Cost,
            .. Programme.Lower,
            .. Programme.Upper,
            .. Programme.Rows.SelectMany(row => row.Coefficients.Append(row.Bound)),
        ];
        foreach (var number in all)
            hash = unchecked((hash ^ BitConverter.DoubleToUInt64Bits(number)) * 1099511628211);
        return FormattableString.Invariant($"{hash:x16}");
    }

    private List<LinearRow> Rows(int variables)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, variables)];
        List<LinearRow> rows = [new(ones, Next(2) == 0 ? RowKind.Equal : RowKind.AtLeast, 1)];
        if (Next(2) == 0)
        {
            double[] half = [.. Enumerable.Range(0, variables).Select(i => i < variables / 2 ? 1.0 : 0)];
            rows.Add(new LinearRow(half, RowKind.AtMost, 0.2 + (0.5 * Even())));
        }
        if (Next(2) == 0)
            rows.Add(new LinearRow(Even(variables), RowKind.AtMost, 0.25 + (0.5 * Even())));
        if (Next(3) == 0)
            rows.Add(new LinearRow(Even(variables), RowKind.AtLeast, 0.3 + (0.3 * Even())));
        return rows;
    }

    private double[][] Losses(int law, int variables, int trials)
    {
        var columns = Enumerable.Range(0, variables).Select(_ => new double[trials]).ToArray();
        for (var t = 0; t < trials; t++)
        {
            var shock = law == 3 ? Rare(0.1) : 0;
            foreach (var column in columns)
            {
                column[t] = law switch
                {
                    0 => Even() - 0.2,
                    1 => (1 / Math.Sqrt(Even())) - 1,
                    2 => Rare(0.05),
                    3 => (shock * (0.5 + Even())) + Rare(0.1),
                    _ => Math.Floor(4 * Even()),
                };
            }
        }
        return columns;
    }

    private double Rare(double chance) => Even() < chance ? 1 / Math.Sqrt(Even()) : 0;

    private static double[] Shares(double[] masses)
    {
        var total = 0.0;
        foreach (var mass in masses)
            total += mass;
        return Array.ConvertAll(masses, mass => mass / total);
    }

    private double[] Even(int count)
    {
        var some = new double[count];
        for (var i = 0; i < count; i++)
            some[i] = Even();
        return some;
    }

    private double Even() => (Upper() + 0.5) / 4294967296.0;

    private int Next(uint below) => (int)(Upper() % below);

    private uint Upper()
    {
        _x = unchecked((6364136223846793005 * _x) + 1442695040888963407);
        return (uint)(_x >> 32);
    }
}
