using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

public sealed class SmsBackupTests
{
    /// <summary>2023-11-14T22:13:20Z.</summary>
    private const string Moment = "1700000000000";

    [Fact]
    public void An_emoji_written_as_two_halves_is_one_character()
    {
        var log = SharedFiles.Log("samples", "messages", "sms_backup_restore", "forgelink_layout_v10.20.xml");
        Assert.Equal(
            ["Hi & bye", "Ok \U0001F600", "Look"],
            AnyLog.Read(log).Sink.Messages.Select(message => message.Body)
        );
    }

    [Fact]
    public void A_box_says_who_wrote_and_what_was_never_sent()
    {
        var boxes = Enumerable
            .Range(1, 7)
            .Select(box =>
                $"<sms address=\"+2376990011{box}0\" date=\"{Moment}\" type=\"{box}\" body=\"x\" status=\"-1\"/>"
            );
        var read = AnyLog.Read($"<smses count=\"1\">{string.Concat(boxes)}</smses>");
        Assert.Equal("sms-backup-restore", read.Format);
        Assert.Equal(
            [
                ("+237699001110", Direction.In, false),
                ("+237699001120", Direction.Out, false),
                ("+237699001150", Direction.Out, true),
            ],
            read.Sink.Messages.Select(message => (message.Contact, message.Direction, message.Failed))
        );
        Assert.All(read.Sink.Messages, message => Assert.Equal("2023-11-14T22:13:20Z", message.Utc));
        Assert.Equal(3, read.Sink.System);
        Assert.Equal([RejectionReason.UnknownDirection], read.Sink.Rejections.Select(one => one.Reason));
    }

    [Fact]
    public void A_sent_message_that_the_network_gave_back_is_a_failure()
    {
        var read = AnyLog.Read(
            $"<smses><sms address=\"1234567\" date=\"{Moment}\" type=\"2\" status=\"64\"/>"
                + $"<sms address=\"1234567\" date=\"{Moment}\" type=\"2\" status=\"0\"/></smses>"
        );
        Assert.Equal([true, false], read.Sink.Messages.Select(message => message.Failed));
    }

    [Fact]
    public void Calls_are_no_messages()
    {
        var read = AnyLog.Read(
            $"<?xml version='1.0'?><!-- 5 > 4 --><calls count=\"2\"><call number=\"1\" date=\"{Moment}\" type=\"1\"/>\n<call/></calls>"
        );
        Assert.Equal(2, read.Sink.System);
        Assert.Equal(2, read.Sink.Total);
    }

    [Fact]
    public void The_word_null_is_nothing()
    {
        var read = AnyLog.Read(
            $"<smses>\n<sms address=\"null\" date=\"{Moment}\" type=\"1\"/>\n<sms address=\"7654321\" date=\"null\" type=\"1\"/></smses>"
        );
        Assert.Equal(
            [new Rejected(2, RejectionReason.NoContact), new Rejected(3, RejectionReason.NoTime)],
            read.Sink.Rejections
        );
    }

    [Fact]
    public void A_group_message_is_its_senders_or_goes_to_the_first_of_the_group()
    {
        const string Parts =
            "<parts><part ct=\"application/smil\" text=\"no\"/><part ct=\"text/plain\" text=\"a\"/><part ct=\"text/plain\" text=\"b\"/></parts>";
        const string Addresses =
            "<addrs><addr address=\"+33612345678\" type=\"137\"/><addr address=\"+237699001122\" type=\"151\"/></addrs>";
        var read = AnyLog.Read(
            $"<smses><mms date=\"{Moment}\" msg_box=\"1\" address=\"+237699001122~+33612345678\">{Parts}{Addresses}</mms>"
                + $"<mms date=\"{Moment}\" msg_box=\"2\" address=\"insert-address-token~+237699001122~+33612345678\">{Parts}{Addresses}</mms>"
                + $"<mms date=\"{Moment}\" msg_box=\"3\" address=\"+237699001122\"/>"
                + $"<sms address=\"+237699001122\" date=\"{Moment}\" type=\"1\"/></smses>"
        );
        Assert.Equal(
            [
                ("+33612345678", Direction.In, "ab"),
                ("+237699001122", Direction.Out, "ab"),
                ("+237699001122", Direction.In, ""),
            ],
            read.Sink.Messages.Select(message => (message.Contact, message.Direction, message.Body))
        );
        Assert.Equal(1, read.Sink.System);
    }

    [Theory]
    [InlineData("<!DOCTYPE smses [<!ENTITY a \"b\">]><smses><sms body=\"&a;\"/></smses>")]
    [InlineData("<!DOCTYPE smses [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><smses>&a;</smses>")]
    [InlineData("<smses><sms body=\"&a;\"/></smses>")]
    [InlineData("<smses><sms address=\"7654321\" date=\"1700000000000\" type=\"1\"/>")]
    [InlineData("<smses><sms a=\"1\" a=\"2\"/></smses>")]
    public void Entities_and_damaged_xml_are_refused(string text)
    {
        var refusal = Assert.Throws<RiskLensException>(() => AnyLog.Read(text));
        Assert.Contains("damaged", refusal.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_nesting_is_refused() =>
        Assert.Throws<RiskLensException>(() =>
            AnyLog.Read("<smses>" + string.Concat(Enumerable.Repeat("<a>", 100_000)))
        );

    [Fact]
    public void A_tag_without_end_is_refused() =>
        Assert.Throws<RiskLensException>(() => AnyLog.Read("<smses><sms " + new string('x', 2_000_000)));

    [Fact]
    public void A_picture_inside_a_tag_takes_no_memory()
    {
        var log = new LogSource(
            "log",
            1,
            () =>
                new Repeating(
                    $"<smses><mms date=\"{Moment}\" msg_box=\"1\" address=\"7654321\"><parts><part ct=\"image/jpeg\" data=\"",
                    "QUJD",
                    25_000_000,
                    "\"/><part ct=\"text/plain\" text=\"end\"/></parts></mms></smses>"
                )
        );
        AnyLog.Read("<smses></smses>");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = AnyLog.Read(log);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        Assert.Equal("end", Assert.Single(read.Sink.Messages).Body);
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(65_538)]
    public void A_long_text_is_cut_between_characters_and_references(int length)
    {
        foreach (var tail in (string[])["&#128512;&#128512;", "\U0001F600\U0001F600", "&amp;&amp;"])
        {
            var body = new string('x', length) + tail;
            var read = AnyLog.Read(
                $"<smses><sms address=\"7654321\" date=\"{Moment}\" type=\"1\" body='{body}' status=\"-1\"/></smses>"
            );
            var text = Assert.Single(read.Sink.Messages).Body;
            Assert.StartsWith(new string('x', Math.Min(length, 65_536)), text, StringComparison.Ordinal);
            Assert.True(text.Length <= 65_540);
            Assert.False(char.IsHighSurrogate(text[^1]));
        }
    }

    [Fact]
    public void Records_of_the_export_app_are_read_line_by_line()
    {
        var read = AnyLog.Read(
            """
            {"_id":"1","thread_id":"1","address":"+237699001122","date":"1700000000000","date_sent":"0","type":"1","body":"a","read":"1","status":"-1"}
            {"_id":"2","thread_id":"1","address":"+237699001122","date":"1700000060000","type":"3","body":"draft","read":"1"}
            {"broken
            {"_id":"3","msg_box":"1","date":"1700000120","m_type":"132","__sender_address":{"address":"+33612345678","type":"137"},"__recipient_addresses":[{"address":"+237600000000","type":"151"}],"__parts":[{"ct":"text/plain","text":"b"},{"ct":"image/jpeg","_data":"x"}]}
            {"_id":"4","msg_box":"2","date":"1700000180","m_type":"128","__sender_address":{"address":"insert-address-token","type":"137"},"__recipient_addresses":[{"address":"+33612345678","type":"151"}],"__parts":[]}
            """
        );
        Assert.Equal("sms-import-export", read.Format);
        Assert.Equal(
            [
                "2023-11-14T22:13:20Z In +237699001122",
                "2023-11-14T22:15:20Z In +33612345678",
                "2023-11-14T22:16:20Z Out +33612345678",
            ],
            read.Lines
        );
        Assert.Equal(["a", "b", ""], read.Sink.Messages.Select(message => message.Body));
        Assert.Equal(1, read.Sink.System);
        Assert.Equal([new Rejected(3, RejectionReason.BrokenRecord, "{\"aaaaaa")], read.Sink.Rejections);
    }

    [Fact]
    public void Its_older_array_of_records_is_read_too()
    {
        var read = AnyLog.Read(
            """
            [
             {"address":"+237699001122","date":"1700000000000","type":"2","body":"a","read":"1","status":"64"},
             {"msg_box":"1","date":"1700000120","m_type":"132","addresses":[{"address":"+237600000000","type":"151"},{"address":"+33612345678","type":"137"}],"parts":[{"ct":"text/plain","text":"b"}]}
            ]
            """
        );
        Assert.Equal(
            ["2023-11-14T22:13:20Z Out +237699001122", "2023-11-14T22:15:20Z In +33612345678"],
            read.Lines
        );
        Assert.True(read.Sink.Messages[0].Failed);
    }

    /// <summary>A text, then another so many times, then an end, never in memory together.</summary>
    private sealed class Repeating(string start, string middle, int times, string end) : Stream
    {
        private readonly IEnumerator<string> _pieces = Pieces(start, middle, times, end).GetEnumerator();
        private byte[] _piece = [];
        private int _at;

        private static IEnumerable<string> Pieces(string start, string middle, int times, string end)
        {
            const int Together = 1000;
            var many = string.Concat(Enumerable.Repeat(middle, Together));
            yield return start;
            for (var i = 0; i < times / Together; i++)
                yield return many;
            yield return end;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_at == _piece.Length)
            {
                if (!_pieces.MoveNext())
                    return 0;
                // The middle is the same object each time: it is not encoded again.
                if (_piece.Length != _pieces.Current.Length || _piece[0] != _pieces.Current[0])
                    _piece = Encoding.ASCII.GetBytes(_pieces.Current);
                _at = 0;
            }
            var taken = Math.Min(count, _piece.Length - _at);
            Array.Copy(_piece, _at, buffer, offset, taken);
            _at += taken;
            return taken;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
