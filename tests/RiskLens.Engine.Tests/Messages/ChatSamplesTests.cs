using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Samples of chat formats, with counts worked out apart from the importer.</summary>
public sealed class ChatSamplesTests
{
    public sealed record Sample(
        string File,
        string Format,
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

    private static readonly string[] Own =
    [
        "whatsapp-cloud",
        "telegram",
        "messenger",
        "instagram",
        "signal-export",
        "signal-chat",
        "signal-cli",
        "sigtop-json",
        "sigtop-text",
        "html",
    ];

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
            sink.Messages.MaxBy(message => message.UnixMilliseconds)?.Utc
        );
        Assert.Equal(expected, found);
    }

    [Fact]
    public void No_sample_of_another_kind_is_taken_for_a_chat()
    {
        var folder = Path.Combine(SharedFiles.Root, "..", "shared", "samples", "messages");
        if (!Directory.Exists(folder))
            Assert.Skip("The reference files are not beside the repository.");
        var known = Expected().Select(sample => sample.File).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var file = Path.GetRelativePath(folder, path).Replace('\\', '/');
            var log = new LogSource(file, new FileInfo(path).Length, () => File.OpenRead(path));
            if (known.Contains(file) || LogHead.Of(log, out _) is not { } head)
                continue;
            var claims = LogFormats
                .All.Where(format =>
                    Own.Contains(format.Name, StringComparer.Ordinal) && format.Recognises(head.Text)
                )
                .Select(format => format.Name);
            Assert.True(!claims.Any(), $"{file}: {string.Join(", ", claims)}");
        }
    }

    private static List<Sample> Expected()
    {
        var path = Path.Combine(
            SharedFiles.Root,
            "tests",
            "RiskLens.Engine.Tests",
            "Messages",
            "samples-chats.json"
        );
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("samples").Deserialize<List<Sample>>(SnakeCase)!;
    }
}
