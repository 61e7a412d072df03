using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Outages.Histories;

/// <summary>Status pages; expected values are worked out by hand from the seeds.</summary>
public sealed class StatusPageTests
{
    [Fact]
    public void A_statuspage_gives_outages_work_notices_and_refusals()
    {
        var reading = AnyHistory.Read(HistorySeeds.Statuspage);
        Assert.Equal(
            ["Mail & Co 2026-03-01T08:30Z 2026-03-01T11:00Z", "Mail & Co 2026-03-04T07:30Z ?"],
            reading.Lines()
        );
        Assert.Equal(
            (2, 1, 1, 0),
            (reading.Maintenance, reading.Notices, reading.Repeated, reading.Repaired)
        );
        Assert.Equal([new RejectedEntry(5, HistoryRejection.UnreadableStart)], reading.Rejected);
        Assert.Equal(["Mail & Co"], reading.Pages);
        Assert.Equal("2026-03-01T08:30Z", reading.FirstSeen.Short());
        Assert.Equal("2026-03-04T11:00Z", reading.LastSeen.Short());
    }

    [Fact]
    public void An_outage_of_a_statuspage_carries_what_the_page_says()
    {
        var outage = AnyHistory.Read(HistorySeeds.Statuspage).Outages[0];
        Assert.Equal(("i1", "Logins fail", "critical"), (outage.SourceId, outage.Title, outage.Impact));
        Assert.Equal(["API"], outage.Components);
        Assert.Equal("https://stspg.example/abc", outage.Url);
        Assert.Equal(ReportedSeverity.Major, outage.FunctionStopped);
        Assert.Equal((2.5, 2.5), (outage.ShortestHours, outage.LongestHours));
        var window = Assert.Single(outage.Windows);
        Assert.Equal(("2026-03-01T08:10Z", "2026-03-01T10:45Z"), (window.Start.Short(), window.End.Short()));
        Assert.Equal("Between 08:10 UTC and 10:45 UTC logins failed.", window.Quote);
    }

    /// <summary>Impact "none" with a component in partial outage; the last word of it came two hours after its start.</summary>
    [Fact]
    public void An_outage_that_lasts_is_as_long_as_its_last_word_at_least()
    {
        var outage = AnyHistory.Read(HistorySeeds.Statuspage).Outages[1];
        Assert.Equal(ReportedSeverity.Partial, outage.FunctionStopped);
        Assert.Equal((2.0, double.PositiveInfinity), (outage.ShortestHours, outage.LongestHours));
        Assert.Equal(["Web"], outage.Components);
    }

    /// <summary>Operators set the displayed times back; created_at stays at the moment of writing.</summary>
    [Fact]
    public void Without_a_start_the_earliest_displayed_time_is_it()
    {
        var reading = AnyHistory.Read(HistorySeeds.IncidentIo);
        Assert.Equal(["Bot 2026-07-27T15:30Z 2026-07-27T17:30Z"], reading.Lines());
        Assert.Equal(0, reading.Repaired);
    }

    [Fact]
    public void A_page_in_a_script_is_read() =>
        Assert.Equal(
            ["Letters 2019-02-20T18:00:19Z 2019-02-20T19:40:58Z"],
            AnyHistory.Read(HistorySeeds.Script).Lines()
        );

    [Fact]
    public void An_end_before_the_start_is_unknown_and_counted()
    {
        var reading = AnyHistory.Read(
            """{"page":{"name":"P"},"incidents":[{"id":"a","name":"A","status":"resolved","impact":"major","created_at":"2026-05-01T12:00:00Z","started_at":"2026-05-01T12:00:00Z","resolved_at":"2026-05-01T10:00:00Z","incident_updates":[]}]}"""
        );
        Assert.Equal(["P 2026-05-01T10:00Z ?"], reading.Lines());
        Assert.Equal(1, reading.Repaired);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", HistoryRejection.TooEarly)]
    [InlineData("2026-11-23T00:00:00Z", HistoryRejection.InTheFuture)]
    [InlineData("", HistoryRejection.NoStart)]
    [InlineData("2026-13-01T00:00:00Z", HistoryRejection.UnreadableStart)]
    public void A_start_that_cannot_be_is_refused(string start, string reason)
    {
        var reading = AnyHistory.Read(
            $$"""{"page":{"name":"P"},"incidents":[{"id":"a","name":"A","status":"resolved","impact":"major","created_at":"{{start}}","incident_updates":[]}]}"""
        );
        Assert.Empty(reading.Outages);
        Assert.Equal([new RejectedEntry(1, reason)], reading.Rejected);
    }

    [Fact]
    public void Empty_lists_of_a_page_without_trouble_are_read()
    {
        var reading = AnyHistory.Read(
            """{"page":{"id":"x","name":"Quiet"},"incidents":[],"scheduled_maintenances":null}"""
        );
        Assert.Equal(("statuspage", 0), (reading.Format, reading.Outages.Count));
        Assert.Equal(["Quiet"], reading.Pages);
    }

    [Fact]
    public void A_weekly_archive_is_read_in_the_words_of_the_page_where_they_are_known()
    {
        var reading = AnyHistory.Read(HistorySeeds.Archive);
        Assert.Equal(
            [
                "mail 2026-03-01T10:00Z 2026-03-01T11:00Z",
                "mail 2026-03-02T10:00Z 2026-03-02T10:20Z",
                "Slack 2026-03-03T18:00Z 2026-03-03T19:00Z",
            ],
            reading.Lines()
        );
        Assert.Equal(["1", "2", "3"], reading.Outages.Select(o => o.SourceId));
        Assert.Equal("2026-03-01T09:50Z", Assert.Single(reading.Outages[0].Windows).Start.Short());
        Assert.Equal(
            [ReportedSeverity.Partial, ReportedSeverity.Minor, ReportedSeverity.Major],
            reading.Outages.Select(o => o.FunctionStopped)
        );
    }

    [Fact]
    public void A_slack_entry_without_length_has_no_end_and_its_text_as_evidence()
    {
        var reading = AnyHistory.Read(HistorySeeds.Slack);
        Assert.Equal(["Slack 2026-05-01T01:50:42Z ?", "Slack 2026-05-02T17:00Z ?"], reading.Lines());
        Assert.Equal((1, 1, 1), (reading.Maintenance, reading.Notices, reading.Rejected.Count));
        var window = Assert.Single(reading.Outages[0].Windows);
        Assert.Equal(("2026-04-30T23:20Z", "2026-05-01T00:45Z"), (window.Start.Short(), window.End.Short()));
        // Posted and done with at once, of unknown length; the other still lasts after two hours.
        Assert.Equal([0.0, 2.0], reading.Outages.Select(o => o.ShortestHours));
    }

    [Fact]
    public void Googles_begin_and_end_are_its_own_account()
    {
        var reading = AnyHistory.Read(HistorySeeds.Google);
        Assert.Equal(
            [
                "Google Cloud and Workspace 2026-07-15T23:57Z 2026-07-16T12:25Z",
                "Google Cloud and Workspace 2026-08-01T00:00Z ?",
            ],
            reading.Lines()
        );
        Assert.Equal(1, reading.Notices);
        Assert.Equal("https://status.cloud.google.com/incidents/g1", reading.Outages[0].Url);
        Assert.Equal(["Engine"], reading.Outages[0].Components);
        var window = Assert.Single(reading.Outages[0].Windows);
        Assert.Equal(("2026-07-15T23:39Z", "2026-07-16T14:34Z"), (window.Start.Short(), window.End.Short()));
        Assert.Equal(6, reading.Outages[1].ShortestHours);
    }

    /// <summary>02:20 to 06:30 Pacific summer time; the two of March differ in one capital and are one outage.</summary>
    [Fact]
    public void Updates_of_a_feed_are_one_outage_until_one_says_resolved()
    {
        var reading = AnyHistory.Read(HistorySeeds.AwsFeed);
        Assert.Equal(["AWS 2026-03-02T05:00Z ?", "AWS 2026-08-17T09:20Z 2026-08-17T13:30Z"], reading.Lines());
        Assert.Equal((1, 1), (reading.Notices, reading.Rejected.Count));
        Assert.Equal(["Lost connections", "Increased API errors"], reading.Outages.Select(o => o.Title));
        Assert.Equal(24, reading.Outages[0].ShortestHours);
        Assert.Equal(
            [ReportedSeverity.Major, ReportedSeverity.Minor],
            reading.Outages.Select(o => o.FunctionStopped)
        );
        Assert.Equal("lambda-eu-west-3_1786958400", reading.Outages[1].SourceId);
        var window = Assert.Single(reading.Outages[1].Windows);
        Assert.Equal(("2026-08-17T08:50Z", "2026-08-17T13:01Z"), (window.Start.Short(), window.End.Short()));
    }

    /// <summary>1787000000 is 17 August 2026, 20:53:20 UTC; 18000 seconds later it is over.</summary>
    [Fact]
    public void Current_events_in_wide_characters_are_read()
    {
        foreach (var (_, history) in HistorySeeds.All.Where(seed => seed.Format == "aws-events"))
        {
            var reading = AnyHistory.Read(history);
            Assert.Equal(["AWS 2026-08-17T20:53:20Z 2026-08-18T01:53:20Z"], reading.Lines());
            Assert.Equal((1, 1), (reading.Notices, reading.Rejected.Count));
            Assert.Equal(ReportedSeverity.Major, reading.Outages[0].FunctionStopped);
            Assert.Equal(["lambda-eu-west-3", "Paris"], reading.Outages[0].Components);
        }
    }

    [Fact]
    public void An_instatus_page_tells_what_goes_on()
    {
        var reading = AnyHistory.Read(HistorySeeds.Instatus);
        Assert.Equal(["Easy 2026-05-01T10:00Z ?"], reading.Lines());
        Assert.Equal(1, reading.Maintenance);
        Assert.Equal(
            (3.0, ReportedSeverity.Major),
            (reading.Outages[0].ShortestHours, reading.Outages[0].FunctionStopped)
        );
    }

    [Fact]
    public void An_instatus_page_without_trouble_has_no_lists()
    {
        var reading = AnyHistory.Read(
            """{"page":{"name":"Easy","url":"https://easy.instatus.com","status":"UP"}}"""
        );
        Assert.Equal(("instatus", 0), (reading.Format, reading.Outages.Count));
    }

    /// <summary>The report of 1 May covers that day; of 3 May only the length of ten minutes is known.</summary>
    [Fact]
    public void A_day_of_better_stack_counts_where_no_report_touches_it()
    {
        var reading = AnyHistory.Read(HistorySeeds.BetterStackPage);
        Assert.Equal(
            ["Better 2026-05-01T10:00Z 2026-05-01T11:30Z", "Better 2026-05-03T00:00Z 2026-05-04T00:00Z"],
            reading.Lines()
        );
        Assert.Equal(1, reading.Maintenance);
        Assert.Equal(["minute", "day"], reading.Outages.Select(o => o.Precision));
        Assert.Equal(
            (10.0, 10.0),
            (reading.Outages[1].ShortestHours * 60, reading.Outages[1].LongestHours * 60)
        );
        Assert.All(reading.Outages, o => Assert.Equal(["API"], o.Components));
        Assert.Equal("2026-05-01T11:20Z", Assert.Single(reading.Outages[0].Windows).End.Short());
    }

    /// <summary>In April Meta's page says PST where it is PDT: taken as written, 10:50 PST is 18:50 UTC.</summary>
    [Fact]
    public void Metas_page_is_read_with_its_zone_as_written()
    {
        var reading = AnyHistory.Read(HistorySeeds.Metastatus);
        Assert.Equal(["s1 2024-04-03T19:10Z 2024-04-03T20:00Z", "s2 2024-04-05T19:10Z ?"], reading.Lines());
        Assert.Equal(["minute", "hour"], reading.Outages.Select(o => o.Precision));
        Assert.Equal(
            [ReportedSeverity.Major, ReportedSeverity.Minor],
            reading.Outages.Select(o => o.FunctionStopped)
        );
        Assert.Equal(
            [("2024-04-03T18:50Z", "?", "hour"), ("2024-04-03T19:10Z", "2024-04-03T19:50Z", "hour")],
            reading.Outages[0].Windows.Select(w => (w.Start.Short(), w.End.Short(), w.Precision))
        );
    }

    [Fact]
    public void A_service_of_Meta_that_is_not_well_is_an_outage_that_lasts()
    {
        var reading = AnyHistory.Read(HistorySeeds.MetastatusServices);
        Assert.Equal(["WhatsApp Business API 2026-04-03T20:00Z ?"], reading.Lines());
        Assert.Equal(["Cloud API"], reading.Outages[0].Components);
    }
}
