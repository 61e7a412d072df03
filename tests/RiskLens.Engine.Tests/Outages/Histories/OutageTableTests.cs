using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Tests.Messages;

namespace RiskLens.Engine.Tests.Outages.Histories;

/// <summary>The table that a person keeps. The company is an hour ahead of UTC.</summary>
public sealed class OutageTableTests
{
    private static HistoryReading Reading { get; } = AnyHistory.Read(HistorySeeds.Table);

    [Fact]
    public void Local_times_are_of_the_companys_zone_and_offsets_are_kept() =>
        Assert.Equal(
            [
                "own table 2026-05-01T09:00Z 2026-05-01T11:30Z",
                "own table 2026-05-02T10:00Z ?",
                "own table 2026-05-02T23:00Z 2026-05-03T23:00Z",
                "own table 2026-05-03T23:00Z 2026-05-05T23:00Z",
                "own table 2026-05-07T08:00Z 2026-05-07T09:00Z",
            ],
            Reading.Lines()
        );

    [Fact]
    public void What_cannot_be_read_is_refused_by_its_row() =>
        Assert.Equal(
            [
                new RejectedEntry(5, HistoryRejection.UnreadableStart),
                new RejectedEntry(6, HistoryRejection.EndBeforeStart),
                new RejectedEntry(7, HistoryRejection.UnknownPrecision),
                new RejectedEntry(8, HistoryRejection.UnreadableShare),
            ],
            Reading.Rejected
        );

    [Fact]
    public void Shares_nodes_and_channels_are_the_persons_own()
    {
        var outage = Reading.Outages[0];
        Assert.Equal(("A1", "whatsapp", "Slow, then gone"), (outage.SourceId, outage.Node, outage.Title));
        Assert.Equal(["whatsapp", "messenger"], outage.Components);
        Assert.Equal(new ShareRange(0.4, 0.4), outage.FunctionStopped);
        Assert.Equal(new ShareRange(0.1, 0.2), outage.CustomersStruck);
        Assert.Equal("https://x.example/a", outage.Url);
        Assert.Equal(
            (ReportedSeverity.Partial, "hour"),
            (Reading.Outages[1].FunctionStopped, Reading.Outages[1].Precision)
        );
        Assert.Equal(new ShareRange(0, 1), Reading.Outages[3].FunctionStopped);
        Assert.Equal(new ShareRange(0.5, 0.5), Reading.Outages[3].FunctionStoppedByChannel["whatsapp"]);
        Assert.Equal(new ShareRange(0.5, 0.5), Reading.Outages[3].CustomersStruck);
        Assert.Equal("1778140800/meta/No id", Reading.Outages[4].SourceId);
    }

    /// <summary>Within one day the length is anything up to it; from date to date it is the days between.</summary>
    [Fact]
    public void Dates_alone_are_to_the_day()
    {
        Assert.Equal(["day", "day"], Reading.Outages.Skip(2).Take(2).Select(o => o.Precision));
        Assert.Equal(
            [(0.0, 24.0), (48.0, 48.0)],
            Reading.Outages.Skip(2).Take(2).Select(o => (o.ShortestHours, o.LongestHours))
        );
    }

    /// <summary>No row of it holds a line break.</summary>
    [Fact]
    public void The_shipped_catalogue_reads_as_such_a_table()
    {
        var path = Path.Combine(SharedFiles.Root, "data", "outages", "outages.csv");
        var rows = File.ReadAllLines(path).Length - 1;
        var reading = HistoryFormats.Read(
            new LogSource("outages.csv", 0, () => File.OpenRead(path)),
            AnyHistory.Context
        );
        Assert.Equal("outages-csv", reading.Format);
        Assert.Empty(reading.Rejected);
        Assert.Equal(rows, reading.Outages.Count);
        Assert.Equal("2016-08-31T21:00Z", reading.Outages[0].Start.Short());
        Assert.All(reading.Outages, o => Assert.NotEmpty(o.Node));
    }

    [Theory]
    [InlineData("start;end;title\n01/05/2026 10:00;01/05/2026 11:00;x\n", "2026-05-01T09:00Z")]
    [InlineData("\uFEFFStart UTC\tEnd UTC\n2026-05-01 10:00\t2026-05-01 11:00\n", "2026-05-01T10:00Z")]
    [InlineData("Start,End\r\n\r\n\"2026-05-01T10:00:00Z\",2026-05-01T11:00:00Z\r\n", "2026-05-01T10:00Z")]
    public void Separators_and_names_may_differ(string text, string start) =>
        Assert.Equal(start, Assert.Single(AnyHistory.Read(text).Outages).Start.Short());
}
