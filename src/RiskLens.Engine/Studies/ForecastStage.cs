using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Studies;

/// <summary>Forecast and placebo test in the study's words.</summary>
internal static class ForecastStage
{
    public static ForecastSummary Of(
        string channel,
        Tournament tournament,
        IReadOnlyList<DemandCell> cells,
        Demand demand,
        int horizonStart
    )
    {
        var index = demand.IndexOf(channel);
        var own = cells.Where(c => c.Channel == index && c.Direction == Direction.In).ToArray();
        if (own.Length == 0)
            own = [.. cells.Where(c => c.Channel == index)];
        var path = new double[Tournament.HorizonHours];
        foreach (var cell in own)
        {
            for (var h = 0; h < path.Length; h++)
                path[h] += cell.Path[h];
        }
        var meanDay = path.Average() * 24;
        return new ForecastSummary(
            channel,
            [
                .. tournament.Scores.Select(s => new ForecasterScore(
                    s.Forecaster.Name,
                    s.Wape,
                    tournament.Origins,
                    ReferenceEquals(s.Forecaster, tournament.Winner)
                )),
            ],
            Hours(path, tournament, demand, horizonStart),
            Summaries.ConformalOf([.. tournament.Errors.LogRatios(24).Select(r => meanDay * Math.Exp(r))]),
            tournament.Scores[0].Wape
        );
    }

    private static HourlyForecast Hours(double[] path, Tournament tournament, Demand demand, int horizonStart)
    {
        var bands = Enumerable
            .Range(0, path.Length)
            .Select(h => tournament.Errors.Hour(path, h, 0.80))
            .ToArray();
        return new HourlyForecast(
            (demand.Clock.Start + horizonStart).ToString(),
            path,
            [.. bands.Select(b => b.Lower)],
            [.. bands.Select(b => b.Upper)]
        );
    }

    public static PlaceboSummary Of(PlaceboResult? placebo)
    {
        if (placebo is null || placebo.Windows < PlaceboTest.FewestTold)
        {
            return new PlaceboSummary(
                "not_testable",
                placebo?.Windows ?? 0,
                null,
                null,
                null,
                null,
                null,
                null
            );
        }
        var judged = placebo.Windows >= PlaceboTest.FewestJudged;
        var figures = placebo.TwoSided;
        return new PlaceboSummary(
            judged ? "judged" : "error_only",
            placebo.Windows,
            figures.MeanAbsoluteError,
            figures.MedianAbsoluteError,
            figures.Bias,
            judged ? figures.Coverage80 : null,
            placebo.Windows >= PlaceboTest.FewestFor95 ? figures.Coverage95 : null,
            placebo.LeftOnly?.MeanAbsoluteError
        )
        {
            Coverage50 = judged ? figures.Coverage50 : null,
            IntervalScore95 = judged ? figures.IntervalScore95 : null,
            MeanAbsoluteErrorWhereForecast = placebo.TwoSidedWhereLeftOnly?.MeanAbsoluteError,
            TwoDays = placebo.TwoDays is { } twoDays ? Of(twoDays) : null,
        };
    }
}
