using System.Text.Json;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Sample tables, with counts worked out apart from the importer (samples-tables.json).</summary>
public sealed class TableSamplesTests
{
    public sealed record Sample(
        string File,
        string? Format,
        int Messages,
        int In,
        int Out,
        int Counted,
        int System,
        int Rejected,
        int Contacts,
        string? FirstUtc,
        string? LastUtc,
        string? Refused
    );

    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static TheoryData<string> Files => [.. Expected().Select(sample => sample.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_sample_gives_what_was_counted_by_hand(string file)
    {
        var expected = Expected().Single(sample => sample.File == file);
        var log = SharedFiles.Log(["samples", "messages", .. file.Split('/')]);
        var format = LogFormats.Recognise(LogHead.Of(log).Text);
        Assert.NotNull(format);
        if (expected.Refused is not null)
        {
            Assert.Equal(expected.Refused, Assert.Throws<RiskLensException>(() => format.Read(log)).Problem);
            return;
        }
        var sink = format.Read(log).Sink;
        var found = new Sample(
            file,
            format.Name,
            sink.Messages.Count,
            sink.Messages.Count(message => message.Direction == Direction.In),
            sink.Messages.Count(message => message.Direction == Direction.Out),
            sink.Counts.Count,
            (int)sink.System,
            sink.Rejections.Count,
            sink.Messages.Select(message => message.Contact).Distinct(StringComparer.Ordinal).Count(),
            sink.Messages.MinBy(message => message.UnixMilliseconds)?.Utc,
            sink.Messages.MaxBy(message => message.UnixMilliseconds)?.Utc,
            Refused: null
        );
        Assert.Equal(expected, found);
    }

    private static List<Sample> Expected()
    {
        var path = Path.Combine(
            SharedFiles.Root,
            "tests",
            "RiskLens.Engine.Tests",
            "Messages",
            "samples-tables.json"
        );
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("samples").Deserialize<List<Sample>>(SnakeCase)!;
    }
}
