using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class TournamentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_calendar_or_a_blend_with_it_wins_where_the_end_of_the_month_matters(ulong seed)
    {
        var (series, clock, _) = Company(seed, days: 500, monthEnd: 0.8);
        var scores = Tournament.Run(series, clock)!.Scores;
        double WapeOf(string name) => scores.Single(s => s.Forecaster.Name == name).Wape;
        Assert.True(scores[0].Forecaster.Name is "calendar-regression" or "blend");
        Assert.True(WapeOf("calendar-regression") < WapeOf("seasonal-mean"));
        Assert.True(WapeOf("calendar-regression") < WapeOf("weekly-mean"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_winners_interval_for_a_days_total_covers_days_not_seen(ulong seed)
    {
        var (all, clock, _) = Company(seed, days: 590, monthEnd: 0.5);
        var known = all.Until(all.Start + (500 * 24));
        var tournament = Tournament.Run(known, clock)!;
        var inside = 0;
        for (var h = 0; h < 90 * 24; h++)
        {
            var (lower, upper) = tournament.Errors.Hour(tournament.Mean, h, 0.80);
            var actual = all.Values[(500 * 24) + h];
            inside += actual >= lower && actual <= upper ? 1 : 0;
        }
        // 80 % of 2160 hours; counts are whole numbers, so that small ones overshoot.
        Assert.InRange(inside / 2160.0, 0.74, 0.90);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(55)]
    public void Less_than_eight_weeks_are_too_few(int days)
    {
        var (series, clock, _) = Company(1, days, monthEnd: 0);
        Assert.Null(Tournament.Run(series, clock));
    }

    [Fact]
    public void Silence_has_no_winner_and_no_number()
    {
        var (series, clock, _) = Company(1, 200, 0);
        Assert.Null(Tournament.Run(series with { Values = new double[series.Hours] }, clock));
    }

    [Fact]
    public void A_constant_is_forecast_as_itself()
    {
        var (series, clock, _) = Company(1, 200, 0);
        var constant = series with { Values = [.. Enumerable.Repeat(7.0, series.Hours)] };
        foreach (
            var forecaster in new IForecaster[]
            {
                new SeasonalMean(),
                new WeeklyMean(),
                new CalendarRegression(),
            }
        )
            Assert.All(forecaster.Forecast(constant, clock, 24 * 30)!, v => Assert.Equal(7, v, 0.15));
    }

    /// <summary>Counts of a company with a day, a week, a raised month end and a random level of the day.</summary>
    internal static (HourlySeries Series, LocalClock Clock, double[] Truth) Company(
        ulong seed,
        int days,
        double monthEnd
    )
    {
        var rng = new Rng(seed);
        var start = Hour.Of(new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var clock = LocalClock.Of(DateTimeZone.Utc, start, (days * 24) + Tournament.HorizonHours);
        var truth = new double[days * 24];
        var values = new double[days * 24];
        for (var h = 0; h < values.Length; h++)
        {
            var date = LocalClock.DateOf(clock.Day[h]);
            var level = Math.Exp(0.08 * rng.Fork("day", clock.Day[h]).NextNormal());
            var rhythm = 1 + Math.Sin((clock.HourOfDay[h] - 6) * Math.PI / 12);
            truth[h] =
                12
                * level
                * rhythm
                * (date.Day >= 26 ? 1 + monthEnd : 1)
                * (clock.HourOfWeek[h] >= 120 ? 0.6 : 1);
            values[h] = rng.Fork("hour", h).NextPoisson(truth[h]);
        }
        var usable = new bool[values.Length];
        Array.Fill(usable, true);
        return (new HourlySeries(start, values, usable), clock, truth);
    }
}
