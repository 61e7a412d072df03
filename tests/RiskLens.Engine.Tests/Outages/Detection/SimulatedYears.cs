using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>
/// Years without an outage, like a public series: a Poisson number of bunches of messages an hour, of geometric size;
/// their rate is the usual count (centred mean of four weeks times hour of week) times a day's factor times an
/// hour's factor, both lognormal and autoregressive. All is estimated by moments here, in no way as the detection
/// learns it. The bunch size gives the real share of hours without a message (natural silences).
/// </summary>
internal sealed class SimulatedYears
{
    public const int Hours = 364 * 24;
    private const int Week = 168;

    private readonly PublicSeries _real;
    private readonly double[] _usual;
    private double _daySd;
    private double _dayMemory;
    private double _hourSd;
    private double _hourMemory;
    private double _bunch = 1;

    private SimulatedYears(PublicSeries real, double[] usual) => (_real, _usual) = (real, usual);

    // Share of the real hours without a message, the outages named by the sources left out.
    private double RealZeroShare { get; set; }

    public static SimulatedYears Refit(PublicSeries real)
    {
        var use = real.Series.Observed.Select((o, h) => o && !real.Known[h]).ToArray();
        var simulated = new SimulatedYears(real, UsualOf(real.Series, use));
        simulated.Estimate(use);
        return simulated;
    }

    /// <summary>
    /// A year of counts, the usual counts behind it, and in how many of its hours the real series held no message.
    /// Series shorter than a year go there and back.
    /// </summary>
    public (HourlyCounts Series, double[] Usual, int RealSilent) Year(Rng rng)
    {
        var weeks = _usual.Length / Week;
        var first = weeks > Hours / Week ? rng.NextInt(weeks - Hours / Week + 1) : 0;
        var (counts, observed, week) = (new int[Hours], new bool[Hours], new int[Hours]);
        var usual = new double[Hours];
        var realSilent = 0;
        var day = rng.NextNormal();
        var hour = rng.NextNormal();
        for (var h = 0; h < Hours; h++)
        {
            var at = first + h / Week;
            if (weeks <= Hours / Week)
            {
                at %= 2 * weeks;
                at = at < weeks ? at : 2 * weeks - 1 - at;
            }
            var source = at * Week + h % Week;
            week[h] = _real.Series.HourOfWeek[source];
            observed[h] = _real.Series.Observed[source];
            usual[h] = observed[h] ? _usual[source] : 0;
            if (observed[h] && !_real.Known[source] && _real.Series.Counts[source] == 0)
                realSilent++;
            if (h % 24 == 0)
                day = Next(day, _dayMemory);
            hour = Next(hour, _hourMemory);
            var rate = usual[h] * Factor(_daySd, day) * Factor(_hourSd, hour);
            var bunches = rng.NextPoisson(rate / _bunch);
            // A sum of geometric sizes is the bunches and a Poisson number of gamma mean.
            counts[h] =
                bunches > 0 && _bunch > 1
                    ? bunches + rng.NextPoisson(rng.NextGamma(bunches) * (_bunch - 1))
                    : bunches;
        }
        return (new HourlyCounts(counts, observed, week), usual, realSilent);

        double Next(double last, double memory) =>
            memory * last + Math.Sqrt(1 - memory * memory) * rng.NextNormal();
        static double Factor(double sd, double normal) => Math.Exp(sd * normal - sd * sd / 2);
    }

    /// <summary>
    /// A year put together from real days: each is that of the same weekday up to four weeks away, so that whatever
    /// nature did stays in it. Known outages are left out. Source tells the real hour behind each hour.
    /// </summary>
    public (HourlyCounts Series, int[] Source) YearOfRealDays(Rng rng)
    {
        var real = _real.Series;
        var weeks = real.Hours / Week;
        var first = weeks > Hours / Week ? rng.NextInt(weeks - Hours / Week + 1) : 0;
        var (counts, observed, week) = (new int[Hours], new bool[Hours], new int[Hours]);
        var sources = new int[Hours];
        for (var d = 0; d < Hours / 24; d++)
        {
            var at = first + d / 7;
            if (weeks <= Hours / Week)
            {
                at %= 2 * weeks;
                at = at < weeks ? at : 2 * weeks - 1 - at;
            }
            int source;
            do source = Math.Clamp(at + rng.NextInt(9) - 4, 0, weeks - 1) * Week + d % 7 * 24;
            while (_real.Known.AsSpan(source, 24).Contains(true));
            for (var h = 0; h < 24; h++)
            {
                sources[d * 24 + h] = source + h;
                counts[d * 24 + h] = real.Counts[source + h];
                observed[d * 24 + h] = real.Observed[source + h];
                week[d * 24 + h] = real.HourOfWeek[source + h];
            }
        }
        return (new HourlyCounts(counts, observed, week), sources);
    }

    /// <summary>
    /// ln of the chance that hours from (inclusive) to (exclusive) are silent: the sum of the rates is taken as
    /// lognormal with its own mean and variance (Fenton 1960), and exp(-sum) integrated over it.
    /// </summary>
    public double LogSilence(double[] usual, int from, int to)
    {
        double mean = 0;
        double variance = 0;
        for (var i = from; i < to; i++)
        {
            mean += usual[i];
            for (var j = from; j < to; j++)
            {
                var days = Math.Abs(i / 24 - j / 24);
                var covariance =
                    _daySd * _daySd * Math.Pow(_dayMemory, days)
                    + _hourSd * _hourSd * Math.Pow(_hourMemory, Math.Abs(i - j));
                variance += usual[i] * usual[j] * (Math.Exp(covariance) - 1);
            }
        }
        if (mean <= 0)
            return 0;
        var logVariance = Math.Log(1 + variance / mean / mean);
        var logMean = Math.Log(mean / _bunch) - logVariance / 2;
        const double Step = 0.05;
        var terms = new List<double>();
        for (double z = -40; z < 12; z += Step)
            terms.Add(
                -z * z / 2 - Math.Log(2 * Math.PI) / 2 - Math.Exp(logMean + Math.Sqrt(logVariance) * z)
            );
        var largest = terms.Max();
        return largest + Math.Log(terms.Sum(t => Math.Exp(t - largest)) * Step);
    }

    private static double[] UsualOf(HourlyCounts series, bool[] use)
    {
        var profile = new double[Week];
        Array.Fill(profile, 1);
        var usual = new double[series.Hours];
        for (var round = 0; round < 4; round++)
        {
            var level = Centred(series, use, profile);
            var (count, expected) = (new double[Week], new double[Week]);
            for (var h = 0; h < series.Hours; h++)
            {
                if (!use[h])
                    continue;
                count[series.HourOfWeek[h]] += series.Counts[h];
                expected[series.HourOfWeek[h]] += level[h];
            }
            for (var w = 0; w < Week; w++)
                profile[w] = expected[w] > 0 ? count[w] / expected[w] : 0;
            for (var h = 0; h < series.Hours; h++)
                usual[h] = level[h] * profile[series.HourOfWeek[h]];
        }
        return usual;
    }

    private static double[] Centred(HourlyCounts series, bool[] use, double[] profile)
    {
        const int Half = 14 * 24;
        var n = series.Hours;
        var (counts, weights) = (new double[n + 1], new double[n + 1]);
        for (var h = 0; h < n; h++)
        {
            counts[h + 1] = counts[h] + (use[h] ? series.Counts[h] : 0);
            weights[h + 1] = weights[h] + (use[h] ? profile[series.HourOfWeek[h]] : 0);
        }
        var level = new double[n];
        for (var h = 0; h < n; h++)
        {
            var (from, to) = (Math.Max(0, h - Half), Math.Min(n, h + Half + 1));
            var weight = weights[to] - weights[from];
            level[h] = weight > 0 ? (counts[to] - counts[from]) / weight : 0;
        }
        return level;
    }

    private void Estimate(bool[] use)
    {
        var counts = _real.Series.Counts;
        var days = counts.Length / 24;
        var (dayCount, dayUsual) = (new double[days], new double[days]);
        double hours = 0;
        double empty = 0;
        for (var h = 0; h < days * 24; h++)
        {
            if (!use[h])
                continue;
            dayCount[h / 24] += counts[h];
            dayUsual[h / 24] += _usual[h];
            hours++;
            empty += counts[h] == 0 ? 1 : 0;
        }
        RealZeroShare = empty / hours;

        // Within a day: residual squared = b m + v m^2, m the usual count at the day's level.
        var (scaled, residual) = (new double[days * 24], new double[days * 24]);
        double mm = 0;
        double mmm = 0;
        double mmmm = 0;
        double mr = 0;
        double mmr = 0;
        for (var h = 0; h < days * 24; h++)
        {
            if (!use[h] || dayUsual[h / 24] <= 0)
                continue;
            var m = _usual[h] * dayCount[h / 24] / dayUsual[h / 24];
            (scaled[h], residual[h]) = (m, counts[h] - m);
            var weight = 1 / ((1 + m) * (1 + m));
            mm += weight * m * m;
            mmm += weight * m * m * m;
            mmmm += weight * m * m * m * m;
            mr += weight * m * residual[h] * residual[h];
            mmr += weight * m * m * residual[h] * residual[h];
        }
        var regressed = Math.Max(1e-3, (mmr - mmm * mr / mm) / (mmmm - mmm * mmm / mm));
        var (one, three) = (Lag(scaled, residual, 1), Lag(scaled, residual, 3));
        _hourMemory = Math.Clamp(one > 0 ? Math.Sqrt(Math.Max(0, three) / one) : 0, 0.1, 0.9);
        var v = Math.Clamp(one / _hourMemory, 1e-4, 1.5 * regressed);
        var b = Math.Max(1, (mr - v * mmm) / mm);
        _hourSd = Math.Sqrt(Math.Log(1 + v));
        Days(dayCount, dayUsual, b, v);
        _bunch = WithZeros(use, (b + 1) / 2, Math.Exp(_hourSd * _hourSd + _daySd * _daySd) - 1);
    }

    private static double Lag(double[] scaled, double[] residual, int apart)
    {
        double product = 0;
        double scale = 0;
        for (var h = 0; h + apart < scaled.Length; h++)
        {
            if (h / 24 != (h + apart) / 24 || scaled[h] <= 0 || scaled[h + apart] <= 0)
                continue;
            var weight = 1 / ((1 + scaled[h]) * (1 + scaled[h + apart]));
            product += weight * residual[h] * residual[h + apart];
            scale += weight * scaled[h] * scaled[h + apart];
        }
        return product / scale;
    }

    // The bunch size that gives as many silent hours as there are; that of the variance where there are none to speak of.
    private double WithZeros(bool[] use, double bunch, double v)
    {
        const double Few = 0.005;
        const double Largest = 30;
        if (RealZeroShare < Few && Empty(bunch) < Few)
            return bunch;
        double low = 1;
        bunch = Largest;
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + bunch) / 2;
            if (Empty(middle) > RealZeroShare)
                bunch = middle;
            else
                low = middle;
        }
        return low;

        double Empty(double size) =>
            _usual.Where((_, h) => use[h]).Average(usual => Math.Pow(1 + usual / size * v, -1 / v));
    }

    private void Days(double[] count, double[] usual, double b, double v)
    {
        double variance = 0;
        double product = 0;
        var (days, pairs) = (0, 0);
        var last = double.NaN;
        var own = v / 24 * Math.Min(6, (1 + _hourMemory) / (1 - _hourMemory));
        for (var d = 0; d < count.Length; d++)
        {
            if (usual[d] <= 2)
            {
                last = double.NaN;
                continue;
            }
            var ratio = count[d] / usual[d] - 1;
            variance += ratio * ratio - own - b / usual[d];
            days++;
            if (!double.IsNaN(last))
            {
                product += ratio * last;
                pairs++;
            }
            last = ratio;
        }
        variance = Math.Clamp(variance / days, 1e-4, 3);
        _daySd = Math.Sqrt(Math.Log(1 + variance));
        _dayMemory = Math.Clamp(product / pairs / variance, 0, 0.95);
    }
}
