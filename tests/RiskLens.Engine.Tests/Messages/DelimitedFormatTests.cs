using NodaTime;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

public sealed class DelimitedFormatTests
{
    private static readonly DelimitedFormat Csv = new();

    [Theory]
    [InlineData("2021-10-04T15:39:00Z", "2021-10-04T15:39:00Z")]
    [InlineData("2021-10-04T15:39:00.123Z", "2021-10-04T15:39:00.123Z")]
    [InlineData("2021-10-04T15:39:00.1234567Z", "2021-10-04T15:39:00.123Z")]
    [InlineData("2021-10-04T16:39:00+01:00", "2021-10-04T15:39:00Z")]
    [InlineData("2021-10-04T16:39:00.000+0100", "2021-10-04T15:39:00Z")]
    [InlineData("2021-10-04 16:39:00 +01", "2021-10-04T15:39:00Z")]
    [InlineData("2021-10-04 15:39:00 UTC", "2021-10-04T15:39:00Z")]
    [InlineData("2021-10-04 15:39:00 GMT-0700", "2021-10-04T22:39:00Z")]
    [InlineData("2021-10-04T16:39:00", "2021-10-04T15:39:00Z")]
    [InlineData("2021-10-04 16:39", "2021-10-04T15:39:00Z")]
    [InlineData("2021/10/04 16:39", "2021-10-04T15:39:00Z")]
    [InlineData("20211004163900", "2021-10-04T15:39:00Z")]
    [InlineData("1633361940", "2021-10-04T15:39:00Z")]
    [InlineData("1633361940.5", "2021-10-04T15:39:00.5Z")]
    [InlineData("1633361940123", "2021-10-04T15:39:00.123Z")]
    [InlineData("Mon, 04 Oct 2021 15:39:00 +0000", "2021-10-04T15:39:00Z")]
    [InlineData("4 Oct 2021 08:39:00 PDT", "2021-10-04T15:39:00Z")]
    [InlineData("Mon, 4 Oct 2021 08:39:00 -0700 (PDT)", "2021-10-04T15:39:00Z")]
    [InlineData("Oct 4, 2021, 4:39 PM", "2021-10-04T15:39:00Z")]
    [InlineData("lun. 4 oct. 2021 à 16:39", "2021-10-04T15:39:00Z")]
    [InlineData("4 août 2021 16:39", "2021-08-04T15:39:00Z")]
    [InlineData("mardi 6 juillet 2021 à 16h39", "2021-07-06T15:39:00Z")]
    [InlineData("24/10/2021 16:39", "2021-10-24T15:39:00Z")]
    [InlineData("24.10.2021 16:39:05", "2021-10-24T15:39:05Z")]
    [InlineData("24-10-21 16:39", "2021-10-24T15:39:00Z")]
    [InlineData("10/24/2021 4:39 PM", "2021-10-24T15:39:00Z")]
    [InlineData("10/24/2021 12:05:00 a.m.", "2021-10-23T23:05:00Z")]
    [InlineData("24/10/2021 à 16h39", "2021-10-24T15:39:00Z")]
    public void A_time_is_read_in_the_zone_of_the_company(string cell, string utc)
    {
        var context = LogReadings.Context with { Zone = LogReadings.Zone("Africa/Douala") };
        var sink = Csv.Read($"time;contact\n{cell};a\n", context);
        Assert.Empty(sink.Rejections);
        Assert.Equal(utc, Assert.Single(sink.Messages).Utc);
    }

    [Theory]
    [InlineData("", RejectionReason.NoTime)]
    [InlineData("unknown", RejectionReason.UnreadableTime)]
    [InlineData("2021-10-04", RejectionReason.NoHour)]
    [InlineData("4 Oct 2021", RejectionReason.NoHour)]
    [InlineData("2021-02-29 10:00", RejectionReason.UnreadableTime)]
    [InlineData("2021-10-04 25:00", RejectionReason.UnreadableTime)]
    [InlineData("2021-10-04 10:00 XYZ", RejectionReason.UnreadableTime)]
    [InlineData("31/02/2021 10:00", RejectionReason.UnreadableTime)]
    [InlineData("1989-12-31T23:59:59Z", RejectionReason.TooEarly)]
    [InlineData("0001-01-01 00:00:00", RejectionReason.UnreadableTime)]
    [InlineData("2026-11-01T00:00:01Z", RejectionReason.InTheFuture)]
    [InlineData("9999999999999", RejectionReason.InTheFuture)]
    public void A_time_that_cannot_be_is_rejected_with_its_line(string cell, string reason)
    {
        var sink = Csv.Read($"time;contact\n2021-10-04T15:39:00Z;a\n{cell};b\n");
        Assert.Single(sink.Messages);
        Assert.Equal([(3, reason)], sink.Rejections.Select(one => (one.Line, one.Reason)));
    }

    [Theory]
    [InlineData("time,contact\n", ',')]
    [InlineData("Sent At,Phone Number\n", ',')]
    [InlineData("horodatage;numéro de téléphone\n", ';')]
    [InlineData("Date_Heure\tClient\n", '\t')]
    [InlineData("created-at|WA_ID\n", '|')]
    [InlineData("TIMESTAMP,msisdn\n", ',')]
    [InlineData("\uFEFFtime,contact\n", ',')]
    [InlineData("sep=;\ntime;contact\n", ';')]
    [InlineData("\"Date & Time\",\"Contact ID\"\n", ',')]
    public void Columns_are_found_by_their_usual_names(string header, char separator)
    {
        var text = $"{header}2021-10-04T15:39:00Z{separator}Alice\n2021-10-04T15:40:00Z{separator}Bob\n";
        Assert.True(Csv.Recognises(text.TrimStart('\uFEFF')));
        var sink = Csv.Read(text);
        Assert.Empty(sink.Rejections);
        Assert.Equal(["alice", "bob"], sink.Messages.Select(message => message.Contact));
    }

    [Theory]
    [InlineData("De;A;Sens;Date")]
    [InlineData("De;À;Sens;Date")]
    [InlineData("Expéditeur;Destinataire;Sens;Date")]
    public void A_french_sender_and_recipient_are_told_apart(string header)
    {
        var sink = new DelimitedFormat().Read(
            header
                + "\n8080;+237699000001;sortant;2026-01-05 10:00\n+237699000002;8080;entrant;2026-01-05 11:00\n"
        );
        Assert.Equal(["+237699000001", "+237699000002"], sink.Messages.Select(message => message.Contact));
    }

    [Fact]
    public void What_the_company_sent_to_nobody_named_is_rejected()
    {
        var sink = new DelimitedFormat().Read(
            "time,from,direction\n2026-01-05T08:00:00Z,8080,out\n2026-01-05T09:00:00Z,+237699000001,in\n"
        );
        Assert.Equal(["+237699000001"], sink.Messages.Select(message => message.Contact));
        Assert.Equal(RejectionReason.NoContact, Assert.Single(sink.Rejections).Reason);
    }

    [Fact]
    public void Every_field_of_a_full_table_arrives()
    {
        var sink = Csv.Read(
            "Horodatage;Canal;Sens;Objet;Numéro;ID message;Statut;Montant;Texte\n"
                + "2021-10-04T15:39:00Z;E-mail;sortant;transfer;+237 699 00 11 22; m1 ;Échoué;\"1 250,50 XAF\";\"ligne 1\nligne \"\"2\"\"\"\n"
        );
        var expected = new Seen(
            1_633_361_940_000,
            Direction.Out,
            "+237699001122",
            "email",
            "transfer",
            "m1",
            "ligne 1\nligne \"2\"",
            Failed: true,
            1250.50m
        );
        Assert.Empty(sink.Rejections);
        Assert.Equal([expected], sink.Messages);
    }

    [Theory]
    [InlineData("in", Direction.In)]
    [InlineData("INBOUND", Direction.In)]
    [InlineData("reçu", Direction.In)]
    [InlineData("entrant", Direction.In)]
    [InlineData("MO", Direction.In)]
    [InlineData("outbound-api", Direction.Out)]
    [InlineData("outbound-reply", Direction.Out)]
    [InlineData("Envoyé", Direction.Out)]
    [InlineData("mt", Direction.Out)]
    public void The_customer_is_the_recipient_of_what_went_out(string cell, Direction direction)
    {
        var message = Assert.Single(
            Csv.Read($"date,from,to,direction\n2021-10-04 15:39,ann,bob,{cell}\n").Messages
        );
        Assert.Equal(direction, message.Direction);
        Assert.Equal(direction == Direction.In ? "ann" : "bob", message.Contact);
    }

    [Fact]
    public void Without_a_direction_column_everything_came_in() =>
        Assert.Equal(
            Direction.In,
            Assert.Single(Csv.Read("date,from,to\n2021-10-04 15:39,ann,bob\n").Messages).Direction
        );

    [Fact]
    public void A_whatsapp_address_names_its_channel() =>
        Assert.Equal(
            ["whatsapp", ""],
            Csv.Read(
                    "time,from\n2021-10-04T15:39:00Z,whatsapp:+237699001122\n2021-10-04T15:39:00Z,+237699001122\n"
                )
                .Messages.Select(message => message.Channel)
        );

    [Theory]
    [InlineData("2021-10-04T15:39:00Z,,sms,in,", RejectionReason.NoContact)]
    [InlineData("2021-10-04T15:39:00Z,\u200E ,sms,in,", RejectionReason.NoContact)]
    [InlineData("2021-10-04T15:39:00Z,a,pigeon,in,", RejectionReason.UnknownChannel)]
    [InlineData("2021-10-04T15:39:00Z,a,sms,sideways,", RejectionReason.UnknownDirection)]
    [InlineData("2021-10-04T15:39:00Z,a,sms,,", RejectionReason.UnknownDirection)]
    [InlineData("2021-10-04T15:39:00Z,a,sms,in,12-5", RejectionReason.UnreadableAmount)]
    [InlineData("2021-10-04T15:39:00Z", RejectionReason.UnknownDirection)]
    [InlineData("2021-10-04T15:39:00Z,a,sms,in,\"never closed", RejectionReason.OpenQuote)]
    public void A_row_that_is_no_message_is_rejected_with_its_reason(string row, string reason)
    {
        var sink = Csv.Read(
            $"time,contact,channel,direction,amount\n2021-10-04T15:39:00Z,a,Web Chat,in,5\n{row}\n"
        );
        Assert.Equal("web-chat", Assert.Single(sink.Messages).Channel);
        Assert.Equal([(3, reason)], sink.Rejections.Select(one => (one.Line, one.Reason)));
    }

    [Theory]
    [InlineData("1,250.00", "1250.00")]
    [InlineData("1.250,00", "1250.00")]
    [InlineData("1 250,5", "1250.5")]
    [InlineData("1,250", "1250")]
    [InlineData("1.250.000", "1250000")]
    [InlineData("-500 XAF", "-500")]
    [InlineData("12.5", "12.5")]
    [InlineData("", "0")]
    public void An_amount_is_read_as_tables_print_it(string cell, string amount) =>
        Assert.Equal(
            decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture),
            Assert.Single(Csv.Read($"time;contact;amount\n2021-10-04T15:39:00Z;a;{cell}\n").Messages).Amount
        );

    [Fact]
    public void Lines_inside_quotes_count_as_lines_and_empty_lines_as_nothing()
    {
        var sink = Csv.Read("time,contact,text\r\n2021-10-04T15:39:00Z,a,\"x\r\ny\r\nz\"\r\n\r\nbad,b,c\r\n");
        Assert.Single(sink.Messages);
        Assert.Equal([new Rejected(6, RejectionReason.UnreadableTime, "aaa,a,a")], sink.Rejections);
    }

    [Fact]
    public void Day_and_time_may_stand_in_two_columns()
    {
        var sink = Csv.Read("Date,Heure,Client\n24/10/2021,16:39,a\n2021-10-25,16:39:05,b\n26/10/2021,,c\n");
        Assert.Equal(
            ["2021-10-24T16:39:00Z", "2021-10-25T16:39:05Z"],
            sink.Messages.Select(message => message.Utc)
        );
        Assert.Equal([new Rejected(4, RejectionReason.NoHour, "99/99/9999,,a")], sink.Rejections);
    }

    [Fact]
    public void A_profile_names_the_columns()
    {
        var context = LogReadings.Context with
        {
            Columns = new ColumnProfile(Time: "when it was", Contact: "Who"),
        };
        var sink = Csv.Read("When_It_Was,who,contact\n2021-10-04T15:39:00Z,a,b\n", context);
        Assert.Equal("a", Assert.Single(sink.Messages).Contact);
    }

    [Fact]
    public void A_profile_for_another_table_is_refused()
    {
        var context = LogReadings.Context with { Columns = new ColumnProfile(Time: "when") };
        var refusal = Assert.Throws<RiskLensException>(() =>
            Csv.Read("time,contact\n2021-10-04T15:39:00Z,a\n", context)
        );
        Assert.Contains("'when'", refusal.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_a_needed_column_is_refused_by_name()
    {
        var refusal = Assert.Throws<RiskLensException>(() => Csv.Read("room,contact\nhall,a\n"));
        Assert.Contains("no time column", refusal.Problem, StringComparison.Ordinal);
        Assert.Contains("room, contact", refusal.Problem, StringComparison.Ordinal);
        Assert.Contains("time,contact", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_row_of_data_is_never_quoted()
    {
        const string Table = "Marie Dupont;+237699001122\nPaul Ngo;+237699001123\n";
        Assert.True(Csv.Recognises(Table));
        var refusal = Assert.Throws<RiskLensException>(() => Csv.Read(Table));
        Assert.DoesNotContain("Marie", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Just a letter.\nIt has lines, some with commas,\nand some without.\n")]
    [InlineData("{\"time\":\"2021\",\"contact\":\"a\"}\n{\"time\":\"2022\",\"contact\":\"a\"}\n")]
    [InlineData("<smses count=\"1,2\">\n<sms a=\"1,2\"/>\n")]
    [InlineData("one\ntwo\n")]
    public void What_is_no_table_is_not_recognised(string text) => Assert.False(Csv.Recognises(text));

    [Theory]
    [InlineData("04/10/2021 15:39,13/10/2021 15:39", DateOrder.DayFirst, false)]
    [InlineData("10/04/2021 15:39,10/13/2021 15:39", DateOrder.MonthFirst, false)]
    [InlineData(
        "11/01/2021 15:39,12/01/2021 15:39,01/02/2021 15:39,02/02/2021 15:39",
        DateOrder.DayFirst,
        false
    )]
    [InlineData(
        "01/11/2021 15:39,01/12/2021 15:39,02/01/2021 15:39,02/02/2021 15:39",
        DateOrder.MonthFirst,
        false
    )]
    [InlineData(
        "02/02/2021 15:39,01/02/2021 15:39,12/01/2021 15:39,11/01/2021 15:39",
        DateOrder.DayFirst,
        false
    )]
    [InlineData("04/10/2021 15:39,05/10/2021 15:39", DateOrder.DayFirst, true)]
    [InlineData("05/05/2021 15:39", DateOrder.DayFirst, false)]
    [InlineData("2021-10-04 15:39", null, false)]
    [InlineData("1633361940", null, false)]
    public void The_order_of_day_and_month_is_a_fact_of_the_file(
        string times,
        DateOrder? order,
        bool ambiguous
    )
    {
        var rows = string.Concat(times.Split(',').Select(time => $"{time},a\n"));
        var reading = Csv.Read(LogReadings.Source("time,contact\n" + rows)).Reading;
        Assert.Equal(new LogReading(order, ambiguous), reading with { Columns = null });
    }

    [Fact]
    public void The_default_order_is_used_where_the_file_does_not_tell_and_the_forced_one_always()
    {
        var log = LogReadings.Source("time,contact\n04/10/2021 15:39,a\n");
        var byDefault = Csv.Read(log, LogReadings.Context with { DefaultDateOrder = DateOrder.MonthFirst });
        Assert.Equal(
            new LogReading(DateOrder.MonthFirst, DateOrderAmbiguous: true),
            byDefault.Reading with
            {
                Columns = null,
            }
        );
        Assert.Equal("2021-04-10T15:39:00Z", byDefault.Sink.Messages[0].Utc);
        var forced = Csv.Read(log, LogReadings.Context with { ForcedDateOrder = DateOrder.MonthFirst });
        Assert.Equal(
            new LogReading(DateOrder.MonthFirst, DateOrderAmbiguous: false),
            forced.Reading with
            {
                Columns = null,
            }
        );
    }

    [Fact]
    public void A_quotation_mark_left_open_over_megabytes_is_refused_and_not_quoted()
    {
        var rows = string.Concat(Enumerable.Repeat("2021-10-04T15:39:00Z,secret\n", 400_000));
        var refusal = Assert.Throws<RiskLensException>(() =>
            Csv.Read("time,contact,text\n2021-10-04T15:39:00Z,a,\"" + rows)
        );
        Assert.Contains("line 2", refusal.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            Csv.Read(
                LogReadings.Source("time,contact\n2021-10-04T15:39:00Z,a\n"),
                LogReadings.Context,
                new RecordingSink(),
                bytesRead: null,
                cancelled.Token
            )
        );
    }

    [Fact]
    public void Rejections_come_from_the_closed_set()
    {
        var sink = Csv.Read("time,contact\nx,a\n,a\n1990-01-01,a\n1970-01-01T00:00Z,\n");
        Assert.Equal(4, sink.Rejections.Count);
        Assert.All(sink.Rejections, rejected => Assert.Contains(rejected.Reason, RejectionReason.All));
    }

    [Fact]
    public void The_zone_is_that_of_the_context() =>
        Assert.Equal(
            "2021-03-28T01:30:00Z",
            Csv.Read(
                    "time,contact\n2021-03-28 02:30,a\n",
                    LogReadings.Context with
                    {
                        Zone = DateTimeZoneProviders.Tzdb["Europe/Paris"],
                    }
                )
                .Messages[0]
                .Utc
        );
}
