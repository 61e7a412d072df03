using NodaTime;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Outages.Starts;

public sealed class StartLawTests
{
    private static readonly Hour NewYear = Hour.Of(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_test_of_uniform_hours_gives_the_textbooks_figure()
    {
        // By hand: n = 4 at 0, 3, 6, 3 h. Sums of cosines and sines 1 + 2 cos 45 = 2.414214, both; R² = 11.656854.
        // exp(sqrt(1 + 16 + 4 (16 - 11.656854)) - 9) = exp(5.862820 - 9) = 0.043405.
        Assert.Equal(0.043405, StartLaw.RayleighP([0, 3, 6, 3]), 1e-5);
        Assert.Equal(1, StartLaw.RayleighP([]));
    }

    [Fact]
    public void Uniform_starts_are_rejected_no_oftener_than_the_level_says()
    {
        var count = Repetitions.Of(400, 4000);
        var rng = new Rng(17);
        var rejected = Enumerable
            .Range(0, count)
            .Count(_ =>
                StartLaw.OfFaults([.. Enumerable.Range(0, 30).Select(_ => 24 * rng.NextDouble())])
                    is { Verdict: "peaked", Uniform: false }
            );
        Assert.Equal(0.05, rejected / (double)count, Repetitions.FourErrors(0.05, count));
    }

    [Fact]
    public void Planted_hours_are_found_again()
    {
        // Nine in ten orders around 21 h local (sd 1.5 h), one in ten at any hour.
        var rng = new Rng(2);
        var times = Enumerable
            .Range(0, 60)
            .Select(_ =>
                rng.NextDouble() < 0.9 ? (21 + (1.5 * rng.NextNormal()) + 24) % 24 : 24 * rng.NextDouble()
            )
            .ToArray();
        var law = StartLaw.OfOrders(times);
        Assert.Equal("peaked", law.Verdict);
        Assert.Equal(1, law.ShareByHour.Sum(), 1e-9);
        // The truth puts 0.9 x P(|z| < 2) + 0.1 x 6/24 = 0.884 on 18 to 24 h.
        Assert.InRange(law.ShareByHour.Skip(18).Sum(), 0.72, 0.95);
        Assert.InRange(law.ShareByHour.Skip(6).Take(6).Sum(), 0.002, 0.08);
    }

    [Fact]
    public void Uniform_orders_stay_nearly_flat()
    {
        // The shares of 100 samples of 40 uniform starts, each drawn without looking at its verdict.
        var rng = new Rng(6);
        var peaks = Enumerable
            .Range(0, 100)
            .Select(_ => StartLaw.Smoothed([.. Enumerable.Range(0, 40).Select(_ => 24 * rng.NextDouble())]))
            .Select(shares => 24 * shares.Max())
            .Order()
            .ToArray();
        Assert.InRange(peaks[50], 1, 1.5);
        Assert.InRange(peaks[90], 1, 3);
    }

    [Fact]
    public void Under_ten_starts_there_is_no_verdict_and_faults_begin_at_any_hour()
    {
        var law = StartLaw.OfFaults([9, 9, 9, 9, 9, 9, 9, 9, 9]);
        Assert.Equal("too_few", law.Verdict);
        Assert.True(law.Uniform);
    }

    [Theory]
    [InlineData("CM", "Africa/Douala")]
    [InlineData("KE", "Africa/Nairobi")]
    [InlineData("CD", "Africa/Kinshasa")]
    [InlineData("FR", "Europe/Paris")]
    public void A_country_has_the_first_zone_that_the_database_lists(string country, string zone) =>
        Assert.Equal(zone, PlaceZone.Of(country)!.Id);

    [Fact]
    public void What_is_no_country_has_no_zone() => Assert.Null(PlaceZone.Of("global"));

    [Fact]
    public void The_local_time_of_day_counts()
    {
        // 20:30 in Douala is 19:30 UTC.
        var start = new DateTimeOffset(2017, 1, 17, 19, 30, 0, TimeSpan.Zero);
        Assert.Equal(20.5, StartLaw.TimeOfDay(start, PlaceZone.Of("CM")!), 1e-12);
    }

    [Fact]
    public void Shocks_begin_at_the_hours_of_the_law_in_the_places_own_time()
    {
        var law = Nightly(21) with { Occasions = null };
        var starts = YearStarts.Of(law, "FR", new YearClock(NewYear, []), 8766)!;
        var rng = new Rng(9);
        var zone = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        // Local hours in winter and in summer: the clock's change is followed.
        Assert.All(
            Enumerable.Range(0, 500).Select(_ => starts.Draw(rng, 0)),
            at =>
                Assert.Equal(
                    21,
                    Instant
                        .FromUnixTimeMilliseconds((NewYear + (int)at).StartUnixMilliseconds)
                        .InZone(zone)
                        .Hour
                )
        );
    }

    [Fact]
    public void A_peak_of_world_wide_faults_says_nothing_of_a_country()
    {
        var law = StartLaw.OfFaults([.. Enumerable.Repeat(14.5, 20)]);
        var clock = new YearClock(NewYear, []);
        Assert.NotNull(YearStarts.Of(law, "global", clock, 8766));
        Assert.Null(YearStarts.Of(law, "CM", clock, 8766));
    }

    [Fact]
    public void Named_weeks_draw_orders_to_them_and_an_average_year_keeps_its_mean()
    {
        // Half of the orders at occasions, and 2 weeks named: f = w(named) x inside, whatever w is drawn.
        var law = Nightly(21) with
        {
            Occasions = new OccasionLaw(4000, 2000),
        };
        var weeks = new[]
        {
            new SensitiveWeek(new DateOnly(2026, 10, 5), new DateOnly(2026, 10, 18), "election"),
        };
        var starts = YearStarts.Of(law, "CM", new YearClock(NewYear, weeks), 8766)!;
        var rng = new Rng(31);
        var (rate, inside) = (0.0, 0.0);
        const int Trials = 4000;
        for (var t = 0; t < Trials; t++)
        {
            var (factor, chance) = starts.OfTrial(rng);
            (rate, inside) = (rate + (factor / Trials), inside + (factor * chance / Trials));
            Assert.InRange(chance, 0, 1);
        }
        // E[1/w] for w uniform on 1 to 3 weeks of 52.18: 52.18 x ln 3 / 2 = 28.66; s = 336 / 8766.
        const double S = 336 / 8766.0;
        Assert.Equal(0.5 * 28.66 * S, inside, 0.01);
        // Outside: (1 - f) E[1/(1-w)] (1 - s) = 0.5 x 1.0399 x 0.9617.
        Assert.Equal(0.5 * 1.0399 * (1 - S), rate - inside, 0.01);
        var october = new DateTimeOffset(2026, 10, 4, 23, 0, 0, TimeSpan.Zero);
        var first = Hour.Of(october) - NewYear;
        Assert.All(
            Enumerable.Range(0, 300).Select(_ => starts.Draw(rng, 1)),
            at => Assert.InRange(at, first, first + 336)
        );
        Assert.All(
            Enumerable.Range(0, 300).Select(_ => starts.Draw(rng, 0)),
            at => Assert.False(at >= first && at < first + 336)
        );
    }

    [Fact]
    public void Without_a_named_week_in_the_year_the_mean_rate_stays()
    {
        var law = Nightly(21) with { Occasions = new OccasionLaw(30, 12) };
        var past = new SensitiveWeek(new DateOnly(2020, 1, 1), new DateOnly(2020, 1, 14), "election");
        foreach (var weeks in new[] { Array.Empty<SensitiveWeek>(), [past] })
        {
            var starts = YearStarts.Of(law, "CM", new YearClock(NewYear, weeks), 8766)!;
            Assert.Equal((1, 0), starts.OfTrial(new Rng(1)));
        }
    }

    [Fact]
    public void The_factor_of_a_sensitive_week_follows_from_the_share_of_orders_in_them()
    {
        // f = 12.5 / 31, w = 2 / 52.18: k = f (1 - w) / (w (1 - f)) = 16.95.
        Assert.Equal(16.95, new OccasionLaw(30, 12).Factor, 0.01);
    }

    private static StartLaw Nightly(int hour)
    {
        var shares = new double[24];
        shares[hour] = 1;
        return new StartLaw(Regime.Order, 20, 0.001, "peaked", LocalHours: true, shares);
    }
}
