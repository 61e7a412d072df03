using System.Text;
using NodaTime;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

public sealed class TelegramExportTests
{
    private static LogContext Named(string name) => LogReadings.Context with { OwnName = name };

    private static RecordingSink Read(string log, LogContext? context = null)
    {
        Assert.IsType<TelegramExport>(LogFormats.Recognise(log));
        return new TelegramExport().Read(log, context);
    }

    private static string Message(string from, string fromId, int id, string text = "\"x\"") =>
        $$"""{"id":{{id}},"type":"message","date":"2023-11-14T22:13:20","date_unixtime":"{{1_700_000_000 + id}}","from":{{from}},"from_id":{{fromId}},"text":{{text}}}""";

    private static string Chat(string type, string name, long id, params string[] messages) =>
        $$"""{"name":{{name}},"type":"{{type}}","id":{{id}},"messages":[{{string.Join(',', messages)}}]}""";

    private static (Direction, string, string)[] Sides(RecordingSink sink) =>
        [.. sink.Messages.Select(message => (message.Direction, message.Contact, message.Id))];

    [Fact]
    public void In_a_private_chat_the_one_whose_id_the_chat_bears_is_the_customer()
    {
        var sink = Read(
            Chat(
                "personal_chat",
                "\"Ann\"",
                7,
                Message("\"Ann\"", "\"user7\"", 1),
                Message("\"Me\"", "\"user42\"", 2),
                Message("null", "\"user7\"", 3)
            )
        );
        Assert.Equal(
            [
                (Direction.In, "telegram:user7", "7/1"),
                (Direction.Out, "telegram:user7", "7/2"),
                (Direction.In, "telegram:user7", "7/3"),
            ],
            Sides(sink)
        );
    }

    [Fact]
    public void The_plain_numbers_of_old_files_are_the_same_contacts()
    {
        var sink = Read(
            Chat("personal_chat", "\"Ann\"", 7, Message("\"Ann\"", "7", 1), Message("\"Me\"", "42", 2))
        );
        Assert.Equal(
            [(Direction.In, "telegram:user7", "7/1"), (Direction.Out, "telegram:user7", "7/2")],
            Sides(sink)
        );
    }

    [Fact]
    public void A_private_chat_without_ids_goes_by_the_names()
    {
        var sink = Read(
            """
            {"name":"Ann","type":"personal_chat","messages":[{"type":"message","date_unixtime":"1700000000","from":"Ann","text":"x"},{"type":"message","date_unixtime":"1700000001","from":"Me","text":"x"}]}
            """
        );
        Assert.Equal([(Direction.In, "ann", ""), (Direction.Out, "ann", "")], Sides(sink));
    }

    [Fact]
    public void In_a_group_the_author_is_the_contact()
    {
        var messages = new[]
        {
            Message("\"Ann\"", "\"user7\"", 1),
            Message("\"The Bank\"", "\"user42\"", 2),
            Message("\"Help\"", "\"channel9\"", 3),
        };
        var sink = Read(Chat("private_supergroup", "\"Help\"", 9, messages), Named("the bank"));
        Assert.Equal(
            [
                (Direction.In, "telegram:user7", "9/1"),
                (Direction.Out, "group", "9/2"),
                (Direction.Out, "group", "9/3"),
            ],
            Sides(sink)
        );
    }

    [Fact]
    public void A_chat_exported_by_a_customer_is_told_by_the_name_of_the_company()
    {
        var sink = Read(
            Chat(
                "bot_chat",
                "\"Bank\"",
                9,
                Message("\"Me\"", "\"user42\"", 1),
                Message("\"Bank\"", "\"user9\"", 2)
            ),
            Named("Bank")
        );
        Assert.Equal(
            [(Direction.In, "telegram:user42", "9/1"), (Direction.Out, "telegram:user42", "9/2")],
            Sides(sink)
        );
    }

    [Fact]
    public void A_whole_account_has_its_own_user_id_and_the_chats_that_it_left()
    {
        var log =
            "{\"about\":\"x\",\"personal_information\":{\"user_id\":42},\"contacts\":{\"list\":[{\"first_name\":\"Ann\",\"date\":\"2020-01-01T00:00:00\"}]},\"chats\":{\"about\":\"\",\"list\":["
            + Chat(
                "personal_chat",
                "null",
                7,
                Message("null", "\"user7\"", 1),
                Message("\"Me\"", "\"user42\"", 2)
            )
            + ","
            + """{"type":"saved_messages","id":42,"messages":["""
            + Message("\"Me\"", "\"user42\"", 3)
            + "]},"
            + Chat("verification_codes", "null", 1, Message("\"Telegram\"", "\"user777000\"", 4))
            + "]},\"left_chats\":{\"list\":["
            + Chat(
                "private_group",
                "\"G\"",
                5,
                Message("\"Me\"", "\"user42\"", 5),
                Message("\"Bob\"", "\"user8\"", 6)
            )
            + "]}}";
        var sink = Read(log);
        Assert.Equal(
            [
                (Direction.In, "telegram:user7", "7/1"),
                (Direction.Out, "telegram:user7", "7/2"),
                (Direction.Out, "group", "5/5"),
                (Direction.In, "telegram:user8", "5/6"),
            ],
            Sides(sink)
        );
        Assert.Equal(2, sink.System);
    }

    [Fact]
    public void Service_messages_are_system_lines()
    {
        var sink = Read(
            """
            {"name":"Ann","type":"personal_chat","id":7,"messages":[{"id":1,"type":"service","date":"2023-11-14T22:13:20","date_unixtime":"1700000000","actor":"Ann","actor_id":"user7","action":"phone_call","text":""}]}
            """
        );
        Assert.Equal((1, 0), (sink.System, sink.Messages.Count));
    }

    [Fact]
    public void A_text_of_parts_is_put_together()
    {
        var log = Chat(
            "personal_chat",
            "\"Ann\"",
            7,
            Message("\"Ann\"", "\"user7\"", 1, """["a ",{"type":"bold","text":"b"}," c"]""")
        );
        Assert.Equal("a b c", Assert.Single(Read(log).Messages).Body);
    }

    [Fact]
    public void Control_characters_that_are_no_json_are_read_as_what_they_were()
    {
        var log = Chat(
            "personal_chat",
            "\"A\\x0Bn\"",
            7,
            Message("\"Ann\"", "\"user7\"", 1, "\"a\\x0Bb\\\\x41\\n\\\"\\u00e9\"")
        );
        Assert.Equal("a\vb\\x41\n\"é", Assert.Single(Read(log).Messages).Body);
    }

    [Fact]
    public void The_repair_does_not_depend_on_where_the_reading_was_cut()
    {
        var log = Encoding.UTF8.GetBytes(
            Chat(
                "personal_chat",
                "\"Ann\"",
                7,
                Message("\"Ann\"", "\"user7\"", 1, "\"x\\x0B\\\\x41\\\\\\x1f\\n\"")
            )
        );
        for (var piece = 1; piece < 12; piece++)
        {
            var size = piece;
            var source = new LogSource("log", log.Length, () => new Dripping(log, size));
            Assert.Equal(
                "x\v\\x41\\\u001f\n",
                Assert.Single(new TelegramExport().Read(source).Sink.Messages).Body
            );
        }
    }

    /// <summary>Gives its bytes in pieces of a few, so that every escape is cut somewhere.</summary>
    private sealed class Dripping(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, piece));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);
    }

    [Fact]
    public void Without_unix_time_the_date_is_the_wall_clock_of_the_companys_zone()
    {
        const string Log = """
            {"name":"Ann","type":"personal_chat","id":7,"messages":[
            {"id":1,"type":"message","date":"2023-07-01T12:00:00","from":"Ann","from_id":"user7","text":""},
            {"id":2,"type":"message","date":"2023-10-29T02:30:00","from":"Ann","from_id":"user7","text":""},
            {"id":3,"type":"message","date":"2023-03-26T02:30:00","from":"Ann","from_id":"user7","text":""},
            {"id":4,"type":"message","date":"2023-02-30T02:30:00","from":"Ann","from_id":"user7","text":""}]}
            """;
        var (sink, reading) = new TelegramExport().Read(
            LogReadings.Source(Log),
            LogReadings.Context with
            {
                Zone = DateTimeZoneProviders.Tzdb["Europe/Paris"],
            }
        );
        Assert.Equal(
            ["2023-07-01T10:00:00Z", "2023-10-29T00:30:00Z", "2023-03-26T01:30:00Z"],
            sink.Messages.Select(message => message.Utc)
        );
        Assert.Equal((1, 1), (reading.RepeatedHour, reading.MissingHour));
        var rejected = Assert.Single(sink.Rejections);
        Assert.Equal((4, RejectionReason.UnreadableTime), (rejected.Line, rejected.Reason));
    }
}
