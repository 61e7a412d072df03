using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class OccasionForecastTests
{
    private const int Known = 900;
    private const int Days = 1095;
    private static readonly LocalDate First = new(2020, 1, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_holiday_is_forecast_nearer_the_truth_with_the_calendar_than_without(ulong seed)
    {
        var holidays = Holidays.Of(HolidayTests.Shipped(), "CM", First, First.PlusDays(Days + 91));
        var rng = new Rng(seed);
        double EffectOf(string id) => -0.6 + (0.25 * rng.Fork(id).NextNormal());
        var company = Company.With(
            seed,
            day =>
                holidays
                    .On(day)
                    .Where(id => id.StartsWith("holiday:", StringComparison.Ordinal))
                    .Sum(EffectOf)
        );
        var without = company.MissOf(OccasionCalendar.None, holidays.IsHoliday);
        var with = company.MissOf(holidays, holidays.IsHoliday);
        Assert.True(with < 0.6 * without, $"{with} with the calendar, {without} without");
        var ordinary = company.MissOf(holidays, day => !holidays.IsHoliday(day));
        Assert.True(ordinary < 1.05 * company.MissOf(OccasionCalendar.None, day => !holidays.IsHoliday(day)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_day_of_a_campaign_is_forecast_nearer_the_truth_when_it_was_planned(ulong seed)
    {
        bool IsCampaign(int day) => (day * 7919) % 41 == 0;
        var plan = new OccasionCalendar(
            Enumerable
                .Range(Holidays.NumberOf(First), Days + 91)
                .Where(IsCampaign)
                .ToDictionary(day => day, _ => (IReadOnlyList<string>)[OccasionCalendar.Campaign])
        );
        var company = Company.With(seed, day => IsCampaign(day) ? 0.5 : 0);
        var without = company.MissOf(OccasionCalendar.None, IsCampaign);
        var with = company.MissOf(plan, IsCampaign);
        Assert.True(with < 0.5 * without, $"{with} with the plan, {without} without");
    }

    /// <summary>
    /// A drop by 90 % seen once among drops by 40 %: days of about 300 leave no doubt of it (0.1 x 0.9 of the way), days
    /// of about 6 little to learn from (0.6 and some of the way to 0.1).
    /// </summary>
    [Theory]
    [InlineData(12, 0.1, 0.2)]
    [InlineData(0.25, 0.2, 0.59)]
    public void A_holiday_seen_once_moves_the_forecast_as_far_as_it_can_be_trusted(
        double perHour,
        double lowest,
        double highest
    )
    {
        var first = Holidays.NumberOf(First);
        var days = new Dictionary<int, IReadOnlyList<string>>();
        for (var day = first + 17; day < first + Days + 91; day += 31)
            days[day] = ["holiday:other"];
        var (seen, next) = (first + Known - 60, first + Known + 60);
        (days[seen], days[next]) = (["holiday:rare"], ["holiday:rare"]);
        var occasions = new OccasionCalendar(days);
        double EffectOf(int day)
        {
            if (day == seen)
                return Math.Log(0.1);
            return occasions.IsHoliday(day) ? Math.Log(0.6) : 0;
        }
        var company = Company.With(5, EffectOf, perHour);
        Assert.InRange(
            company.Forecast(occasions, next) / company.Forecast(OccasionCalendar.None, next),
            lowest,
            highest
        );
    }

    [Fact]
    public void A_country_without_a_list_is_forecast_as_without_a_calendar()
    {
        var company = Company.With(7, _ => 0);
        var none = Holidays.Of(HolidayTests.Shipped(), "XX", First, First.PlusDays(Days + 91));
        var day = Holidays.NumberOf(First) + Known + 5;
        Assert.Equal(company.Forecast(OccasionCalendar.None, day), company.Forecast(none, day));
    }

    /// <summary>Three years of a company with a week, a level that moves from day to day, and what is planted.</summary>
    private sealed record Company(HourlySeries Series, LocalClock Clock, double[] Truth)
    {
        public static Company With(ulong seed, Func<int, double> logEffectOf, double perHour = 12)
        {
            var rng = new Rng(seed);
            var start = new Hour(Holidays.NumberOf(First) * 24);
            var clock = LocalClock.Of(DateTimeZone.Utc, start, Days * 24);
            var truth = new double[Days * 24];
            var values = new double[Days * 24];
            for (var h = 0; h < values.Length; h++)
            {
                var day = clock.Day[h];
                var rhythm = 1 + Math.Sin((clock.HourOfDay[h] - 6) * Math.PI / 12);
                var week = clock.HourOfWeek[h] >= 120 ? 0.6 : 1;
                truth[h] = perHour * rhythm * week * Math.Exp(logEffectOf(day));
                var level = Math.Exp(0.08 * rng.Fork("day", day).NextNormal());
                values[h] = rng.Fork("hour", h).NextPoisson(truth[h] * level);
            }
            var usable = new bool[values.Length];
            Array.Fill(usable, true);
            return new Company(new HourlySeries(start, values, usable), clock, truth);
        }

        /// <summary>Mean absolute log error of the forecast totals of the chosen days after those known.</summary>
        public double MissOf(OccasionCalendar occasions, Func<int, bool> chosen)
        {
            var expected = Expected(occasions);
            return Enumerable
                .Range(Known, Days - Known)
                .Where(day => chosen(Clock.Day[day * 24]))
                .Average(day =>
                    Math.Abs(
                        Math.Log(
                            expected.AsSpan((day - Known) * 24, 24).ToArray().Sum()
                                / Truth.AsSpan(day * 24, 24).ToArray().Sum()
                        )
                    )
                );
        }

        /// <summary>The forecast total of a local day.</summary>
        public double Forecast(OccasionCalendar occasions, int day) =>
            Expected(occasions).AsSpan((day - Holidays.NumberOf(First) - Known) * 24, 24).ToArray().Sum();

        private double[] Expected(OccasionCalendar occasions) =>
            new CalendarRegression().Forecast(
                Series.Until(Series.Start + (Known * 24)),
                Clock with
                {
                    Occasions = occasions,
                },
                (Days - Known) * 24
            )!;
    }
}
