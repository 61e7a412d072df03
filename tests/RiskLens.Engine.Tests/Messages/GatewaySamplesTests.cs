using System.Text.Json;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Files as programs wrote them, with counts worked out apart from the importer.</summary>
public sealed class GatewaySamplesTests
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
        string? LastUtc
    );

    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Expected().Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_sample_gives_what_was_counted_apart(int row)
    {
        var expected = Expected()[row];
        var log = SharedFiles.Log(["samples", "messages", .. expected.File.Split('/')]);
        var context = AnyLog.Context;
        if (expected.Own is { } own)
            context = context with { OwnAddresses = new HashSet<string>([own], StringComparer.Ordinal) };
        Assert.Equal(expected.Format, LogFormats.Recognise(LogHead.Of(log).Text)?.Name);
        if (expected.Refused is { } problem)
        {
            Assert.Equal(problem, Assert.Throws<RiskLensException>(() => AnyLog.Read(log, context)).Problem);
            return;
        }
        var sink = AnyLog.Read(log, context).Sink;
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
            sink.Messages.MaxBy(message => message.UnixMilliseconds)?.Utc
        );
        Assert.Equal(expected, found);
    }

    [Fact]
    public void An_emoji_written_as_two_halves_is_one_character()
    {
        var log = SharedFiles.Log("samples", "messages", "sms_backup_restore", "forgelink_layout_v10.20.xml");
        Assert.Equal(
            ["Hi & bye", "Ok \U0001F600", "Look"],
            AnyLog.Read(log).Sink.Messages.Select(message => message.Body)
        );
    }

    private static List<Sample> Expected()
    {
        var path = Path.Combine(
            SharedFiles.Root,
            "tests",
            "RiskLens.Engine.Tests",
            "Messages",
            "samples-gateways.json"
        );
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("samples").Deserialize<List<Sample>>(SnakeCase)!;
    }
}
