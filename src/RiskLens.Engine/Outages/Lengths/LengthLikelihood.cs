using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Log likelihood of lognormal lengths known exactly, within an interval or from below (censored), each seen only
/// because it was not shorter than its threshold (left truncation; Klein and Moeschberger 2003, section 3.5): the sum of
/// ln f(x), ln(F(b) - F(a)) or ln(1 - F(a)), less ln(1 - F(threshold)).
/// </summary>
internal sealed class LengthLikelihood
{
    private readonly int _exact;
    private readonly double _sum;
    private readonly double _squares;
    private readonly (double Low, double High, int Times)[] _intervals;
    private readonly (double From, int Times)[] _thresholds;

    /// <summary>Likelihood of the lengths; from <paramref name="cut"/> hours on only "longer" is used.</summary>
    public LengthLikelihood(IEnumerable<LengthSeen> lengths, double cut)
    {
        var intervals = new List<(double Low, double High)>();
        var thresholds = new List<double>();
        foreach (var seen in lengths)
        {
            var from = Math.Max(seen.Shortest, seen.TruncatedBelow);
            // An open end with no lower bound of its own: certain to be over the threshold, so it says nothing.
            if (!seen.Closed && from <= seen.TruncatedBelow)
                continue;
            if (seen.TruncatedBelow > 0)
                thresholds.Add(Math.Log(seen.TruncatedBelow));
            if (seen.Middle > cut)
                intervals.Add((Math.Log(cut), double.PositiveInfinity));
            else if (!seen.Exact)
                intervals.Add(
                    (
                        Math.Log(from),
                        Math.Log(seen.Closed && cut > from ? Math.Min(cut, seen.Longest) : seen.Longest)
                    )
                );
            else
            {
                var log = Math.Log(seen.Shortest);
                (_exact, _sum, _squares) = (_exact + 1, _sum + log, _squares + (log * log));
            }
        }
        _intervals = [.. intervals.GroupBy(i => i).Select(g => (g.Key.Low, g.Key.High, g.Count()))];
        _thresholds = [.. thresholds.GroupBy(t => t).Select(g => (g.Key, g.Count()))];
    }

    /// <summary>Up to a constant, at the mean and the log of the standard deviation of the log length.</summary>
    public double At(double mu, double logSigma)
    {
        var sigma = Math.Exp(logSigma);
        var squares = _squares - (2 * mu * _sum) + (_exact * mu * mu);
        var log = (-_exact * logSigma) - (squares / (2 * sigma * sigma));
        foreach (var (low, high, times) in _intervals)
            log += times * Normal.LogBetween((low - mu) / sigma, (high - mu) / sigma);
        foreach (var (from, times) in _thresholds)
            log -= times * Normal.LogSurvival((from - mu) / sigma);
        return log;
    }
}
