using NodaTime;
using RiskLens.App.Schedules;

namespace RiskLens.App.Tests.Schedules;

public sealed class QuarterTests
{
    // Weekdays from a printed calendar: 1 January 2027 is a Friday, 1 April 2027 a Thursday, 1 January 2028 a Saturday.
    [Theory]
    [InlineData(2027, 1, "2027-01-04T05:00")]
    [InlineData(2027, 2, "2027-04-01T05:00")]
    [InlineData(2028, 1, "2028-01-03T05:00")]
    [InlineData(2028, 4, "2028-10-02T05:00")]
    public void A_quarter_is_due_at_six_on_its_first_working_day_in_the_zone(int year, int number, string utc)
    {
        var douala = DateTimeZoneProviders.Tzdb["Africa/Douala"];
        var due = new Quarter(year, number).DueIn(douala).ToDateTimeUtc();
        Assert.Equal(
            utc,
            due.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public void The_clock_change_moves_the_utc_hour_and_not_the_local_one()
    {
        var paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        Assert.Equal(5, new Quarter(2027, 1).DueIn(paris).ToDateTimeUtc().Hour);
        Assert.Equal(4, new Quarter(2027, 3).DueIn(paris).ToDateTimeUtc().Hour);
    }

    [Fact]
    public void After_the_fourth_quarter_comes_the_first_of_the_next_year()
    {
        Assert.Equal(new Quarter(2028, 1), new Quarter(2027, 4).Next);
        Assert.Equal(new Quarter(2026, 4), Quarter.Of(new LocalDate(2026, 11, 22)));
        Assert.Equal("2026-Q4", new Quarter(2026, 4).ToString());
    }
}
