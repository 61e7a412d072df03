using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class SeriesTableTests
{
    [Fact]
    public void A_row_may_be_a_series_without_dates()
    {
        var table = Read("id,V1,V2,V3,V4\n\"H1\",605,586,,559\nH2,1,2,,\nH3,x,y\n");
        Assert.Equal(["H1", "H2"], table.Series.Select(s => s.Id));
        Assert.Equal([605, 586, 0, 559], table.Series[0].Series.Values);
        Assert.Equal([true, true, false, true], table.Series[0].Series.Usable);
        Assert.Equal([1, 2], table.Series[1].Series.Values);
        Assert.All(table.Series, s => Assert.False(s.Dated));
        Assert.Equal([new UnreadLine(4, "no number")], table.Unread);
    }

    [Fact]
    public void A_row_may_be_an_hour_and_a_column_a_series()
    {
        var table = Read(
            "time,chat,sms\n2024-01-31T23:10:00Z,5,1\n2024-02-01 01:00,7,\n2024-02-01 02:00,8,\n"
        );
        Assert.Equal(["chat", "sms"], table.Series.Select(s => s.Id));
        var chat = table.Series[0].Series;
        Assert.Equal("2024-01-31T23:00Z", chat.Start.ToString());
        Assert.Equal([5, 0, 7, 8], chat.Values);
        Assert.Equal([true, false, true, true], chat.Usable);
        Assert.Equal([true, false, false, false], table.Series[1].Series.Usable);
    }

    [Fact]
    public void French_tables_are_read_as_they_are_written()
    {
        var table = Read("Heure;Volume\n31/01/2024 13:00;1 234,5\n31/01/2024 14:00;2\n");
        Assert.Equal([1234.5, 2], table.Series[0].Series.Values);
        Assert.Equal("2024-01-31T13:00Z", table.Series[0].Series.Start.ToString());
        Assert.False(table.DateOrderAmbiguous);
    }

    [Fact]
    public void Local_times_are_read_on_the_clock_of_their_zone()
    {
        var table = SeriesTable.Read(
            "time,value\n2024-07-01T00:00,3\n2024-07-01T01:00,4\n",
            DateTimeZoneProviders.Tzdb["Africa/Douala"],
            null
        );
        Assert.Equal("2024-06-30T23:00Z", table.Series[0].Series.Start.ToString());
    }

    [Fact]
    public void Rows_of_one_hour_are_added_and_counted()
    {
        var table = Read("time,value\n2024-01-31T13:00,3\n2024-01-31T13:30,4\n2024-01-31T14:00,1\n");
        Assert.Equal([7, 1], table.Series[0].Series.Values);
        Assert.Equal(1, table.Added);
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_told_and_left_out()
    {
        var table = Read("time,value\n2024-01-31T13:00,3\nnonsense,4\n2024-01-31T14:00,-1\n2024-01-31,9\n");
        Assert.Equal(
            [
                new UnreadLine(3, "no time that can be read"),
                new UnreadLine(4, "a value below zero"),
                new UnreadLine(5, "a day without an hour"),
            ],
            table.Unread
        );
        Assert.Equal([3, 0], table.Series[0].Series.Values);
        Assert.Equal([true, false], table.Series[0].Series.Usable);
    }

    [Fact]
    public void Hours_that_never_come_in_four_weeks_are_closed()
    {
        // 2024-01-01 was a Monday; open from 8 to 17 h on weekdays.
        var start = new LocalDateTime(2024, 1, 1, 0, 0);
        var lines = Enumerable
            .Range(0, 35 * 24)
            .Select(h => start.PlusHours(h))
            .Where(t => t.DayOfWeek <= IsoDayOfWeek.Friday && t.Hour is >= 8 and < 18)
            .Select(t => FormattableString.Invariant($"{t:yyyy-MM-dd'T'HH:mm},{t.Hour}"));
        var series = Read("time,value\n" + string.Join('\n', lines)).Series[0];
        Assert.Equal(168 - 50, series.ClosedHours);
        Assert.All(series.Series.Usable, Assert.True);
        Assert.Equal(25 * (8 + 17) * 5, series.Series.Values.Sum());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\nc,d\n")]
    [InlineData("time,value\n2024-01-31T13:00,x\n")]
    [InlineData("day,value\n2024-01-31,1\n2024-02-01,1\n")]
    [InlineData("time,value\n1824-01-31T13:00,3\n2024-01-31T13:00,3\n")]
    [InlineData("time,value\n2024-01-31T00:00,3\n2024-02-01T00:00,3\n2024-02-02T00:00,3\n")]
    public void What_is_no_table_of_hours_is_refused_with_a_remedy(string text) =>
        Assert.EndsWith(
            ".",
            Assert.Throws<RiskLensException>(() => Read(text)).Remedy,
            StringComparison.Ordinal
        );

    private static SeriesTable Read(string text) => SeriesTable.Read(text, DateTimeZone.Utc, null);
}
