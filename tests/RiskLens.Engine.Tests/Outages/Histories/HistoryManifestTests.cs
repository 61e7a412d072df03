using System.Text.Json;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Tests.Messages;

namespace RiskLens.Engine.Tests.Outages.Histories;

/// <summary>
/// Every outage history that lies beside the repository is recognised and read as samples.json says; its counts and
/// times were worked out apart from the importer.
/// </summary>
public sealed class HistoryManifestTests
{
    public sealed record Sample(
        string File,
        string Format,
        int Outages,
        int Open,
        int Maintenance,
        int Notices,
        int Rejected,
        int Repaired,
        int Pages,
        string? FirstStart,
        string? LastEnd,
        double Minutes,
        int Windows
    );

    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private static List<Sample> Expected { get; } = ReadManifest();

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Expected.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_history_gives_what_was_counted_apart(int row)
    {
        var expected = Expected[row];
        var reading = Read(expected.File);
        var closed = reading.Outages.Where(o => o.End is not null).ToList();
        var found = new Sample(
            expected.File,
            reading.Format,
            reading.Outages.Count,
            reading.Outages.Count - closed.Count,
            reading.Maintenance,
            reading.Notices,
            reading.Rejected.Count,
            reading.Repaired,
            reading.Pages.Count,
            reading.Outages.Count == 0 ? null : Second(reading.Outages.Min(o => o.Start)),
            closed.Count == 0 ? null : Second(closed.Max(o => o.End!.Value)),
            Math.Round(closed.Sum(o => o.LongestHours * 60), 2),
            reading.Outages.Sum(o => o.Windows.Count)
        );
        Assert.Equal(expected, found);
        Assert.Equal(0, reading.Repeated);
    }

    [Fact]
    public void No_history_is_forgotten()
    {
        var sources = SharedFiles.Path("samples", "outages", "SOURCES.md");
        var samples = Directory
            .EnumerateFiles(Path.GetDirectoryName(sources)!)
            .Where(path => path != sources)
            .Select(path => Path.GetFileName(path)!);
        Assert.Equal(
            samples.Order(StringComparer.Ordinal),
            Expected.Select(sample => sample.File).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>The same post in a weekly archive and in a list of posts is one outage by its id.</summary>
    [Fact]
    public void An_archived_post_has_the_id_and_times_of_the_page()
    {
        var archived = Read("jtprogru_archive_2019W19_atlassian_backdated.json").Outages;
        var served = Read("statuspage_atlassian_archive_2019_2025.json").Outages;
        foreach (var one in archived)
        {
            var same = Assert.Single(served, o => o.SourceId == one.SourceId);
            Assert.Equal((one.Start, one.End, one.Title), (same.Start, same.End, same.Title));
            Assert.Equal(one.Windows, same.Windows);
        }
    }

    [Fact]
    public void Every_number_of_a_reading_keeps_its_bounds()
    {
        foreach (var sample in Expected)
        {
            Assert.All(
                Read(sample.File).Outages,
                outage =>
                {
                    Assert.True(outage.ShortestHours <= outage.LongestHours);
                    Assert.True(outage.End is null || outage.End > outage.Start);
                    Assert.InRange(outage.Title.Length, 0, 200);
                    Assert.DoesNotContain('?', outage.Url ?? "");
                    Assert.All(
                        outage.Windows,
                        window =>
                        {
                            Assert.InRange(window.Quote.Length, 10, 200);
                            Assert.DoesNotContain('<', window.Quote);
                            Assert.True(window.End is null || window.End > window.Start);
                        }
                    );
                }
            );
        }
    }

    private static HistoryReading Read(string file) =>
        HistoryFormats.Read(SharedFiles.Log("samples", "outages", file), AnyHistory.Context);

    private static string Second(DateTimeOffset time) =>
        time.ToUniversalTime()
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static List<Sample> ReadManifest()
    {
        string[] place = ["tests", "RiskLens.Engine.Tests", "Outages", "Histories", "samples.json"];
        using var document = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine([SharedFiles.Root, .. place]))
        );
        return document.RootElement.GetProperty("samples").Deserialize<List<Sample>>(SnakeCase)!;
    }
}
