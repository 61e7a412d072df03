using System.Text.Json;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>
/// Every sample that lies beside the repository is recognised and read, or refused, as samples.json says; its counts
/// and times were worked out apart from the importer.
/// </summary>
public sealed class SampleManifestTests
{
    public sealed record Sample(
        string File,
        string Format,
        string? Refused,
        string? Own,
        int Messages,
        int In,
        int Out,
        int Counted,
        int System,
        int Rejected,
        int Contacts,
        string? FirstUtc,
        string? LastUtc,
        string? Order,
        bool? Ambiguous,
        long? SumUnixSeconds
    );

    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private static List<Sample> Expected { get; } = ReadManifest();

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Expected.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_sample_gives_what_was_counted_apart(int row)
    {
        var expected = Expected[row];
        var log = SharedFiles.Log(["samples", "messages", .. expected.File.Split('/')]);
        Assert.Equal(expected.Format, LogFormats.Recognise(LogHead.Of(log).Text)?.Name);
        var context = AnyLog.Context;
        if (expected.Own is { } own)
            context = context with { OwnAddresses = new HashSet<string>([own], StringComparer.Ordinal) };
        if (expected.Refused is { } problem)
        {
            Assert.Equal(problem, Assert.Throws<RiskLensException>(() => AnyLog.Read(log, context)).Problem);
            return;
        }
        var (_, sink, reading) = AnyLog.Read(log, context);
        var found = new Sample(
            expected.File,
            expected.Format,
            Refused: null,
            expected.Own,
            sink.Messages.Count,
            sink.Messages.Count(message => message.Direction == Direction.In),
            sink.Messages.Count(message => message.Direction == Direction.Out),
            sink.Counts.Count,
            (int)sink.System,
            sink.Rejections.Count,
            sink.Messages.Select(message => message.Contact).Distinct(StringComparer.Ordinal).Count(),
            sink.Messages.MinBy(message => message.UnixMilliseconds)?.Utc,
            sink.Messages.MaxBy(message => message.UnixMilliseconds)?.Utc,
            expected.Order is null ? null : reading.DateOrder.ToString(),
            expected.Ambiguous is null ? null : reading.DateOrderAmbiguous,
            expected.SumUnixSeconds is null
                ? null
                : sink.Messages.Sum(message => message.UnixMilliseconds / 1000)
        );
        Assert.Equal(expected, found);
    }

    [Fact]
    public void No_sample_is_forgotten()
    {
        var sources = SharedFiles.Path("samples", "messages", "SOURCES.md");
        var folder = Path.GetDirectoryName(sources)!;
        var samples = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => path != sources)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));
        Assert.Equal(
            samples.Order(StringComparer.Ordinal),
            Expected
                .Select(sample => sample.File)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );
    }

    private static List<Sample> ReadManifest()
    {
        string[] place = ["tests", "RiskLens.Engine.Tests", "Messages", "samples.json"];
        using var document = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine([SharedFiles.Root, .. place]))
        );
        return document.RootElement.GetProperty("samples").Deserialize<List<Sample>>(SnakeCase)!;
    }
}
