using NodaTime;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

public sealed class SignalTests
{
    private static (string Utc, Direction Direction, string Contact, string Body)[] Lines(
        RecordingSink sink
    ) =>
        [.. sink.Messages.Select(message => (message.Utc, message.Direction, message.Contact, message.Body))];

    private static RecordingSink Read<TFormat>(string log, LogContext? context = null)
        where TFormat : ILogFormat
    {
        var format = LogFormats.Recognise(log);
        Assert.IsType<TFormat>(format);
        return format.Read(log, context);
    }

    private static string Row(string date, string sender, string body, string more = "") =>
        $$"""{"date": "{{date}}", "sender": "{{sender}}", "body": "{{body}}", "quote": "", "sticker": null, "reactions": [], "attachments": []{{more}}}""";

    [Fact]
    public void Me_is_out_to_the_only_other_one()
    {
        var sink = Read<SignalExport>(
            Row("2024-03-30T23:58:00.373000", "Me", "a")
                + "\n"
                + Row("2024-03-31T00:58:01", "Aya", "b")
                + "\n"
        );
        Assert.Equal(
            [
                ("2024-03-30T23:58:00.373Z", Direction.Out, "aya", "a"),
                ("2024-03-31T00:58:01Z", Direction.In, "aya", "b"),
            ],
            Lines(sink)
        );
    }

    [Fact]
    public void Calls_and_empty_records_are_system_lines_and_deleted_messages_count()
    {
        var sink = Read<SignalExport>(
            Row("2024-03-30T23:58:00", "Me", "Outgoing call", ", \"call\": true")
                + "\n"
                + Row("2024-03-30T23:58:01", "Aya", "  ")
                + "\n"
                + Row("2024-03-30T23:58:02", "Aya", "", ", \"deleted\": true")
                + "\n"
                + Row("2024-13-30T23:58:02", "Aya", "x")
                + "\n"
        );
        Assert.Equal((2, 1), (sink.System, sink.Messages.Count));
        var rejected = Assert.Single(sink.Rejections);
        Assert.Equal((4, RejectionReason.UnreadableTime), (rejected.Line, rejected.Reason));
    }

    [Fact]
    public void Times_without_a_zone_are_the_companys()
    {
        var log = LogReadings.Source(
            Row("2024-03-31T02:30:00", "Aya", "a") + "\n" + Row("2024-07-01T12:00:00", "Aya", "b") + "\n"
        );
        var context = LogReadings.Context with { Zone = DateTimeZoneProviders.Tzdb["Europe/Paris"] };
        var (sink, reading) = new SignalExport().Read(log, context);
        Assert.Equal(["2024-03-31T01:30:00Z", "2024-07-01T10:00:00Z"], sink.Messages.Select(m => m.Utc));
        Assert.Equal(1, reading.MissingHour);
    }

    [Fact]
    public void A_line_of_another_style_or_without_a_blank_line_before_is_body()
    {
        var sink = Read<SignalChat>(
            "[2024-03-30 23:58:00] Me: How?  \n\n[2024-03-30 23:58:41] Aya: Well!\n[2019-05-29, 15:04] Bob: x\n[2019-05-29 15:04:00] Bob: y\n\n"
                + "[2024-03-31 01:58:00] Me: Missed video call\n\n[2024-03-31 01:59:00] Me: z\n"
        );
        Assert.Equal(
            [
                ("2024-03-30T23:58:00Z", Direction.Out, "aya", "How?"),
                (
                    "2024-03-30T23:58:41Z",
                    Direction.In,
                    "aya",
                    "Well!\n[2019-05-29, 15:04] Bob: x\n[2019-05-29 15:04:00] Bob: y"
                ),
                ("2024-03-31T01:59:00Z", Direction.Out, "aya", "z"),
            ],
            Lines(sink)
        );
        Assert.Equal(1, sink.System);
    }

    [Fact]
    public void The_older_style_has_minutes_and_no_blank_lines()
    {
        var sink = Read<SignalChat>("[2019-05-29, 15:04] Me: How?\n[2019-05-29, 15:05] Aya: a\nb\n");
        Assert.Equal(
            [
                ("2019-05-29T15:04:00Z", Direction.Out, "aya", "How?"),
                ("2019-05-29T15:05:00Z", Direction.In, "aya", "a\nb"),
            ],
            Lines(sink)
        );
    }

    [Fact]
    public void Equal_lines_of_a_file_written_twice_stay_counted()
    {
        const string Once = "[2024-03-30 23:58:00] Me: a\n\n[2024-03-30 23:58:41] Aya: b\n\n";
        Assert.Equal(4, Read<SignalChat>(Once + Once).Messages.Count);
    }

    [Fact]
    public void The_short_text_of_sigtop_has_you_and_details()
    {
        var sink = Read<SignalChat>(
            "2024-03-30 23:58 Aya B: [reply to You on 2024-03-30 23:50, 2 attachments] x\nmore\n2024-03-30 23:59 You: y\n2024-03-31 00:01 Aya B: [keychange message]\n"
        );
        Assert.Equal(
            [
                (
                    "2024-03-30T23:58:00Z",
                    Direction.In,
                    "aya b",
                    "[reply to You on 2024-03-30 23:50, 2 attachments] x\nmore"
                ),
                ("2024-03-30T23:59:00Z", Direction.Out, "aya b", "y"),
            ],
            Lines(sink)
        );
        Assert.Equal(1, sink.System);
    }

    [Theory]
    [InlineData("2024-12-31 21:05 - Ann: Hej\n2024-12-31 21:06 - You: Hej\n")]
    [InlineData("[2024-12-31 21:05:09] Ann: \u200EMeddelanden\r\n[2024-12-31 21:06:09] Me: Hej\r\n")]
    [InlineData("[2024-12-31 21:05:09] Ann: Hej\r\n[2024-12-31 21:06:09] Bo: Hej\r\n")]
    [InlineData("[2018/06/13, 21:25:15] Ann: a\n")]
    [InlineData("2024-12-31 21:05 ERROR: disk full\n")]
    public void What_whatsapp_or_a_program_writes_is_not_taken(string log) =>
        Assert.False(new SignalChat().Recognises(log));

    [Fact]
    public void The_text_of_sigtop_is_cut_at_its_fields()
    {
        var sink = Read<SignalText>(
            "Conversation: Aya (+237699001122)\n\nFrom: Aya (+237699001122)\nType: incoming\nSent: Sat, 30 Mar 2024 23:58:41 +0100\nReceived: Sat, 30 Mar 2024 23:58:42 +0100\nReaction: x from Bob\n\n> From: You\n>\n> q\n\nbody\n\nFrom: nobody\nstill body\n\n"
                + "From: You\nType: outgoing\nSent: Sun, 31 Mar 2024 03:58:41 +0200\n\nout\n\n"
                + "Type: keychange\nSent: Sun, 31 Mar 2024 03:58:41 +0200\n\n"
                + "From: Aya (+237699001122)\nType: incoming\nSent: unknown\n\n"
        );
        Assert.Equal(
            [
                (
                    "2024-03-30T22:58:41Z",
                    Direction.In,
                    "+237699001122",
                    "> From: You\n>\n> q\n\nbody\n\nFrom: nobody\nstill body"
                ),
                ("2024-03-31T01:58:41Z", Direction.Out, "+237699001122", "out"),
            ],
            Lines(sink)
        );
        Assert.Equal(1, sink.System);
        var rejected = Assert.Single(sink.Rejections);
        Assert.Equal((27, RejectionReason.UnreadableTime), (rejected.Line, rejected.Reason));
    }

    [Fact]
    public void Rows_of_the_desktop_app_are_told_apart_by_conversation()
    {
        var sink = Read<SignalDesktop>(
            """
            [
            {"type":"outgoing","conversationId":"c","sent_at":1700000000000,"received_at":1,"body":"a"},
            {"type":"incoming","conversationId":"c","source":"+237699001122","sourceServiceId":"s","sent_at":1700000001000,"received_at":2,"body":"b"},
            {"type":"incoming","conversationId":"g","sourceServiceId":"S1","sent_at":1700000002000,"body":"c"},
            {"type":"incoming","conversationId":"g","sourceServiceId":"S2","sent_at":1700000003000,"body":"d"},
            {"type":"outgoing","conversationId":"g","sent_at":1700000004000,"body":"e"},
            {"type":"outgoing","conversationId":"n","sent_at":1700000005000,"body":"f"},
            {"type":"call-history","conversationId":"n","sent_at":1700000005000},
            {"type":"incoming","conversationId":"n","flags":2,"expirationTimerUpdate":{"expireTimer":1},"sent_at":1700000005000}
            ]
            """
        );
        Assert.Equal(
            [
                ("2023-11-14T22:13:20Z", Direction.Out, "+237699001122", "a"),
                ("2023-11-14T22:13:21Z", Direction.In, "+237699001122", "b"),
                ("2023-11-14T22:13:22Z", Direction.In, "s1", "c"),
                ("2023-11-14T22:13:23Z", Direction.In, "s2", "d"),
                ("2023-11-14T22:13:24Z", Direction.Out, "group", "e"),
                ("2023-11-14T22:13:25Z", Direction.Out, "n", "f"),
            ],
            Lines(sink)
        );
        Assert.Equal(2, sink.System);
    }

    private static string Envelope(string content) =>
        $$"""{"envelope":{"source":"x","sourceNumber":"+237699001122","sourceUuid":"u","timestamp":1700000000123,{{content}}},"account":"+237600000001"}""";

    [Theory]
    [InlineData(
        """
            "dataMessage":{"timestamp":1700000000123,"message":"x"}
            """,
        Direction.In
    )]
    [InlineData(
        """
            "dataMessage":{"timestamp":1700000000123,"message":null,"attachments":[{"id":"a"}]}
            """,
        Direction.In
    )]
    [InlineData(
        """
            "dataMessage":{"timestamp":1700000000123,"message":null,"viewOnce":true}
            """,
        Direction.In
    )]
    [InlineData(
        """
            "syncMessage":{"sentMessage":{"destinationNumber":"+237699001133","timestamp":1700000000123,"message":"x"}}
            """,
        Direction.Out
    )]
    public void An_envelope_with_content_is_a_message(string content, Direction direction)
    {
        var message = Assert.Single(Read<SignalCli>(Envelope(content.Trim()) + "\n{}\n").Messages);
        Assert.Equal(
            (
                1_700_000_000_123,
                direction,
                direction == Direction.In ? "+237699001122" : "+237699001133",
                "+237600000001"
            ),
            (message.UnixMilliseconds, message.Direction, message.Contact, message.Account)
        );
    }

    [Theory]
    [InlineData(
        """
            "dataMessage":{"timestamp":1,"message":null,"reaction":{"emoji":"x"}}
            """
    )]
    [InlineData(
        """
            "dataMessage":{"timestamp":1,"message":null,"remoteDelete":{"timestamp":1}}
            """
    )]
    [InlineData(
        """
            "dataMessage":{"timestamp":1,"message":null,"groupInfo":{"type":"UPDATE"}}
            """
    )]
    [InlineData(
        """
            "dataMessage":{"timestamp":1,"message":null,"isExpirationUpdate":true}
            """
    )]
    [InlineData(
        """
            "editMessage":{"targetSentTimestamp":1,"dataMessage":{"message":"x"}}
            """
    )]
    [InlineData(
        """
            "receiptMessage":{"when":1,"isRead":true,"timestamps":[1]}
            """
    )]
    [InlineData(
        """
            "typingMessage":{"action":"STARTED","timestamp":1}
            """
    )]
    [InlineData(
        """
            "callMessage":{}
            """
    )]
    public void An_envelope_without_content_is_a_system_line(string content)
    {
        var sink = Read<SignalCli>(
            Envelope(content.Trim()) + "\n{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":1}\n"
        );
        Assert.Equal((2, 2), (sink.System, sink.Total));
    }
}
