using System.Text.Json;

namespace RiskLens.Engine.Tests.Outages.Histories;

/// <summary>
/// Time spans in the text of a post, by its own words: expected values were read off the sentences by hand. The post was
/// written on 15 August 2026 (a Saturday) at 14:00 UTC, about an outage reported from 12:00 to 13:30 unless told.
/// </summary>
public sealed class TextWindowsTests
{
    private const string Written = "2026-08-15T14:00:00Z";
    private const string Start = "2026-08-15T12:00:00Z";
    private const string End = "2026-08-15T13:30:00Z";

    [Theory]
    [InlineData("Between 10:15 to 12:40 UTC logins failed.", "2026-08-15T10:15Z", "2026-08-15T12:40Z")]
    [InlineData("between 10:15 UTC and 12:40 UTC logins failed", "2026-08-15T10:15Z", "2026-08-15T12:40Z")]
    [InlineData("Logins failed from 10:15 to 12:40 UTC.", "2026-08-15T10:15Z", "2026-08-15T12:40Z")]
    [InlineData("Struck: 10:15 - 12:40 UTC", "2026-08-15T10:15Z", "2026-08-15T12:40Z")]
    [InlineData("Struck: 10:15–12:40UTC", "2026-08-15T10:15Z", "2026-08-15T12:40Z")]
    [InlineData("Between 1:50 AM and 6:01 AM PDT, calls failed.", "2026-08-15T08:50Z", "2026-08-15T13:01Z")]
    [InlineData("Between 1:50 and 6:01 AM PDT, calls failed.", "2026-08-15T08:50Z", "2026-08-15T13:01Z")]
    [InlineData("Between 11:50 and 1:10 PM UTC, calls failed.", "2026-08-15T11:50Z", "2026-08-15T13:10Z")]
    [InlineData("Between 10:50 PM and 1:10 UTC, calls failed.", "2026-08-14T22:50Z", "2026-08-15T01:10Z")]
    [InlineData(
        "Between 14/Aug/2026 06:00 AM UTC to 15/Aug/2026 09:10 AM UTC",
        "2026-08-14T06:00Z",
        "2026-08-15T09:10Z"
    )]
    [InlineData(
        "Between 14/Aug/26 06:00 UTC to 15/Aug/26 09:10 UTC",
        "2026-08-14T06:00Z",
        "2026-08-15T09:10Z"
    )]
    [InlineData(
        "Between 2026-08-14 21:32 UTC to 2026-08-15 00:09 UTC",
        "2026-08-14T21:32Z",
        "2026-08-15T00:09Z"
    )]
    [InlineData("From 2026-08-14T21:32Z to 2026-08-15T00:09Z", "2026-08-14T21:32Z", "2026-08-15T00:09Z")]
    [InlineData(
        "Between 22:00 UTC 14th August and 07:45 UTC 15th August mails were late",
        "2026-08-14T22:00Z",
        "2026-08-15T07:45Z"
    )]
    [InlineData(
        "between 14 August 23:30 UTC and 15 August 04:34 UTC",
        "2026-08-14T23:30Z",
        "2026-08-15T04:34Z"
    )]
    [InlineData(
        "On Aug 14, 2026, between 12:29 p.m. and 3:35 p.m. UTC, Aug 14, 2026, search failed",
        "2026-08-14T12:29Z",
        "2026-08-14T15:35Z"
    )]
    [InlineData(
        "On August 14, 2026, from 03:52 to 15:11 UTC, we saw errors",
        "2026-08-14T03:52Z",
        "2026-08-14T15:11Z"
    )]
    [InlineData(
        "from 6:10AM Friday 14th August UTC to 6:35AM Friday 14th August UTC",
        "2026-08-14T06:10Z",
        "2026-08-14T06:35Z"
    )]
    [InlineData(
        "between approximately 13:30 and 13:50 UTC on August 15, 2026.",
        "2026-08-15T13:30Z",
        "2026-08-15T13:50Z"
    )]
    [InlineData(
        "On 14 August 2026 from 16:39 to 15 August 2026 01:34 US/Pacific",
        "2026-08-14T23:39Z",
        "2026-08-15T08:34Z"
    )]
    [InlineData("between 09:00 and 10:00 CEST", "2026-08-15T07:00Z", "2026-08-15T08:00Z")]
    [InlineData("between 09:00 and 10:00 GMT+2", "2026-08-15T07:00Z", "2026-08-15T08:00Z")]
    [InlineData("between 09:00 and 10:00 Africa/Lagos", "2026-08-15T08:00Z", "2026-08-15T09:00Z")]
    [InlineData("between 9:00 AM and 10:00 AM Eastern Time", "2026-08-15T13:00Z", "2026-08-15T14:00Z")]
    public void A_span_is_read_as_written(string text, string from, string to) =>
        Assert.Equal([(from, to, "minute")], Windows(text));

    /// <summary>Day and month in numbers are what brings them near the report, whichever stands first.</summary>
    [Theory]
    [InlineData(
        "Between 08-05-2026 20:08 UTC to 08-05-2026 20:31 UTC",
        "2026-05-08T21:00:00Z",
        "2026-05-08T20:08Z"
    )]
    [InlineData(
        "Between 08-05-2026 20:08 UTC to 08-05-2026 20:31 UTC",
        "2026-08-05T21:00:00Z",
        "2026-08-05T20:08Z"
    )]
    [InlineData(
        "The outage was between 8:08pm 05/08 UTC - 08:31pm 05/08 UTC",
        "2026-08-05T21:00:00Z",
        "2026-08-05T20:08Z"
    )]
    public void Numbers_that_may_be_day_or_month_are_read_near_the_report(
        string text,
        string start,
        string from
    ) => Assert.Equal(from, Assert.Single(Windows(text, start, null, start)).From);

    [Theory]
    [InlineData(
        "At 11:20 UTC, August 15, 2026, sending began to fail. As of 12:45 UTC, August 15, sending is fully operational.",
        "2026-08-15T11:20Z",
        "2026-08-15T12:45Z"
    )]
    [InlineData(
        "Starting August 14 7:33 PM PDT, packets were lost. By 5:26 AM on August 15, all was restored.",
        "2026-08-15T02:33Z",
        "2026-08-15T12:26Z"
    )]
    [InlineData(
        "It started around 4:55 AM PDT on August 15, 2026. It was mitigated at 5:16 AM PDT.",
        "2026-08-15T11:55Z",
        "2026-08-15T12:16Z"
    )]
    [InlineData("Since approximately 09:00 UTC on August 15, some messages wait.", "2026-08-15T09:00Z", "?")]
    [InlineData("The service was restored at 13:10 UTC.", "2026-08-15T12:00Z", "2026-08-15T13:10Z")]
    [InlineData(
        "This has been resolved as of 13:00 UTC, August 15.",
        "2026-08-15T12:00Z",
        "2026-08-15T13:00Z"
    )]
    [InlineData(
        "<p>- Start: 15 August 2026 01:09</p><p>- End: 15 August 2026 2:33</p><p>(all times US/Pacific)</p>",
        "2026-08-15T08:09Z",
        "2026-08-15T09:33Z"
    )]
    public void A_start_and_an_end_told_apart_are_joined(string text, string from, string to) =>
        Assert.Equal([(from, to, "minute")], Windows(text));

    [Theory]
    [InlineData("Between 10:15 and 12:40 logins failed.")] // no zone
    [InlineData("Between 10:15 and 12:40 IST logins failed.")] // India, Israel or Ireland
    [InlineData("Between 17:20 AM UTC to 18:20 AM UTC logins failed.")] // contradicts itself
    [InlineData("We will provide another update by 15:30 UTC.")]
    [InlineData("Our next update comes between 14:10 and 15:00 UTC.")]
    [InlineData("The work is scheduled between 14:10 and 15:00 UTC.")]
    [InlineData("We expect it to be restored by 13:00 UTC.")]
    [InlineData("Between 14 August 2024 10:00 UTC and 14 August 2024 12:00 UTC it was likewise.")] // years before
    [InlineData("Between 12:00 UTC and 13:30 UTC logins failed.")] // what is reported already
    [InlineData("It began at 12:00 UTC.")] // likewise
    [InlineData("Version 10.15 to 12.40 of the client, and 3/4 of it, 24/7.")]
    [InlineData("| 08-15-2026 10:15 | Start of trouble (UTC) |")]
    [InlineData("We saw 10:15 and 12:40 UTC in two logs.")]
    public void What_is_no_sure_evidence_is_not_proposed(string text) => Assert.Empty(Windows(text));

    [Fact]
    public void A_zone_of_the_other_season_is_taken_as_written_to_the_hour() =>
        Assert.Equal(
            [("2026-08-15T09:50Z", "2026-08-15T12:01Z", "hour")],
            Windows("Between 1:50 AM and 4:01 AM PST, calls failed.")
        );

    [Fact]
    public void A_time_without_minutes_is_to_the_hour() =>
        Assert.Equal([("2026-08-15T12:00Z", "2026-08-15T13:00Z", "hour")], Windows("It ended at 1 PM UTC."));

    [Fact]
    public void A_span_over_midnight_ends_on_the_next_day() =>
        Assert.Equal(
            [("2026-08-14T23:45Z", "2026-08-15T02:19Z", "minute")],
            Windows(
                "Between 23:45 UTC to 02:19 UTC mails were late.",
                "2026-08-14T22:32:00Z",
                "2026-08-15T04:02:00Z"
            )
        );

    /// <summary>Each day has an 11:10; a text cannot mean one that comes after it was written.</summary>
    [Fact]
    public void A_time_of_day_in_a_report_of_days_is_before_the_text_was_written() =>
        Assert.Equal(
            [("2026-08-13T10:55Z", "2026-08-13T11:10Z", "minute")],
            Windows(
                "Between 10:55 and 11:10 UTC calls failed.",
                "2026-08-13T11:31:00Z",
                End,
                "2026-08-13T11:31:00Z"
            )
        );

    [Fact]
    public void What_several_texts_say_alike_is_proposed_once()
    {
        var reading = AnyHistory.Read(
            Page(
                Start,
                End,
                [
                    ("It began at 11:00 UTC.", Written),
                    ("Between 11:00 and 12:10 UTC.", Written),
                    ("From 11:00 UTC to 12:10 UTC it failed.", Written),
                ]
            )
        );
        var window = Assert.Single(Assert.Single(reading.Outages).Windows);
        Assert.Equal("Between 11:00 and 12:10 UTC.", window.Quote);
    }

    [Fact]
    public void Another_text_that_says_otherwise_is_another_proposal() =>
        Assert.Equal(
            ["2026-08-15T11:00Z", "2026-08-15T11:05Z"],
            AnyHistory
                .Read(
                    Page(
                        Start,
                        End,
                        [("From 11:00 to 12:10 UTC.", Written), ("From 11:05 to 12:10 UTC.", Written)]
                    )
                )
                .Outages[0]
                .Windows.Select(w => w.Start.Short())
        );

    [Fact]
    public void A_long_sentence_is_quoted_round_its_times()
    {
        var filler = string.Concat(Enumerable.Repeat("some of our many customers and ", 12));
        var text =
            $"We are sorry that {filler}their friends could not write between 10:15 UTC and 11:40 UTC {filler}at all.";
        var reading = AnyHistory.Read(Page(Start, End, [(text, Written)]));
        var quote = Assert.Single(Assert.Single(reading.Outages).Windows).Quote;
        Assert.InRange(quote.Length, 50, 200);
        Assert.Contains("between 10:15 UTC and 11:40 UTC", quote, StringComparison.Ordinal);
    }

    /// <summary>Text made to be slow to read: it takes no more than one pass.</summary>
    [Theory]
    [InlineData("between ")]
    [InlineData("10:15 to ")]
    [InlineData("1/2/3-")]
    [InlineData("31 ")]
    [InlineData("<")]
    [InlineData("&#")]
    [InlineData(". A")]
    public void A_text_of_one_thing_over_and_over_is_read(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 200_000 / part.Length)) + " 10:15 UTC";
        Assert.Single(AnyHistory.Read(Page(Start, End, [(text, Written)])).Outages);
    }

    private static IEnumerable<(string From, string To, string Precision)> Windows(
        string text,
        string start = Start,
        string? end = End,
        string written = Written
    ) =>
        Assert
            .Single(AnyHistory.Read(Page(start, end, [(text, written)])).Outages)
            .Windows.Select(w => (w.Start.Short(), w.End.Short(), w.Precision));

    private static string Page(string start, string? end, (string Body, string Written)[] texts) =>
        JsonSerializer.Serialize(
            new
            {
                page = new { name = "Page" },
                incidents = new[]
                {
                    new
                    {
                        id = "a",
                        name = "A",
                        status = "investigating",
                        impact = "major",
                        created_at = start,
                        started_at = start,
                        resolved_at = end,
                        incident_updates = texts.Select(t => new { body = t.Body, created_at = t.Written }),
                    },
                },
            }
        );
}
