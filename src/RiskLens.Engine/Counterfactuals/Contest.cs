namespace RiskLens.Engine.Counterfactuals;

/// <summary>The rounds of a tournament: what each entrant expected of each series at each origin.</summary>
internal sealed class Contest
{
    private const int Day = 24;

    private readonly HourlySeries[] _series;
    private readonly LocalClock[] _clocks;
    private readonly int[] _hoursBefore;
    private readonly int _horizon;
    private readonly int _threads;
    private readonly List<IForecaster> _entrants = [];

    // By entrant, origin (the last is the series' end) and series.
    private readonly List<double[]?[][]> _paths = [];

    /// <summary>Origins are so many hours before the end of every series.</summary>
    public Contest(HourlySeries[] series, LocalClock[] clocks, int[] hoursBefore, int horizon, int threads)
    {
        (_series, _clocks, _hoursBefore, _horizon) = (series, clocks, hoursBefore, horizon);
        _threads = threads;
    }

    /// <summary>A winner, all scores and the winner's errors.</summary>
    internal sealed record Result(IReadOnlyList<Score> Scores, ForecastErrors Errors, double[] Mean);

    /// <summary>Lets an entrant forecast at all origins and at the end.</summary>
    public void Enter(IForecaster entrant)
    {
        _entrants.Add(entrant);
        _paths.Add([.. _hoursBefore.Append(0).Select(before => Paths(entrant, before))]);
    }

    /// <summary>Blends, scores and ranks; null for a series that none could forecast.</summary>
    public Result?[] Judge()
    {
        var results = new Result?[_series.Length];
        var hourErrors = new HourErrors?[_series.Length];
        Parallel.For(
            0,
            results.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _threads },
            i => (results[i], hourErrors[i]) = Judge(i)
        );
        if (results.Length > 1)
            HourErrors.Share([.. hourErrors.OfType<HourErrors>()]);
        return results;
    }

    private double[]?[] Paths(IForecaster entrant, int hoursBefore)
    {
        var histories = Array.ConvertAll(_series, s => s.Until(s.End - hoursBefore));
        var hours = hoursBefore == 0 ? _horizon : Math.Min(_horizon, hoursBefore);
        if (entrant is IPooledForecaster pooled && _series.Length > 1)
            return Array.ConvertAll(pooled.Forecast(histories, _clocks, hours, _threads), Finite);
        var paths = new double[]?[_series.Length];
        Parallel.For(
            0,
            paths.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _threads },
            i => paths[i] = Finite(entrant.Forecast(histories[i], _clocks[i], hours))
        );
        return paths;
    }

    private static double[]? Finite(double[]? path) =>
        path is not null && Array.TrueForAll(path, double.IsFinite) ? path : null;

    private (Result? Result, HourErrors? Errors) Judge(int i)
    {
        // An entrant that could not forecast at an origin where others could is not compared with them.
        var answers = _paths.ConvertAll(p => p.Count(origin => origin[i] is not null));
        var most = answers.Max();
        int[] able =
        [
            .. Enumerable
                .Range(0, _entrants.Count)
                .Where(e => answers[e] == most && _paths[e][^1][i] is not null),
        ];
        int[] origins =
        [
            .. Enumerable
                .Range(0, _hoursBefore.Length)
                .Where(o => able.All(e => _paths[e][o][i] is not null)),
        ];
        if (able.Length == 0 || origins.Length == 0)
            return (null, null);
        var members = able.Select(e => _entrants[e]).ToArray();
        var runs = able.Select(e => origins.Select(o => (Origin(i, o), _paths[e][o][i]!)).ToList()).ToList();
        var paths = able.Select(e => _paths[e][^1][i]!).ToList();
        // Beyond a week the origins share most of their weeks: weights learnt from them would be chance.
        if (_horizon > Tournament.ShortHorizonHours)
            return Rank(i, members, runs, paths);
        var errors = origins
            .Select(o => able.Select(e => Errors(i, o, _paths[e][o][i]!)).ToArray())
            .ToArray();
        runs.Add([
            .. origins.Select(
                (o, at) =>
                    (
                        Origin(i, o),
                        BlendOf(members, errors.Where((_, k) => k != at || errors.Length == 1))
                            .Combine([.. able.Select(e => _paths[e][o][i])])!
                    )
            ),
        ]);
        var blend = BlendOf(members, errors);
        paths.Add(blend.Combine([.. paths])!);
        return Rank(i, [.. members, blend], runs, paths);
    }

    private (Result? Result, HourErrors? Errors) Rank(
        int i,
        IForecaster[] all,
        List<List<(int Origin, double[] Expected)>> runs,
        List<double[]> paths
    )
    {
        var span = _hoursBefore.Max() - _hoursBefore.Min();
        var ranked = all.Select((forecaster, at) => (Score: new Score(forecaster, Wape(i, runs[at])), At: at))
            .Where(r => double.IsFinite(r.Score.Wape))
            .OrderBy(r => Ranking.Judged(r.Score, _horizon, span))
            .ThenByDescending(r => r.At)
            .ToList();
        if (ranked.Count == 0)
            return (null, null);
        var winner = ranked[0].At;
        var hours = new HourErrors(_series[i], _clocks[i], runs[winner]);
        return (
            new Result(
                [.. ranked.Select(r => r.Score)],
                new ForecastErrors(_series[i], _clocks[i], runs[winner], _horizon, hours),
                paths[winner]
            ),
            hours
        );
    }

    private int Origin(int i, int origin) => _series[i].Hours - _hoursBefore[origin];

    private static Blend BlendOf(IForecaster[] members, IEnumerable<double[][]> errors)
    {
        var sums = new double[LeadBands.Count][];
        for (var band = 0; band < sums.Length; band++)
            sums[band] = [.. Enumerable.Range(0, members.Length).Select(m => errors.Sum(o => o[m][band]))];
        // A band not judged is weighted like the next one judged, the last ones like those before them.
        for (var band = sums.Length - 2; band >= 0; band--)
        {
            if (sums[band].All(e => e <= 0))
                sums[band] = sums[band + 1];
        }
        for (var band = 1; band < sums.Length; band++)
        {
            if (sums[band].All(e => e <= 0))
                sums[band] = sums[band - 1];
        }
        return new Blend(members, Blend.WeightsOf(sums));
    }

    // Sum of the absolute errors of hours by lead band.
    private double[] Errors(int i, int origin, double[] expected)
    {
        var errors = new double[LeadBands.Count];
        foreach (
            var (lead, actual, forecast) in ForecastErrors.Windows(
                _series[i],
                Origin(i, origin),
                expected,
                1,
                1
            )
        )
            errors[LeadBands.Of(lead)] += Math.Abs(actual - forecast);
        return errors;
    }

    private double Wape(int i, List<(int Origin, double[] Expected)> runs)
    {
        var (errors, truths) = (0.0, 0.0);
        var total = Math.Min(Day, _horizon);
        foreach (var (origin, expected) in runs)
        {
            foreach (
                var (actual, forecast) in ForecastErrors.Totals(_series[i], origin, expected, total, total)
            )
                (errors, truths) = (errors + Math.Abs(actual - forecast), truths + actual);
        }
        return truths > 0 ? errors / truths : double.NaN;
    }
}
