using System.IO.Compression;
using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

public sealed class MetaThreadsTests
{
    /// <summary>A thread as the download writes it: each byte of the UTF-8 as a character of its own.</summary>
    private static string Thread(
        string title,
        string[] participants,
        params (string Sender, string Text)[] messages
    )
    {
        static string Names(IEnumerable<string> names) =>
            string.Join(',', names.Select(name => $$"""{"name":"{{Bytes(name)}}"}"""));
        var lines = messages.Select(
            (message, at) =>
                $$"""{"sender_name":"{{Bytes(message.Sender)}}","timestamp_ms":{{1_700_000_000_000 - (at * 1000)}},"content":"{{Bytes(message.Text)}}","type":"Generic"}"""
        );
        return $$"""{"participants":[{{Names(participants)}}],"messages":[{{string.Join(',', lines)}}],"title":"{{Bytes(title)}}","thread_path":"inbox/{{Bytes(title)}}_1"}""";
    }

    private static string Bytes(string text) =>
        string.Concat(
            Encoding.UTF8.GetBytes(text).Select(one => one < 0x80 ? ((char)one).ToString() : $"\\u{one:x4}")
        );

    private static (Direction, string)[] Sides(RecordingSink sink) =>
        [.. sink.Messages.Select(message => (message.Direction, message.Contact))];

    private static RecordingSink Read(string log, string? ownName = null)
    {
        Assert.IsType<MessengerExport>(LogFormats.Recognise(log));
        return new MessengerExport().Read(log, LogReadings.Context with { OwnName = ownName });
    }

    [Fact]
    public void The_title_is_the_other_person()
    {
        var sink = Read(Thread("Jóska", ["Jóska", "Bank"], ("Bank", "szia 😀"), ("Jóska", "ő")));
        Assert.Equal([(Direction.Out, "jóska"), (Direction.In, "jóska")], Sides(sink));
        Assert.Equal(["szia 😀", "ő"], sink.Messages.Select(message => message.Body));
        Assert.Equal("2023-11-14T22:13:20Z", sink.Messages[0].Utc);
    }

    [Fact]
    public void The_name_of_the_company_goes_before_the_title()
    {
        var log = Thread("Bank", ["Jóska", "Bank"], ("Bank", "a"), ("Jóska", "b"));
        Assert.Equal([(Direction.Out, "jóska"), (Direction.In, "jóska")], Sides(Read(log, "BANK")));
    }

    [Fact]
    public void In_a_group_of_unknown_sides_all_are_customers()
    {
        var log = Thread("Friends", ["A", "B", "C"], ("A", "a"), ("B", "b"));
        Assert.Equal([(Direction.In, "a"), (Direction.In, "b")], Sides(Read(log)));
        Assert.Equal([(Direction.Out, "group"), (Direction.In, "b")], Sides(Read(log, "a")));
    }

    [Fact]
    public void Text_that_is_written_as_it_should_be_stays_as_it_is()
    {
        var sink = Read(
            """
            {"participants":["Me","Änn"],"threadName":"Änn_40","messages":[{"isUnsent":false,"media":[],"reactions":[],"senderName":"Änn","text":"é😀","timestamp":1700000000123,"type":"text"},{"senderName":"Me","text":"","timestamp":1700000000456,"type":"media","media":[{"uri":"x"}]}]}
            """
        );
        Assert.Equal([(Direction.In, "änn"), (Direction.Out, "änn")], Sides(sink));
        Assert.Equal(("é😀", "2023-11-14T22:13:20.123Z"), (sink.Messages[0].Body, sink.Messages[0].Utc));
    }

    [Theory]
    [InlineData("é", "é")]
    [InlineData("Ã©", "é")]
    [InlineData("Ã", "Ã")]
    [InlineData("Ã©€", "Ã©€")]
    [InlineData("plain", "plain")]
    public void Only_what_the_bytes_of_utf8_make_is_repaired(string written, string text)
    {
        var log =
            $$"""{"participants":[],"messages":[{"sender_name":"A","timestamp_ms":1700000000000,"content":"{{written}}"}]}""";
        Assert.Equal(text, Assert.Single(Read(log).Messages).Body);
    }

    [Theory]
    [InlineData("Reacted 😂 to your message ")]
    [InlineData("Liked a message")]
    [InlineData("A réagi ❤ à votre message")]
    [InlineData("Reaccionó con 👍 a tu mensaje")]
    [InlineData("Reagiu com 😮 à sua mensagem")]
    [InlineData("Hat mit ❤️ auf deine Nachricht reagiert")]
    [InlineData("Ezzel reagált az üzenetedre: 😆")]
    public void A_line_that_only_tells_of_a_reaction_is_a_system_line(string text)
    {
        var sink = Read(Thread("A", ["A", "B"], ("A", text)));
        Assert.Equal((1, 0), (sink.System, sink.Messages.Count));
    }

    [Theory]
    [InlineData("Reacted badly to your message")]
    [InlineData("She liked a message of mine")]
    [InlineData("Reacted to your message")]
    public void What_people_write_about_reactions_is_a_message(string text) =>
        Assert.Single(Read(Thread("A", ["A", "B"], ("A", text))).Messages);

    [Fact]
    public void Calls_are_system_lines_and_what_was_taken_back_is_a_message()
    {
        var sink = Read(
            """
            {"participants":[{"name":"A"},{"name":"B"}],"messages":[
            {"sender_name":"A","timestamp_ms":1700000000000,"type":"Call","call_duration":0,"missed":true},
            {"sender_name":"A","timestamp_ms":1700000000000,"content":"A called you.","call_duration":5},
            {"sender_name":"A","timestamp_ms":1700000000000,"is_unsent":true},
            {"sender_name":"A","timestamp_ms":1700000000000,"photos":[{"uri":"x"}]},
            {"sender_name":"A","content":"x"},
            7]}
            """
        );
        Assert.Equal((2, 2), (sink.System, sink.Messages.Count));
        Assert.Equal(
            [(5, RejectionReason.NoTime), (6, RejectionReason.UnknownRecord)],
            sink.Rejections.Select(rejected => ((int)rejected.Line, rejected.Reason))
        );
    }

    [Fact]
    public void The_one_who_takes_part_in_every_thread_of_a_download_is_the_company()
    {
        var log = Unwrap(
            ("x/messages/inbox/a_1/message_1.json", Thread("A", ["A", "Bank"], ("A", "1"), ("Bank", "2"))),
            ("x/messages/inbox/a_1/message_2.json", "\uFEFF" + Thread("A", ["A", "Bank"], ("A", "3"))),
            (
                "x/messages/archived_threads/g_2/message_1.json",
                Thread("G", ["A", "B", "Bank"], ("Bank", "4"), ("B", "5"))
            ),
            ("x/messages/message_requests/c_3/message_1.json", Thread("Bank", ["C", "Bank"], ("Bank", "6"))),
            ("x/messages/inbox/a_1/photos/1.jpg", "JFIF"),
            ("x/your_topics.json", "{}"),
            ("../../etc/passwd_1.json", "{\"participants\":3}")
        );
        Assert.Equal(3, log.OtherFiles);
        var source = Assert.Single(log.Logs);
        var format = LogFormats.Recognise(LogHead.Of(source).Text);
        Assert.IsType<MessengerExport>(format);
        var sink = format.Read(source).Sink;
        Assert.Equal(
            [
                (Direction.In, "a"),
                (Direction.Out, "a"),
                (Direction.In, "a"),
                (Direction.Out, "group"),
                (Direction.In, "b"),
                (Direction.Out, "c"),
            ],
            Sides(sink)
        );
        Assert.Empty(sink.Rejections);
    }

    [Fact]
    public void A_download_of_instagram_is_told_by_its_folder()
    {
        var log = Unwrap(
            ("your_instagram_activity/messages/inbox/a_1/message_1.json", Thread("A", ["A", "B"], ("A", "1")))
        );
        Assert.IsType<InstagramExport>(LogFormats.Recognise(LogHead.Of(Assert.Single(log.Logs)).Text));
    }

    [Fact]
    public void An_encrypted_chats_download_is_joined_by_what_its_files_hold()
    {
        const string Ann =
            """{"participants":["Bank","Ann"],"threadName":"Ann_1","messages":[{"senderName":"Bank","text":"x","timestamp":1700000000000}]}""";
        var log = Unwrap(
            ("Ann_1.json", Ann),
            ("Bob_2.json", Ann.Replace("Ann", "Bob", StringComparison.Ordinal)),
            ("media/x_3.json", "[1]")
        );
        var sink = new MessengerExport().Read(Assert.Single(log.Logs)).Sink;
        Assert.Equal([(Direction.Out, "ann"), (Direction.Out, "bob")], Sides(sink));
    }

    [Fact]
    public void Thousands_of_threads_are_one_log()
    {
        var files = Enumerable
            .Range(0, 3000)
            .Select(at =>
                (
                    $"messages/inbox/p{at}_1/message_1.json",
                    Thread($"P{at}", [$"P{at}", "Bank"], ($"P{at}", "x"), ("Bank", "y"))
                )
            )
            .ToArray();
        var sink = new MessengerExport().Read(Assert.Single(Unwrap(files).Logs)).Sink;
        Assert.Equal(
            (3000, 3000),
            (
                sink.Messages.Count(m => m.Direction == Direction.Out),
                sink.Messages.Select(m => m.Contact).Distinct(StringComparer.Ordinal).Count()
            )
        );
    }

    [Fact]
    public void Web_pages_are_refused_with_the_way_out()
    {
        var alone = Assert.Throws<RiskLensException>(() =>
            new MetaHtml().Read("<html><body>x</body></html>")
        );
        var packed = Assert.Throws<RiskLensException>(() =>
            Unwrap(("messages/inbox/a_1/message_1.html", "<html></html>"))
        );
        Assert.Contains("JSON", alone.Remedy, StringComparison.Ordinal);
        Assert.Equal(alone.Remedy, packed.Remedy);
    }

    private static LogContents Unwrap(params (string Name, string Text)[] entries)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        var packed = bytes.ToArray();
        return LogContainer.Contents(
            "download.zip",
            packed.Length,
            () => new MemoryStream(packed, writable: false)
        );
    }
}
