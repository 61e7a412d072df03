namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Autoregression learnt from many series at once (Montero-Manso and Hyndman 2021), each leaning on those like it:
/// its sums of products are its own plus <see cref="Borrowed"/> times the mean of all series, weighted by
/// exp(-d2 / (2 bandwidth)), d2 being the squared distance of their autocorrelations. A single series is
/// left to itself.
/// </summary>
/// <param name="halfLifeWeeks">After so many weeks an hour weighs half in the rhythm of the week.</param>
public sealed class PooledAutoregression(double halfLifeWeeks = 8) : IPooledForecaster
{
    private const int Lags = 48;
    private const double Ridge = 1e-4;
    private const double Borrowed = 10;
    private const double Bandwidth = 0.1;

    public string Name =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"pooled-autoregression-{halfLifeWeeks}"
        );

    public double[]? Forecast(HourlySeries history, LocalClock clock, int hours) =>
        Forecast([history], [clock], hours, 1)[0];

    public double[]?[] Forecast(
        IReadOnlyList<HourlySeries> histories,
        IReadOnlyList<LocalClock> clocks,
        int hours,
        int threads
    )
    {
        var frames = new AutoregressionFrame?[histories.Count];
        var paths = new double[]?[histories.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(
            0,
            frames.Length,
            options,
            i =>
                frames[i] = AutoregressionFrame.Of(
                    histories[i],
                    clocks[i],
                    Lags,
                    halfLifeWeeks,
                    rhythm => rhythm.ByMeans()
                )
        );
        Parallel.For(
            0,
            frames.Length,
            options,
            i =>
            {
                if (frames[i] is { } frame)
                    paths[i] = frame.Path(Coefficients(frame, frames), clocks[i], histories[i].Hours, hours);
            }
        );
        return paths;
    }

    private static double[] Coefficients(AutoregressionFrame own, AutoregressionFrame?[] all)
    {
        var lags = own.Lags;
        var products = new double[lags, lags];
        var targets = new double[lags];
        var weights = Array.ConvertAll(all, other => Likeness(own, other));
        var total = weights.Sum();
        for (var i = 0; i < all.Length; i++)
        {
            var weight = Borrowed * weights[i] / total;
            if (ReferenceEquals(all[i], own))
                weight++;
            if (weight < 1e-9 || all[i] is not { } other)
                continue;
            for (var a = 0; a < lags; a++)
            {
                targets[a] += weight * other.Targets[a];
                for (var b = 0; b < lags; b++)
                    products[a, b] += weight * other.Products[a, b];
            }
        }
        return AutoregressionFrame.Solve(products, targets, Ridge);
    }

    private static double Likeness(AutoregressionFrame own, AutoregressionFrame? other)
    {
        if (other is null || other.Lags != own.Lags)
            return 0;
        var distance = 0.0;
        for (var i = 0; i < own.Traits.Length; i++)
            distance += (own.Traits[i] - other.Traits[i]) * (own.Traits[i] - other.Traits[i]);
        return Math.Exp(-distance / (2 * Bandwidth));
    }
}
