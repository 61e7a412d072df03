using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Outages;

public sealed class SeriesDetectionTests
{
    private const int Weeks = 30;
    private const int Hours = Weeks * 168;

    [Fact]
    public void A_lasting_change_of_level_is_no_outage()
    {
        var series = Made(1, h => h < Hours / 2 ? 300 : 90);
        Assert.Empty(SeriesDetection.Learn(series)!.Find());
        series = Made(2, h => h < Hours / 2 ? 90 : 300);
        Assert.Empty(SeriesDetection.Learn(series)!.Find());
    }

    [Fact]
    public void A_steep_trend_is_no_outage() =>
        Assert.Empty(SeriesDetection.Learn(Made(3, h => 400 * Math.Exp(-4.0 * h / Hours)))!.Find());

    [Fact]
    public void One_huge_hour_makes_no_other_look_low()
    {
        var series = Made(4, _ => 50);
        series.Counts[2000] = 1_000_000;
        Assert.Empty(SeriesDetection.Learn(series)!.Find());
    }

    [Fact]
    public void Closed_hours_are_no_outage_and_an_outage_reaches_over_them()
    {
        var series = Made(5, _ => 500);
        for (var h = 0; h < Hours; h++)
            series.Observed[h] = series.HourOfWeek[h] is < 120 and var w && w % 24 is >= 7 and < 20;
        Assert.Empty(SeriesDetection.Learn(series)!.Find());

        // From a Wednesday at 18 h to the Thursday at 10 h.
        const int From = 10 * 168 + 2 * 24 + 18;
        Array.Clear(series.Counts, From, 16);
        var found = Assert.Single(SeriesDetection.Learn(series)!.Find());
        Assert.Equal((From, From + 16), (found.FromHour, found.ToHour));
    }

    [Fact]
    public void The_minutes_of_an_outage_are_read_off_the_hours_that_it_cuts()
    {
        var series = Made(6, _ => 2000);
        const int From = 10 * 168 + 60;
        // It begins at 40 minutes past and ends at a quarter past.
        series.Counts[From - 1] = series.Counts[From - 1] * 40 / 60;
        Array.Clear(series.Counts, From, 6);
        series.Counts[From + 6] = series.Counts[From + 6] * 45 / 60;
        var found = Assert.Single(SeriesDetection.Learn(series)!.Find());
        Assert.InRange(found.Start, From - 20 / 60.0 - 0.1, From - 20 / 60.0 + 0.1);
        Assert.InRange(found.End, From + 6 + 15 / 60.0 - 0.1, From + 6 + 15 / 60.0 + 0.1);
    }

    [Fact]
    public void An_outage_of_weeks_does_not_hide_itself()
    {
        var series = Made(7, _ => 30);
        Array.Clear(series.Counts, 2000, 20 * 24);
        var found = Assert.Single(SeriesDetection.Learn(series)!.Find());
        Assert.Equal(("silence", 0L), (found.Kind, found.Actual));
        Assert.InRange(found.FromHour, 1998, 2000);
        Assert.InRange(found.ToHour, 2000 + 480, 2000 + 482);
    }

    [Fact]
    public void A_series_of_three_weeks_or_of_a_few_messages_is_not_judged()
    {
        var series = Made(8, _ => 30);
        Array.Fill(series.Observed, false, 21 * 24, Hours - 21 * 24);
        Assert.Null(SeriesDetection.Learn(series));
        Assert.Null(SeriesDetection.Learn(Made(9, _ => 0.01)));
    }

    [Fact]
    public void The_chance_of_a_silence_falls_with_its_length_and_with_the_hour_s_traffic()
    {
        var learnt = SeriesDetection.Learn(Made(10, _ => 2))!;
        const int Noon = 10 * 168 + 12;
        Assert.True(learnt.ChanceOfSilence(Noon, Noon + 4) > learnt.ChanceOfSilence(Noon, Noon + 8));
        Assert.True(learnt.ChanceOfSilence(Noon - 12, Noon - 8) > learnt.ChanceOfSilence(Noon, Noon + 4));
    }

    [Fact]
    public void An_outage_an_hour_longer_than_the_shortest_found_is_found()
    {
        var series = Made(11, _ => 20);
        var learnt = SeriesDetection.Learn(series)!;
        foreach (var start in new[] { 1700.0, 1712.5, 2303.3 })
        {
            var length = learnt.ShortestFrom(start) + 1;
            var planted = series with { Counts = (int[])series.Counts.Clone() };
            for (var h = (int)start; h < start + length; h++)
            {
                var inside = Math.Min(h + 1, start + length) - Math.Max(h, start);
                planted.Counts[h] = (int)Math.Round(planted.Counts[h] * (1 - inside));
            }
            Assert.Contains(
                SeriesDetection.Learn(planted)!.Find(),
                p => p.Start < start + length && p.End > start
            );
        }
    }

    // Poisson counts: three times as busy by day as by night.
    private static HourlyCounts Made(ulong seed, Func<int, double> level)
    {
        var rng = new Rng(seed);
        var (counts, observed, week) = (new int[Hours], new bool[Hours], new int[Hours]);
        Array.Fill(observed, true);
        for (var h = 0; h < Hours; h++)
        {
            week[h] = h % 168;
            counts[h] = rng.NextPoisson(level(h) * (h % 24 is >= 8 and < 20 ? 1.5 : 0.5));
        }
        return new HourlyCounts(counts, observed, week);
    }
}
