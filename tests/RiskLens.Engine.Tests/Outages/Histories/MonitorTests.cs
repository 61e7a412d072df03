using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Outages.Histories;

/// <summary>Monitors; expected values are worked out by hand from the seeds.</summary>
public sealed class MonitorTests
{
    [Fact]
    public void Days_of_upptime_with_an_hour_each_are_one_outage_over_midnight()
    {
        var reading = AnyHistory.Read(HistorySeeds.Upptime);
        Assert.Equal(
            ["Site 2026-04-30T00:00Z 2026-05-01T00:00Z", "Site 2026-05-01T00:00Z 2026-05-04T00:00Z"],
            reading.Lines()
        );
        Assert.All(reading.Outages, o => Assert.Equal("day", o.Precision));
        Assert.Equal(
            [(59.0, 59.0), (1440.0, 1601.0)],
            reading.Outages.Select(o =>
                (Math.Round(o.ShortestHours * 60, 6), Math.Round(o.LongestHours * 60, 6))
            )
        );
        Assert.Equal(
            [HistoryRejection.UnreadableStart, HistoryRejection.UnreadableLength],
            reading.Rejected.Select(r => r.Reason)
        );
    }

    [Fact]
    public void The_state_of_a_site_tells_how_long_it_was_watched()
    {
        var reading = AnyHistory.Read(HistorySeeds.UpptimeState);
        Assert.Equal(["map.example 2026-03-08T22:29:50Z ?"], reading.Lines());
        Assert.Equal("https://map.example/path", reading.Outages[0].Url);
        var watched = Assert.Single(reading.Watched);
        Assert.Equal(
            ("map.example", "2024-04-08T06:14:32Z", "2026-03-08T22:29:50Z"),
            (watched.Page, watched.From.Short(), watched.To.Short())
        );
    }

    /// <summary>Down from 10:02 to 10:04; the look before was at 10:00, the last that failed at 10:03.</summary>
    [Fact]
    public void Heartbeats_bound_the_length_of_an_outage()
    {
        var reading = AnyHistory.Read(HistorySeeds.Kuma);
        Assert.Equal(
            [
                "Kuma page 2026-05-01T10:00Z ?",
                "Shop 2026-05-01T10:02Z 2026-05-01T10:04Z",
                "monitor 2 2026-05-01T10:04Z ?",
            ],
            reading.Lines()
        );
        Assert.Equal(1, reading.Maintenance);
        Assert.Equal(
            (1.0, 4.0),
            (reading.Outages[1].ShortestHours * 60, reading.Outages[1].LongestHours * 60)
        );
        Assert.Equal(["Kuma page", "Shop", "monitor 2"], reading.Pages.Order(StringComparer.Ordinal));
        var watched = Assert.Single(reading.Watched);
        Assert.Equal(("2026-05-01T10:00Z", "2026-05-01T10:05Z"), (watched.From.Short(), watched.To.Short()));
        Assert.Equal("2026-05-01T09:40Z", Assert.Single(reading.Outages[0].Windows).Start.Short());
    }

    [Fact]
    public void Lines_sent_to_a_webhook_are_paired_and_broken_ones_refused()
    {
        var reading = AnyHistory.Read(HistorySeeds.KumaWebhook);
        Assert.Equal(["Shop 2026-05-01T10:00Z 2026-05-01T11:30Z"], reading.Lines());
        Assert.Equal(1, reading.Notices);
        Assert.Equal([HistoryRejection.BrokenLine], reading.Rejected.Select(r => r.Reason));
        Assert.Equal("https://shop.example/", reading.Outages[0].Url);
    }

    /// <summary>
    /// Logs at 1777630000 + 0, 10000 (down 600 s), 20000 (paused 10000 s), 30000 (down, still). 1777630000 is 1 May 2026,
    /// 10:06:40 UTC.
    /// </summary>
    [Fact]
    public void A_paused_monitor_was_not_watching()
    {
        var reading = AnyHistory.Read(HistorySeeds.UptimeRobot);
        Assert.Equal(
            ["Bank site 2026-05-01T12:53:20Z 2026-05-01T13:03:20Z", "Bank site 2026-05-01T18:26:40Z ?"],
            reading.Lines()
        );
        Assert.Equal(["777/2", "777/4"], reading.Outages.Select(o => o.SourceId));
        Assert.Equal([10.0, 15.0], reading.Outages.Select(o => o.ShortestHours * 60));
        Assert.Equal("https://bank.example/login", reading.Outages[0].Url);
        Assert.Equal([HistoryRejection.UnknownState], reading.Rejected.Select(r => r.Reason));
        Assert.Equal(
            [("2026-05-01T10:06:40Z", "2026-05-01T15:40Z"), ("2026-05-01T18:26:40Z", "2026-05-01T18:41:40Z")],
            reading.Watched.Select(w => (w.From.Short(), w.To.Short()))
        );
    }

    /// <summary>Times without zone are the company's: Douala is an hour ahead of UTC.</summary>
    [Fact]
    public void A_table_of_a_monitors_events_gives_its_down_rows()
    {
        var reading = AnyHistory.Read(HistorySeeds.UptimeRobotCsv);
        Assert.Equal(
            [
                "Bank site 2026-05-01T09:00Z 2026-05-01T10:05Z",
                "Bank site 2026-05-02T09:00Z ?",
                "Bank site 2026-05-03T09:00Z 2026-05-03T11:01:30Z",
            ],
            reading.Lines()
        );
        Assert.Equal([HistoryRejection.UnknownState], reading.Rejected.Select(r => r.Reason));
    }

    /// <summary>1777600000 is 1 May 2026, 01:46:40 UTC. The last span ends where the question ended.</summary>
    [Fact]
    public void Spans_of_pingdom_are_outages_and_watched_time()
    {
        var reading = AnyHistory.Read(HistorySeeds.Pingdom, AnyHistory.Context with { Monitor = "Web shop" });
        Assert.Equal(
            ["Web shop 2026-05-01T04:33:20Z 2026-05-01T05:33:20Z", "Web shop 2026-05-01T10:06:40Z ?"],
            reading.Lines()
        );
        Assert.Equal(0.5, reading.Outages[1].ShortestHours);
        Assert.Equal(
            10_000 + 3_600 + 10_000 + 1_800,
            (int)reading.Watched.Sum(w => (w.To - w.From).TotalSeconds)
        );
    }

    [Fact]
    public void Flips_are_paired_in_order_of_time()
    {
        var reading = AnyHistory.Read(HistorySeeds.Healthchecks);
        Assert.Equal(
            [
                "Healthchecks check 2026-05-01T11:00Z 2026-05-01T12:00Z",
                "Healthchecks check 2026-05-02T10:00Z ?",
            ],
            reading.Lines()
        );
        Assert.Equal([HistoryRejection.UnknownState], reading.Rejected.Select(r => r.Reason));
        var watched = Assert.Single(reading.Watched);
        Assert.Equal(("2026-05-01T10:00Z", "2026-05-02T10:00Z"), (watched.From.Short(), watched.To.Short()));
    }

    [Fact]
    public void A_length_in_milliseconds_stands_for_an_end_that_is_missing() =>
        Assert.Equal(
            [
                "StatusCake check 2026-05-01T10:00Z 2026-05-01T10:20Z",
                "StatusCake check 2026-05-02T10:00Z 2026-05-02T10:10Z",
            ],
            AnyHistory.Read(HistorySeeds.StatusCake).Lines()
        );

    /// <summary>
    /// Seconds from 1777600000 (01:46:40): down at 120.5 and 180, up at 240; nothing from 240 to 3900; down at 3960, then nobody
    /// looks until 9000; down at 9060, the last sample. The step is a minute.
    /// </summary>
    [Fact]
    public void A_gap_between_samples_is_no_outage_and_no_watched_time()
    {
        var reading = AnyHistory.Read(HistorySeeds.Prometheus);
        Assert.Equal(
            [
                "shop.example/health 2026-05-01T01:48:40Z 2026-05-01T01:50:40Z",
                "shop.example/health 2026-05-01T02:52:40Z 2026-05-01T02:53:40Z",
                "shop.example/health 2026-05-01T04:17:40Z ?",
            ],
            reading.Lines()
        );
        Assert.Equal([HistoryRejection.NotUpOrDown], reading.Rejected.Select(r => r.Reason));
        Assert.Equal(
            [(59.5, 180.0), (0.0, 5100.0), (0.0, double.PositiveInfinity)],
            reading.Outages.Select(Seconds)
        );
        Assert.Equal([240, 60, 60], reading.Watched.Select(w => (int)(w.To - w.From).TotalSeconds));

        static (double, double) Seconds(ReportedOutage outage) =>
            (Math.Round(outage.ShortestHours * 3600, 6), Math.Round(outage.LongestHours * 3600, 6));
    }

    [Fact]
    public void A_monitor_of_better_stack_keeps_no_secret_of_its_address()
    {
        var reading = AnyHistory.Read(HistorySeeds.BetterStack);
        Assert.Equal(
            ["Home 2026-05-01T10:00Z 2026-05-01T10:07:30Z", "example.com/b 2026-05-02T10:00Z ?"],
            reading.Lines()
        );
        Assert.Equal("https://example.com/a", reading.Outages[0].Url);
        Assert.Equal(0.5, reading.Outages[1].ShortestHours);
        Assert.Equal(ReportedSeverity.Whole, reading.Outages[0].FunctionStopped);
    }
}
