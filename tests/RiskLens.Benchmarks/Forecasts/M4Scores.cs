using System.Globalization;

namespace RiskLens.Benchmarks;

/// <summary>The measures of the M4 competition over all series.</summary>
/// <param name="known">What was known of each series: MASE and MSIS are in units of its changes from day to day.</param>
/// <param name="truths">What followed.</param>
/// <param name="naive2">Mean sMAPE and MASE of the organisers' benchmark, the scale of OWA.</param>
internal sealed class M4Scores(double[][] known, double[][] truths, (double Smape, double Mase) naive2)
{
    private const double Alpha = 0.05;
    private const int Day = 24;

    /// <summary>Rows of id,v1,v2,...; a heading is left out.</summary>
    public static List<KeyValuePair<string, double[]>> Read(string path) =>
        [
            .. File.ReadLines(path)
                .Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(','))
                .Where(cells =>
                    cells.Length > 1 && double.TryParse(cells[1], CultureInfo.InvariantCulture, out _)
                )
                .Select(cells =>
                    KeyValuePair.Create(
                        cells[0],
                        cells
                            .Skip(1)
                            .Where(c => c.Length > 0)
                            .Select(c => double.Parse(c, CultureInfo.InvariantCulture))
                            .ToArray()
                    )
                ),
        ];

    /// <summary>Writes rows of id,v1,v2,...</summary>
    public static void Write(string path, string[] ids, double[][] rows) =>
        File.WriteAllLines(
            path,
            ids.Zip(
                rows,
                (id, row) =>
                    id
                    + ","
                    + string.Join(',', row.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))
            )
        );

    /// <summary>What the organisers' benchmark scored on the test part.</summary>
    public static (double Smape, double Mase) Naive2(
        double[][] known,
        double[][] forecasts,
        double[][] truths,
        List<KeyValuePair<string, double[]>> train
    )
    {
        var all = Enumerable.Range(0, known.Length).ToArray();
        return (
            all.Average(i => Smape(forecasts[i], truths[i])),
            all.Average(i => MeanError(forecasts[i], truths[i]) / Scale(train[i].Value))
        );
    }

    /// <summary>One row of the table.</summary>
    public string Row(string name, double[][] means, double[][]? lower, double[][]? upper, double cpuSeconds)
    {
        var all = Enumerable.Range(0, truths.Length).ToArray();
        var smape = all.Average(i => Smape(means[i], truths[i]));
        var mase = all.Average(i => MeanError(means[i], truths[i]) / Scale(known[i]));
        var owa = ((smape / naive2.Smape) + (mase / naive2.Mase)) / 2;
        double[] totals =
        [
            .. all.Select(i =>
                100 * Math.Abs(Total(means[i], i) - truths[i].Sum()) / Math.Abs(truths[i].Sum())
            ),
        ];
        Array.Sort(totals);
        var bounds =
            lower is null || upper is null
                ? " | "
                : Figures.Invariant(
                    $"{all.Average(i => Msis(lower[i], upper[i], i)):0.00} | {100 * all.Average(i => Inside(lower[i], upper[i], truths[i])):0.0}"
                );
        return Figures.Invariant($"| {name} | {smape:0.00} | {mase:0.000} | {owa:0.000} | {bounds} ")
            + Figures.Invariant(
                $"| {Median(totals):0.00} | {totals.Average():0.00} | {1000 * cpuSeconds / all.Length:0.0} |"
            );
    }

    private double Total(double[] mean, int i) => mean.Take(truths[i].Length).Sum();

    private double Msis(double[] lower, double[] upper, int i)
    {
        var sum = 0.0;
        for (var h = 0; h < truths[i].Length; h++)
        {
            var truth = truths[i][h];
            sum += upper[h] - lower[h];
            sum += 2 / Alpha * (Math.Max(0, lower[h] - truth) + Math.Max(0, truth - upper[h]));
        }
        return sum / truths[i].Length / Scale(known[i]);
    }

    private static double Inside(double[] lower, double[] upper, double[] truth) =>
        truth.Select((y, h) => y >= lower[h] && y <= upper[h] ? 1.0 : 0).Average();

    private static double Smape(double[] forecast, double[] truth) =>
        truth
            .Select(
                (y, h) =>
                    Math.Abs(y) + Math.Abs(forecast[h]) is var sum && sum > 0
                        ? 200 * Math.Abs(y - forecast[h]) / sum
                        : 0
            )
            .Average();

    private static double MeanError(double[] forecast, double[] truth) =>
        truth.Select((y, h) => Math.Abs(y - forecast[h])).Average();

    private static double Scale(double[] values) =>
        Enumerable.Range(Day, values.Length - Day).Average(h => Math.Abs(values[h] - values[h - Day]));

    private static double Median(double[] sorted) =>
        (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
