using System.Globalization;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Expected values: the IANA rules for 2021 (Paris: 28 March 02:00 to 03:00, 31 October 03:00 to 02:00).</summary>
public sealed class LocalTimesTests
{
    [Theory]
    [InlineData("Africa/Douala", "2021-10-04T16:39:00", "2021-10-04T15:39:00Z")]
    [InlineData("Europe/Paris", "2021-01-15T12:00:00", "2021-01-15T11:00:00Z")]
    [InlineData("Europe/Paris", "2021-07-15T12:00:00", "2021-07-15T10:00:00Z")]
    [InlineData("Europe/Paris", "2021-03-28T01:59:59", "2021-03-28T00:59:59Z")]
    [InlineData("Europe/Paris", "2021-03-28T03:00:00", "2021-03-28T01:00:00Z")]
    [InlineData("Asia/Kolkata", "2021-10-04T00:00:00", "2021-10-03T18:30:00Z")]
    public void Local_time_becomes_utc(string zone, string local, string utc) =>
        Assert.Equal(Milliseconds(utc), Converted(zone, local));

    [Theory]
    [InlineData("Europe/Paris", "2021-03-28T02:30:00", "2021-03-28T01:30:00Z")]
    [InlineData("America/New_York", "2021-03-14T02:15:00", "2021-03-14T07:15:00Z")]
    public void A_skipped_hour_is_shifted_forward(string zone, string local, string utc) =>
        Assert.Equal(Milliseconds(utc), Converted(zone, local));

    [Theory]
    [InlineData("Europe/Paris", "2021-10-31T02:30:00", "2021-10-31T00:30:00Z")]
    [InlineData("America/New_York", "2021-11-07T01:15:00", "2021-11-07T05:15:00Z")]
    public void Of_a_repeated_hour_the_earlier_is_taken(string zone, string local, string utc) =>
        Assert.Equal(Milliseconds(utc), Converted(zone, local));

    [Fact]
    public void The_remembered_offset_changes_no_answer()
    {
        var zone = LogReadings.Zone("Europe/Paris");
        var kept = new LocalTimes(zone);
        var start = Milliseconds("2020-01-01T00:00:00Z");
        for (var step = 0; step < 4 * 366 * 24; step++)
        {
            var local = start + (step * 1_800_000L);
            Assert.Equal(new LocalTimes(zone).ToUnixMilliseconds(local), kept.ToUnixMilliseconds(local));
        }
    }

    private static long Converted(string zone, string local) =>
        new LocalTimes(LogReadings.Zone(zone)).ToUnixMilliseconds(Milliseconds(local + "Z"));

    private static long Milliseconds(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
