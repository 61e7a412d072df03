using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using static System.FormattableString;

namespace RiskLens.Benchmarks.Forecasts;

/// <summary>One hidden window, the day it begins on, and what the rule says.</summary>
internal sealed record PlaceboCase(int Day, PlaceboWindow Window, double Rule)
{
    /// <summary>The lower 5 % point of the counterfactual total.</summary>
    public double Low => Quantiles.Conformal(Window.Ascending, 0.90).Lower;

    /// <summary>Whether a drop of that share of the window's traffic would be seen.</summary>
    public bool Finds(double drop) => Window.Truth * (1 - drop) < Low;
}

/// <summary>Prints the figures of one method: each series, and all together.</summary>
internal sealed class PlaceboTable(string title)
{
    private readonly List<(string Name, List<PlaceboCase> Cases)> _series = [];

    public void Add(string name, List<PlaceboCase> cases) => _series.Add((name, cases));

    public void Print(Rng rng)
    {
        Console.WriteLine();
        Console.WriteLine("## " + title);
        Console.WriteLine(
            "| series | windows | WAPE | rule | ratio | median error | bias | 50 % | 80 % | 95 % | score 95 % | false alarms | 100 % drop | 60 % | 30 % | smallest drop found 80 % |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, cases) in _series.Where(s => s.Cases.Count > 0))
            Console.WriteLine(Line(name, cases, Wape(cases) / RuleWape(cases)));
        var told = _series.Where(s => s.Cases.Count > 0).ToList();
        if (told.Count == 0)
            return;
        var ratio = Math.Exp(told.Average(s => Math.Log(Wape(s.Cases) / RuleWape(s.Cases))));
        Console.WriteLine(Line("**all** (ratio: geometric mean)", [.. told.SelectMany(s => s.Cases)], ratio));
        foreach (var level in new[] { 0.5, 0.8, 0.95 })
        {
            var shares = Bootstrap(told, level, rng);
            Console.WriteLine(
                Invariant(
                    $"Coverage at {100 * level:0} %, block bootstrap by series and day: {100 * Quantiles.Of(shares, 0.025):0.0} to {100 * Quantiles.Of(shares, 0.975):0.0} %."
                )
            );
        }
    }

    private static string Line(string name, List<PlaceboCase> cases, double ratio)
    {
        var f = PlaceboFigures.Of([.. cases.Select(c => c.Window)])!;
        double n = cases.Count;
        double[] needed = Quantiles.Sorted(
            cases.Select(c => c.Window.Truth > 0 ? 1 - (c.Low / c.Window.Truth) : 1)
        );
        return Invariant(
            $"| {name} | {cases.Count} | {100 * f.MeanAbsoluteError:0.0} % | {100 * RuleWape(cases):0.0} % | {ratio:0.000} | {100 * f.MedianAbsoluteError:0.0} % | {100 * f.Bias:+0.0;-0.0} % | {100 * f.Coverage50:0} | {100 * f.Coverage80:0.0} | {100 * f.Coverage95:0.0} | {f.IntervalScore95:0.00} | {100 * cases.Count(c => c.Finds(0)) / n:0.0} % | {100 * cases.Count(c => c.Finds(1)) / n:0} % | {100 * cases.Count(c => c.Finds(0.6)) / n:0} % | {100 * cases.Count(c => c.Finds(0.3)) / n:0} % | {100 * Math.Min(1, Quantiles.Of(needed, 0.8)):0} % |"
        );
    }

    private static double Wape(List<PlaceboCase> cases) =>
        cases.Sum(c => Math.Abs(c.Window.Expected - c.Window.Truth)) / cases.Sum(c => c.Window.Truth);

    private static double RuleWape(List<PlaceboCase> cases) =>
        cases.Sum(c => Math.Abs(c.Rule - c.Window.Truth)) / cases.Sum(c => c.Window.Truth);

    // Series are drawn again with replacement, and within each its days with all windows that begin on them.
    private static double[] Bootstrap(
        List<(string Name, List<PlaceboCase> Cases)> series,
        double level,
        Rng rng
    )
    {
        var days = series.ConvertAll(s =>
            s.Cases.GroupBy(c => c.Day)
                .Select(g => (In: g.Count(c => Inside(c, level)), All: g.Count()))
                .ToArray()
        );
        var shares = new double[2000];
        for (var r = 0; r < shares.Length; r++)
        {
            var (inside, all) = (0, 0);
            for (var s = 0; s < days.Count; s++)
            {
                var picked = days[rng.NextInt(days.Count)];
                for (var d = 0; d < picked.Length; d++)
                {
                    var day = picked[rng.NextInt(picked.Length)];
                    (inside, all) = (inside + day.In, all + day.All);
                }
            }
            shares[r] = inside / (double)all;
        }
        Array.Sort(shares);
        return shares;
    }

    private static bool Inside(PlaceboCase c, double level)
    {
        var (lower, upper) = Quantiles.Conformal(c.Window.Ascending, level);
        return c.Window.Truth >= lower && c.Window.Truth <= upper;
    }
}
