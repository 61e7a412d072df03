using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// How orders crowd into sensitive weeks. With a share f of orders at an election or at exams, and such weeks a
/// share w of the time, the rate within them is f/w and outside (1-f)/(1-w) times the mean rate: the factor between
/// the two is k = f(1-w) / (w(1-f)), and the yearly mean is kept. f is Beta(x + 1/2, n - x + 1/2) from the rows;
/// no source counts such weeks, so w is uniform over <see cref="WeeksAYear"/>: an assumption.
/// </summary>
/// <param name="Orders">Orders of the catalogue (n).</param>
/// <param name="AtOccasion">Orders at an election or at exams (x).</param>
public sealed record OccasionLaw(int Orders, int AtOccasion)
{
    private const double WeeksOfYear = 365.25 / 7;

    /// <summary>Weeks a year that are sensitive in a country: one to three.</summary>
    public static (double Low, double High) WeeksAYear => (1, 3);

    /// <summary>Whether an occasion is one that can be known beforehand.</summary>
    public static bool Foreseeable(string occasion) => occasion is "election" or "exam";

    /// <summary>k at the middle of f and w.</summary>
    public double Factor
    {
        get
        {
            var f = (AtOccasion + 0.5) / (Orders + 1);
            var w = (WeeksAYear.Low + WeeksAYear.High) / 2 / WeeksOfYear;
            return f * (1 - w) / (w * (1 - f));
        }
    }

    /// <summary>Rates inside and outside sensitive weeks, as multiples of the mean rate.</summary>
    public (double Inside, double Outside) Draw(Rng rng)
    {
        var f = rng.NextBeta(AtOccasion + 0.5, Orders - AtOccasion + 0.5);
        var w = (WeeksAYear.Low + ((WeeksAYear.High - WeeksAYear.Low) * rng.NextDouble())) / WeeksOfYear;
        return (f / w, (1 - f) / (1 - w));
    }
}
