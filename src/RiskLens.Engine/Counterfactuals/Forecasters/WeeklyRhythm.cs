namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// What the hour of the week adds to the level of a series, learnt in two ways. Both keep of an apparent difference
/// the share 1 - noise / variance, noise being the variance of a mean of that many weeks (James and Stein 1961):
/// a rhythm is believed as far as the weeks agree on it.
/// </summary>
public sealed class WeeklyRhythm
{
    private const int Week = 168;
    private const int Neighbours = 3;

    private readonly double[] _deviations;
    private readonly bool[] _usable;
    private readonly byte[] _hourOfWeek;
    private readonly double[] _weights;

    /// <summary>Prepares the hours to learn from.</summary>
    /// <param name="values">On the scale on which level and rhythm add.</param>
    /// <param name="usable">Hours that may be learnt from.</param>
    /// <param name="level">The level of each hour.</param>
    /// <param name="hourOfWeek">Of each hour, from the series' first on.</param>
    /// <param name="halfLifeWeeks">After so many weeks an hour weighs half.</param>
    public WeeklyRhythm(
        double[] values,
        bool[] usable,
        double[] level,
        byte[] hourOfWeek,
        double halfLifeWeeks
    )
    {
        (_usable, _hourOfWeek) = (usable, hourOfWeek);
        _deviations = [.. values.Zip(level, (v, l) => v - l)];
        var fading = Math.Pow(0.5, 1 / (halfLifeWeeks * Week));
        _weights = new double[values.Length];
        var weight = 1.0;
        for (var h = values.Length - 1; h >= 0; h--, weight *= fading)
            _weights[h] = usable[h] ? weight : 0;
    }

    /// <summary>
    /// Means by hour of day plus the kept share of what the weekdays differ by; one value for each of 168 hours.
    /// </summary>
    public double[] ByMeans()
    {
        var (means, daily, weeks) = Means();
        var between = 0.0;
        for (var i = 0; i < Week; i++)
            between += (means[i] - daily[i % 24]) * (means[i] - daily[i % 24]) / Week;
        var kept = 0.0;
        // Errors around a mean of so many weeks are smaller than the noise by (weeks - 1) / weeks.
        if (weeks >= 1.5 && between > 0)
            kept = Math.Max(0, 1 - (Noise(means) / (weeks - 1) / between));
        for (var i = 0; i < Week; i++)
            means[i] = daily[i % 24] + (kept * (means[i] - daily[i % 24]));
        return means;
    }

    /// <summary>
    /// Harmonics of the week: those of the day as they are, and of each other one the share kept; its noise is how
    /// much that harmonic and its neighbours change from one week to another.
    /// </summary>
    public double[] ByHarmonics()
    {
        var (means, daily, weeks) = Means();
        var kept = weeks < 1.5 ? new double[(Week / 2) + 1] : KeptHarmonics(means, weeks);
        var rhythm = new double[Week];
        for (var i = 0; i < Week; i++)
            rhythm[i] = daily[i % 24];
        for (var k = 1; k <= Week / 2; k++)
        {
            if (k % 7 == 0 || kept[k] <= 0)
                continue;
            var (cos, sin) = Harmonic(means, k);
            for (var i = 0; i < Week; i++)
            {
                var (s, c) = Math.SinCos(2 * Math.PI * (k * i % Week) / Week);
                rhythm[i] += kept[k] * 2 * ((cos * c) + (sin * s));
            }
        }
        return rhythm;
    }

    private double[] KeptHarmonics(double[] means, double weeks)
    {
        var changes = new double[(Week / 2) + 1];
        var total = 0.0;
        for (var to = _deviations.Length; to >= Week; to -= Week)
        {
            var week = new double[Week];
            var weight = 0.0;
            for (var h = to - Week; h < to; h++)
            {
                if (_usable[h])
                    week[_hourOfWeek[h]] = _deviations[h] - means[_hourOfWeek[h]];
                weight += _weights[h] / Week;
            }
            for (var k = 1; k < changes.Length; k++)
            {
                var (cos, sin) = Harmonic(week, k);
                changes[k] += weight * ((cos * cos) + (sin * sin));
            }
            total += weight;
        }
        var kept = new double[changes.Length];
        for (var k = 1; k < kept.Length; k++)
        {
            var (noise, count) = (0.0, 0);
            for (var j = Math.Max(1, k - Neighbours); j <= Math.Min(kept.Length - 1, k + Neighbours); j++)
                (noise, count) = (noise + changes[j], count + 1);
            var (cos, sin) = Harmonic(means, k);
            var power = (cos * cos) + (sin * sin);
            kept[k] =
                power > 0 && total > 0 ? Math.Max(0, 1 - (noise / count / total / (weeks - 1) / power)) : 0;
        }
        return kept;
    }

    private static (double Cos, double Sin) Harmonic(double[] week, int k)
    {
        var (cos, sin) = (0.0, 0.0);
        for (var i = 0; i < Week; i++)
        {
            var turn = Turns[k * i % Week];
            (cos, sin) = (cos + (week[i] * turn.Cos), sin + (week[i] * turn.Sin));
        }
        // The highest harmonic has no partner to share its power with.
        var share = k == Week / 2 ? 2.0 * Week : Week;
        return (cos / share, sin / share);
    }

    private static readonly (double Cos, double Sin)[] Turns =
    [
        .. Enumerable
            .Range(0, Week)
            .Select(i => (Math.Cos(2 * Math.PI * i / Week), Math.Sin(2 * Math.PI * i / Week))),
    ];

    // Means by hour of week and of day, and the number of weeks that an hour's mean is worth.
    private (double[] Means, double[] Daily, double Weeks) Means()
    {
        var sums = new double[Week];
        var weights = new double[Week];
        var squares = new double[Week];
        for (var h = 0; h < _deviations.Length; h++)
        {
            var hour = _hourOfWeek[h];
            sums[hour] += _weights[h] * _deviations[h];
            weights[hour] += _weights[h];
            squares[hour] += _weights[h] * _weights[h];
        }
        var daily = new double[24];
        for (var hour = 0; hour < 24; hour++)
        {
            var (sum, weight) = (0.0, 0.0);
            for (var i = hour; i < Week; i += 24)
                (sum, weight) = (sum + sums[i], weight + weights[i]);
            daily[hour] = weight > 0 ? sum / weight : 0;
        }
        var weeks = 0.0;
        for (var i = 0; i < Week; i++)
        {
            sums[i] = weights[i] > 0 ? sums[i] / weights[i] : daily[i % 24];
            weeks += squares[i] > 0 ? weights[i] * weights[i] / squares[i] / Week : 0;
        }
        return (sums, daily, weeks);
    }

    private double Noise(double[] means)
    {
        var (noise, weights) = (0.0, 0.0);
        for (var h = 0; h < _deviations.Length; h++)
        {
            var error = _deviations[h] - means[_hourOfWeek[h]];
            (noise, weights) = (noise + (_weights[h] * error * error), weights + _weights[h]);
        }
        return weights > 0 ? noise / weights : 0;
    }
}
