using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Law of an outage's length in one regime (never pooled): lognormal, fitted to lengths known exactly, within an
/// interval or from below, and seen only from a reporting threshold on; prior flat in the log median and in the log
/// of sigma (the reference prior 1/sigma) between <see cref="Medians"/> and <see cref="Sigmas"/>. Over their 90 %
/// point a <see cref="LengthTail"/> takes over where 30 lengths lie there. Lengths are cut at <see cref="CapHours"/>.
/// </summary>
public sealed class DurationLaw
{
    /// <summary>The longest outage that is simulated unless another is asked for: 30 days.</summary>
    public const double DefaultCapHours = 720;

    private readonly GridPosterior _body;

    private DurationLaw(
        Regime regime,
        IReadOnlyList<LengthSeen> lengths,
        LengthTail? tail,
        GridPosterior body,
        double capHours
    )
    {
        Regime = regime;
        Tail = tail;
        CapHours = capHours;
        _body = body;
        Count = lengths.Count(l => l.Closed);
        OpenEnded = lengths.Count - Count;
        LongestHours = lengths.Select(l => l.Middle).DefaultIfEmpty(0).Max();
        OverDay = lengths.Count(l => l.Shortest >= 24);
        PossiblyOverDay = lengths.Count(l => l.Shortest < 24 && l.Longest >= 24);
        ReportedFromHours =
            lengths.Count == 0
                ? 0
                : Quantiles.Of(Quantiles.Sorted(lengths.Select(l => l.TruncatedBelow)), 0.5);
    }

    /// <summary>
    /// Bounds of the median in hours: 1 minute to 90 days. Truncated lengths alone cannot tell a lognormal of ever
    /// smaller median and larger sigma from a Pareto law, so that without bounds the posterior would not exist.
    /// </summary>
    public static (double Low, double High) Medians => (1 / 60.0, 2160);

    /// <summary>Bounds of sigma, the standard deviation of the log length.</summary>
    public static (double Low, double High) Sigmas => (0.2, 4);

    public Regime Regime { get; }

    /// <summary>Lengths with a known end.</summary>
    public int Count { get; }

    /// <summary>Outages whose end no source gives: known only to be longer than what was seen of them.</summary>
    public int OpenEnded { get; }

    /// <summary>Mean of the log length in hours, at its likeliest; its exponential is the median.</summary>
    public double LogMean => _body.Mode.X;

    /// <summary>Standard deviation of the log length, at its likeliest.</summary>
    public double LogSd => Math.Exp(_body.Mode.Y);

    /// <summary>The longest length seen: the middle of what is known of it.</summary>
    public double LongestHours { get; }

    /// <summary>Outages that certainly lasted 24 hours or more.</summary>
    public int OverDay { get; }

    /// <summary>Outages that may or may not have lasted 24 hours: the sources leave it open.</summary>
    public int PossiblyOverDay { get; }

    /// <summary>The middle reporting threshold of the lengths: shorter outages go unreported.</summary>
    public double ReportedFromHours { get; }

    public double CapHours { get; }

    /// <summary>The tail of the longest; null where fewer than 30 lengths lie over the 90 % point.</summary>
    public LengthTail? Tail { get; }

    /// <summary>
    /// Fits the lengths of a regime. Those that ended before their threshold are left out: they count as never
    /// reported, like the others of their kind.
    /// </summary>
    public static DurationLaw Fit(
        Regime regime,
        IReadOnlyList<LengthSeen> lengths,
        double capHours = DefaultCapHours
    )
    {
        var seen = lengths
            .Where(l =>
                l.Longest > 0 && (l.Exact ? l.Shortest >= l.TruncatedBelow : l.Longest > l.TruncatedBelow)
            )
            .ToArray();
        var tail = LengthTail.Fit(seen);
        var likelihood = new LengthLikelihood(seen, tail?.FromHours ?? double.PositiveInfinity);
        var body = GridPosterior.Of(
            likelihood.At,
            (Math.Log(Medians.Low), Math.Log(Medians.High)),
            (Math.Log(Sigmas.Low), Math.Log(Sigmas.High))
        );
        return new DurationLaw(regime, seen, tail, body, capHours);
    }

    /// <summary>One law from the posterior: the parameters that a whole trial shares.</summary>
    public DrawnLengths DrawLaw(Rng rng)
    {
        var (mu, logSigma) = _body.Draw(rng);
        return new DrawnLengths(
            new Lognormal(mu, Math.Exp(logSigma)),
            Tail?.FromHours ?? double.PositiveInfinity,
            Tail?.Draw(rng) ?? default,
            CapHours
        );
    }

    /// <summary>
    /// Chance that the next outage lasts at least so many hours, given that it is long enough to be reported
    /// (predictive: the posterior's average).
    /// </summary>
    public double ChanceOver(double hours, double reportedFromHours = 0)
    {
        if (hours <= reportedFromHours)
            return 1;
        var bodyTo = Math.Min(hours, Math.Max(reportedFromHours, Tail?.FromHours ?? hours));
        var chance = _body.Average(
            (mu, logSigma) => BodyChance(mu, Math.Exp(logSigma), bodyTo, reportedFromHours)
        );
        if (Tail is null || hours <= Tail.FromHours)
            return chance;
        return chance * Tail.ChanceOver(hours) / Tail.ChanceOver(Math.Max(Tail.FromHours, reportedFromHours));
    }

    /// <summary>The length that the next reported outage stays under with chance p (predictive).</summary>
    public double Quantile(double p, double reportedFromHours = 0)
    {
        var (low, high) = (Math.Log(Math.Max(1e-6, reportedFromHours)), Math.Log(1e9));
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) =
                1 - ChanceOver(Math.Exp(middle), reportedFromHours) < p ? (middle, high) : (low, middle);
        }
        return Math.Exp((low + high) / 2);
    }

    /// <summary>
    /// Credible interval of the median of reported outages, in hours. What goes unreported is the law's guess, and
    /// its own median may lie there: this one does not.
    /// </summary>
    public (double Lower, double Upper) ReportedMedianInterval(double level)
    {
        double Median(double mu, double logSigma)
        {
            var sigma = Math.Exp(logSigma);
            var over =
                ReportedFromHours <= 0 ? 1 : Normal.Survival((Math.Log(ReportedFromHours) - mu) / sigma);
            return over < 1e-12
                ? ReportedFromHours
                : Math.Exp(mu + (sigma * Normal.Quantile(1 - (over / 2))));
        }
        return (_body.QuantileOf(Median, (1 - level) / 2), _body.QuantileOf(Median, (1 + level) / 2));
    }

    /// <summary>Profile-likelihood interval of the law's own median, unreported outages included, in hours.</summary>
    public (double Lower, double Upper) MedianInterval(double level)
    {
        var (lower, upper) = _body.ProfileX(level);
        return (Math.Exp(lower), Math.Exp(upper));
    }

    /// <summary>Profile-likelihood interval of sigma.</summary>
    public (double Lower, double Upper) SigmaInterval(double level)
    {
        var (lower, upper) = _body.ProfileY(level);
        return (Math.Exp(lower), Math.Exp(upper));
    }

    /// <summary>The median and sigma that the posterior stays under with chance p.</summary>
    public (double Median, double Sigma) PosteriorQuantiles(double p) =>
        (Math.Exp(_body.QuantileX(p)), Math.Exp(_body.QuantileY(p)));

    private static double BodyChance(double mu, double sigma, double hours, double from)
    {
        var over = (Math.Log(hours) - mu) / sigma;
        return from <= 0
            ? Normal.Survival(over)
            : Math.Exp(Normal.LogSurvival(over) - Normal.LogSurvival((Math.Log(from) - mu) / sigma));
    }
}
