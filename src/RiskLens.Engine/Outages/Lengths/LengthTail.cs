using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Tail of the longest outages of a regime: generalised Pareto over the 90 % point of the lengths seen, fitted only
/// where at least 30 lie over it (Coles 2001, section 4.3; spliced onto the body as in Behrens, Lopes and Gamerman
/// 2004: the body learns of those lengths only that they are longer). Flat in the shape (-0.5 to 1.5) and in the
/// log of the scale.
/// </summary>
public sealed class LengthTail
{
    /// <summary>Fewest excesses that a tail is fitted to.</summary>
    public const int FewestExcesses = 30;

    private const double Share = 0.9;
    private static readonly (double, double) Shapes = (-0.5, 1.5);

    private readonly GridPosterior _posterior;

    private LengthTail(double fromHours, int excesses, GridPosterior posterior) =>
        (FromHours, Excesses, _posterior) = (fromHours, excesses, posterior);

    /// <summary>Where the tail begins.</summary>
    public double FromHours { get; }

    /// <summary>Lengths over it.</summary>
    public int Excesses { get; }

    /// <summary>Likeliest shape (the tail index xi).</summary>
    public double Shape => _posterior.Mode.X;

    /// <summary>Profile-likelihood interval of the shape.</summary>
    public (double Lower, double Upper) ShapeInterval(double level) => _posterior.ProfileX(level);

    /// <summary>The tail of lengths over their 90 % point; null where too few lie over it.</summary>
    public static LengthTail? Fit(IReadOnlyList<LengthSeen> lengths)
    {
        if (lengths.Count == 0)
            return null;
        var from = Quantiles.Of(Quantiles.Sorted(lengths.Select(l => l.Middle)), Share);
        var over = lengths.Where(l => l.Middle > from).ToArray();
        return over.Length < FewestExcesses || from <= 0 ? null : Fit(from, over);
    }

    /// <summary>The tail over a given number of hours, of lengths whose middle lies over it.</summary>
    public static LengthTail Fit(double fromHours, IReadOnlyList<LengthSeen> over)
    {
        var excesses = over.Select(l =>
                (Low: Math.Max(0, l.Shortest - fromHours), High: l.Longest - fromHours, l.Exact)
            )
            .ToArray();
        double LogLikelihood(double shape, double logScale)
        {
            var law = new GeneralizedPareto(shape, Math.Exp(logScale));
            double sum = 0;
            foreach (var (low, high, exact) in excesses)
                sum += exact ? law.LogDensity(low) : LogBetween(law, low, high);
            return double.IsNaN(sum) ? double.NegativeInfinity : sum;
        }
        var middle = Math.Log(over.Average(l => Math.Max(l.Middle - fromHours, 1e-3)));
        return new LengthTail(
            fromHours,
            over.Count,
            GridPosterior.Of(LogLikelihood, Shapes, (middle - 6, middle + 3))
        );
    }

    /// <summary>One tail law, for the excess over <see cref="FromHours"/>.</summary>
    public GeneralizedPareto Draw(Rng rng)
    {
        var (shape, logScale) = _posterior.Draw(rng);
        return new GeneralizedPareto(shape, Math.Exp(logScale));
    }

    /// <summary>Chance that a length in the tail exceeds so many hours (predictive).</summary>
    public double ChanceOver(double hours) =>
        _posterior.Average(
            (shape, logScale) => new GeneralizedPareto(shape, Math.Exp(logScale)).Survival(hours - FromHours)
        );

    private static double LogBetween(GeneralizedPareto law, double low, double high)
    {
        var above = law.LogSurvival(low);
        return above + Math.Log(1 - Math.Exp(law.LogSurvival(high) - above));
    }
}
