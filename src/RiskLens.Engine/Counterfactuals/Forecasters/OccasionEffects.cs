using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// What holidays, the days around them and campaigns made of a day's total, as a factor: a ridge regression, on
/// <see cref="OccasionColumns"/> alone, of the log ratios of each day's total to the median of the same weekday's
/// ordinary days in the four weeks before and after it.
/// </summary>
internal sealed class OccasionEffects
{
    private const double Offset = 0.5;
    private const double Penalty = 2;
    private const int Weeks = 4;
    private const int FewestOrdinary = 2;

    private readonly OccasionColumns _columns;
    private readonly double[] _coefficients;

    private OccasionEffects(OccasionColumns columns, double[] coefficients) =>
        (_columns, _coefficients) = (columns, coefficients);

    /// <summary>Learns from the days of a history that may be learnt from; null where none of them is an occasion.</summary>
    public static OccasionEffects? Of(HourlySeries history, LocalClock clock)
    {
        if (!clock.Dated)
            return null;
        var logOf = LogsOf(history, clock);
        var days = logOf.Keys.Order().ToList();
        if (!days.Exists(day => clock.Occasions.On(day).Count > 0))
            return null;
        var columns = new OccasionColumns(clock.Occasions, days, days.ConvertAll(d => logOf[d]), Penalty);
        var rows = new List<double[]>();
        var ratios = new List<double>();
        foreach (var day in days)
        {
            if (OrdinaryAround(day, logOf, clock.Occasions) is not { } ordinary)
                continue;
            rows.Add(RowOf(columns, day));
            ratios.Add(logOf[day] - ordinary);
        }
        return rows.Count == 0 ? null : new OccasionEffects(columns, LeastSquares.Fit(rows, ratios, Penalty));
    }

    /// <summary>What a local day carries, to the same weekday without an occasion.</summary>
    public double FactorOn(int day)
    {
        var row = RowOf(_columns, day);
        row[0] = 0;
        return Math.Exp(LeastSquares.Dot(row, _coefficients));
    }

    private static double[] RowOf(OccasionColumns columns, int day)
    {
        var row = new double[1 + columns.Count];
        row[0] = 1;
        columns.Fill(day, row.AsSpan(1));
        return row;
    }

    private static Dictionary<int, double> LogsOf(HourlySeries history, LocalClock clock)
    {
        var days = new Dictionary<int, (double Total, int Hours)>();
        for (var h = 0; h < history.Hours; h++)
        {
            var (total, hours) = days.GetValueOrDefault(clock.Day[h]);
            days[clock.Day[h]] = history.Usable[h]
                ? (total + history.Values[h], hours + 1)
                : (0, int.MinValue / 2);
        }
        return days.Where(d => d.Value.Hours >= 23)
            .ToDictionary(d => d.Key, d => Math.Log(d.Value.Total + Offset));
    }

    private static double? OrdinaryAround(int day, Dictionary<int, double> logOf, OccasionCalendar occasions)
    {
        var ordinary = new List<double>();
        for (var week = -Weeks; week <= Weeks; week++)
        {
            var other = day + (7 * week);
            if (week != 0 && logOf.TryGetValue(other, out var log) && occasions.On(other).Count == 0)
                ordinary.Add(log);
        }
        return ordinary.Count < FewestOrdinary ? null : Quantiles.Of(Quantiles.Sorted(ordinary), 0.5);
    }
}
