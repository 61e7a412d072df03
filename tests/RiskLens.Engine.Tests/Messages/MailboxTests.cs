using System.IO.Compression;
using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

public sealed class MailboxTests
{
    private static readonly LogContext Bank = AnyLog.Context with
    {
        Zone = LogReadings.Zone("Africa/Douala"),
        OwnAddresses = new HashSet<string>(["bank.example"], StringComparer.Ordinal),
    };

    private static string Mail(
        string headers,
        string body = "Hello.\n",
        string date = "Sun, 1 Mar 2026 10:00:00 +0000"
    ) => $"From - Sun Mar  1 10:00:00 2026\nMIME-Version: 1.0\nDate: {date}\n{headers}\n\n{body}\n";

    private static string From(string address) => $"From: {address}\nTo: desk@bank.example";

    [Fact]
    public void Own_addresses_tell_out_from_in()
    {
        var read = AnyLog.Read(
            Mail(
                "From: \"Ann, A.\" <Ann@Customer.example>\nTo: desk@bank.example\nMessage-ID: <1@customer.example>\nSubject: Solde"
            )
                + Mail(
                    "From: desk@mail.bank.example (Desk)\nTo: undisclosed-recipients:;\nCc: boss@bank.example,\n =?utf-8?q?Ann?=\n\t<ann@customer.example>, Bob <bob@customer.example>"
                )
                + Mail("From: desk@bank.example\nTo: boss@bank.example")
                + Mail("From: desk@bank.example\nTo: undisclosed-recipients:;")
                + Mail("To: desk@bank.example"),
            Bank
        );
        Assert.Equal("email", read.Format);
        Assert.Equal(
            ["2026-03-01T10:00:00Z In ann@customer.example", "2026-03-01T10:00:00Z Out ann@customer.example"],
            read.Lines
        );
        var first = read.Sink.Messages[0];
        Assert.Equal(
            ("1@customer.example", Counting.OncePerId, "Solde", "desk@bank.example"),
            (first.Id, first.Counting, first.Body, first.Account)
        );
        Assert.Equal(Counting.Each, read.Sink.Messages[1].Counting);
        Assert.Equal(1, read.Sink.System);
        Assert.Equal(
            [RejectionReason.NoContact, RejectionReason.NoContact],
            read.Sink.Rejections.Select(rejected => rejected.Reason)
        );
    }

    [Theory]
    [InlineData("Fri, 23 Aug 2002 2:32:53 -0400", "2002-08-23T06:32:53Z")]
    [InlineData("Thu, 21 Dec 2000 16:01:07 PST", "2000-12-22T00:01:07Z")]
    [InlineData("21 Dec 00 16:01 EDT", "2000-12-21T20:01:00Z")]
    [InlineData("Tue, 01 Jul 99 10:52:37 GMT", "1999-07-01T10:52:37Z")]
    [InlineData("Sat, 1 Jan 100 00:00:00 +0000", "2000-01-01T00:00:00Z")]
    [InlineData("Fri (day), 26 Sep (a (b)) 2025 10:18:40 -0700 (PDT)", "2025-09-26T17:18:40Z")]
    [InlineData("Sun Mar  1 10:00:00 2026", "2026-03-01T09:00:00Z")]
    [InlineData("Sun Mar  1 10:00:00 WAT 2026", "2026-03-01T09:00:00Z")]
    [InlineData("Sun, 1 Mar 2026 10:00:00 UT", "2026-03-01T10:00:00Z")]
    [InlineData("Sun, 1 Mar 2026 10:00:00 A", "2026-03-01T10:00:00Z")]
    [InlineData("Sun, 1 Mar 2026 10:00:00 XYZT", "2026-03-01T10:00:00Z")]
    [InlineData("Sun, 1 Mar 2026 10:00:60 GMT+0100", "2026-03-01T09:00:59Z")]
    [InlineData("1-Mar-2026 10:00:00 +01:00", "2026-03-01T09:00:00Z")]
    [InlineData("Sun,1 Mar 2026 10:00:00 -0000", "2026-03-01T10:00:00Z")]
    public void Dates_of_mail_are_read_in_all_their_forms(string date, string utc)
    {
        var read = AnyLog.Read(Mail(From("ann@customer.example"), date: date), Bank);
        Assert.Equal([$"{utc} In ann@customer.example"], read.Lines);
    }

    [Theory]
    [InlineData("Sun, 32 Mar 2026 10:00:00 +0000", RejectionReason.UnreadableTime)]
    [InlineData("yesterday", RejectionReason.UnreadableTime)]
    [InlineData("Sun, 1 Mar 2026 10:00:00 +9999", RejectionReason.UnreadableTime)]
    [InlineData("Sun, 1 Mar 2026 10:00:00 PM", RejectionReason.UnreadableTime)]
    [InlineData("Sun, 1 Mar 2026", RejectionReason.NoHour)]
    [InlineData("", RejectionReason.NoTime)]
    [InlineData("Thu, 1 Jan 1970 00:00:00 +0000", RejectionReason.TooEarly)]
    [InlineData("Sun, 1 Mar 2099 10:00:00 +0000", RejectionReason.InTheFuture)]
    public void An_impossible_date_is_replaced_by_the_last_relays_or_rejected(string date, string reason)
    {
        const string Relays =
            "Received: from a (b; c)\n\tby d; Sun, 1 Mar 2026 11:00:05 +0100 (CET)\nReceived: from e by a; Sun, 1 Mar 2026 09:00:00 +0000\n";
        var relayed = AnyLog.Read(Mail(Relays + From("ann@customer.example"), date: date), Bank);
        Assert.Equal(["2026-03-01T10:00:05Z In ann@customer.example"], relayed.Lines);
        var alone = AnyLog.Read(Mail(From("ann@customer.example"), date: date), Bank);
        Assert.Equal([(1L, reason)], alone.Sink.Rejections.Select(one => (one.Line, one.Reason)));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied")]
    [InlineData("List-Id: <news.example>")]
    [InlineData("List-Unsubscribe: <mailto:x@y>")]
    [InlineData("Precedence: bulk")]
    [InlineData("Return-Path: <>")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status")]
    [InlineData("X-Gmail-Labels: Unread, Spam")]
    [InlineData("X-Gmail-Labels: Drafts")]
    public void Mail_of_machines_and_lists_is_no_message(string header)
    {
        var read = AnyLog.Read(
            Mail(header + "\n" + From("ann@customer.example"))
                + Mail(From("MAILER-DAEMON@customer.example"))
                + Mail(
                    "Auto-Submitted: no\nReturn-Path: <ann@customer.example>\n" + From("ann@customer.example")
                ),
            Bank
        );
        Assert.Equal(2, read.Sink.System);
        Assert.Single(read.Sink.Messages);
    }

    [Fact]
    public void What_the_company_sends_by_machine_is_a_message() =>
        Assert.Single(
            AnyLog
                .Read(
                    Mail(
                        "Auto-Submitted: auto-generated\nList-Unsubscribe: <x>\nFrom: info@bank.example\nTo: ann@customer.example"
                    ),
                    Bank
                )
                .Sink.Messages
        );

    [Fact]
    public void A_body_may_hold_lines_that_look_almost_like_separators()
    {
        var read = AnyLog.Read(
            Mail(
                From("ann@customer.example"),
                "\nFrom Russia with love\nYear: 1963\n\n>From - quoted\nFrom 10:30 on\nFrom - \n\nFrom - x\nFrom me, 2026 at 10:30\nTo you\n"
            ) + Mail(From("bob@customer.example")),
            Bank
        );
        Assert.Equal(
            ["ann@customer.example", "bob@customer.example"],
            read.Sink.Messages.Select(one => one.Contact)
        );
    }

    [Fact]
    public void Crlf_and_a_mark_and_a_missing_blank_line_change_nothing()
    {
        var text =
            Mail(From("ann@customer.example")).TrimEnd('\n') + "\n" + Mail(From("bob@customer.example"));
        var read = AnyLog.Read("\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal), Bank);
        Assert.Equal(
            ["ann@customer.example", "bob@customer.example"],
            read.Sink.Messages.Select(one => one.Contact)
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_content_length_that_fits_hides_the_mails_in_a_body(int blankLines)
    {
        var inside = Mail(From("inside@customer.example")) + Mail(From("inside@customer.example"));
        var length = Encoding.UTF8.GetByteCount(inside);
        var whole =
            Mail($"Content-Length: {length}\n" + From("ann@customer.example"), body: "").TrimEnd('\n')
            + "\n\n"
            + inside
            + new string('\n', blankLines);
        var read = AnyLog.Read(whole + Mail(From("bob@customer.example")), Bank);
        Assert.Equal(
            ["ann@customer.example", "bob@customer.example"],
            read.Sink.Messages.Select(one => one.Contact)
        );
        Assert.Equal(
            ["ann@customer.example"],
            AnyLog.Read(whole, Bank).Sink.Messages.Select(one => one.Contact)
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(320)]
    [InlineData(100_000)]
    [InlineData(long.MaxValue)]
    public void A_content_length_that_does_not_fit_hides_nothing(long length)
    {
        var text = string.Concat(
            Enumerable
                .Range(0, 600)
                .Select(i =>
                    Mail($"Content-Length: {length}\nFrom: c{i}@customer.example\nTo: desk@bank.example")
                )
        );
        Assert.Equal(
            Enumerable.Range(0, 600).Select(i => $"c{i}@customer.example"),
            AnyLog.Read(text, Bank).Sink.Messages.Select(message => message.Contact)
        );
    }

    [Fact]
    public void Without_own_addresses_the_mailbox_shows_whose_it_is()
    {
        var byDomain = AnyLog.Read(
            Mail("From: ann@gmail.com\nTo: desk@bank.example")
                + Mail("From: info@bank.example\nTo: bob@gmail.com")
                + Mail("From: eve@customer.example\nTo: sales@bank.example")
        );
        Assert.Equal(
            [
                "2026-03-01T10:00:00Z In ann@gmail.com",
                "2026-03-01T10:00:00Z Out bob@gmail.com",
                "2026-03-01T10:00:00Z In eve@customer.example",
            ],
            byDomain.Lines
        );
        var byAddress = AnyLog.Read(
            Mail("From: ann@gmail.com\nTo: shop@gmail.com") + Mail("From: shop@gmail.com\nTo: bob@gmail.com")
        );
        Assert.Equal(
            ["2026-03-01T10:00:00Z In ann@gmail.com", "2026-03-01T10:00:00Z Out bob@gmail.com"],
            byAddress.Lines
        );
        var byDelivery = AnyLog.Read(
            Mail("Delivered-To: shop@gmail.com\nFrom: ann@gmail.com\nTo: shop@gmail.com")
        );
        Assert.Equal(["2026-03-01T10:00:00Z In ann@gmail.com"], byDelivery.Lines);
    }

    [Fact]
    public void A_mailbox_that_does_not_show_it_is_refused()
    {
        var text = Mail("From: ann@gmail.com\nTo: shop@gmail.com");
        Assert.Contains(
            "do not tell",
            Assert.Throws<RiskLensException>(() => AnyLog.Read(text)).Problem,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "None of the mails",
            Assert.Throws<RiskLensException>(() => AnyLog.Read(text, Bank)).Problem,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_single_mail_is_one_message_whatever_its_body_says()
    {
        var text =
            "Return-Path: <ann@customer.example>\r\n"
            + Mail(From("ann@customer.example"), "\n" + Mail(From("bob@customer.example")))[32..]
                .Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.Equal(["2026-03-01T10:00:00Z In ann@customer.example"], AnyLog.Read(text, Bank).Lines);
    }

    [Fact]
    public void The_mails_of_a_zip_are_one_log()
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 3000; i++)
            {
                using var entry = zip.CreateEntry($"inbox/{i}.EML").Open();
                var body = Mail(From("inside@customer.example")).TrimEnd('\n');
                entry.Write(
                    AnyLog.Utf8(Mail($"From: c{i}@customer.example\nTo: desk@bank.example", body)[32..])
                );
            }
            using var other = zip.CreateEntry("__MACOSX/inbox/._0.eml").Open();
            other.Write("x"u8);
        }
        var bytes = packed.ToArray();
        var opened = 0;
        var log = Assert.Single(
            LogContainer.Unwrap(
                "x",
                bytes.Length,
                () =>
                {
                    opened++;
                    return new MemoryStream(bytes, writable: false);
                }
            )
        );
        var before = opened;
        var format = LogFormats.Recognise(LogHead.Of(log).Text)!;
        var sink = format.Read(log, Bank).Sink;
        Assert.Equal(2, opened - before);
        Assert.Equal(
            Enumerable.Range(0, 3000).Select(i => $"c{i}@customer.example"),
            sink.Messages.Select(message => message.Contact)
        );
    }

    [Fact]
    public void A_header_of_any_length_takes_no_memory()
    {
        var names = string.Join(",\n ", Enumerable.Range(0, 200_000).Select(i => $"c{i}@customer.example"));
        var text = AnyLog.Utf8(
            Mail($"From: desk@bank.example\nTo: {names}\nX-Long: {new string('x', 5_000_000)}")
        );
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = AnyLog.Read(text, Bank);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
        Assert.Equal("c0@customer.example", Assert.Single(read.Sink.Messages).Contact);
    }

    [Theory]
    [InlineData(
        "Conversation: Ann\n\nFrom: Ann\nType: incoming\nSent: Mon, 2 Jan 2023 15:04:05 -0700\nReceived: Mon, 2 Jan 2023 15:04:06 -0700\n\nHi\n"
    )]
    [InlineData("From: Ann\nType: incoming\nSent: Mon, 2 Jan 2023 15:04:05 -0700\n\nHi\n")]
    [InlineData("From Russia with love\nYear: 1963\n")]
    [InlineData("time,contact\nFrom - ,x\n")]
    public void Other_texts_are_no_mail(string text) =>
        Assert.NotEqual("email", LogFormats.Recognise(text)?.Name);
}
