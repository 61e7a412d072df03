using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>What happens to exports after WhatsApp: joined, edited, sent through tools, opened in spreadsheets.</summary>
public sealed class WhatsAppOddExportTests
{
    private static readonly WhatsAppExport WhatsApp = new();

    private static IEnumerable<(string, string, string)> Read(string text) =>
        WhatsApp.Read(text).Messages.Select(message => (message.Contact, message.Body, message.Utc));

    [Theory]
    [InlineData("01.04.2015 - 16:00:27; ", "2015-04-01T16:00:27Z")]
    [InlineData("21:05, 31/12/2024 - ", "2024-12-31T21:05:00Z")]
    [InlineData("[21:05:09 31/12/24] ", "2024-12-31T21:05:09Z")]
    [InlineData("13. 6. 2018. 21:25 - ", "2018-06-13T21:25:00Z")]
    [InlineData("2024-12-31 21 h 05 min 09 s - ", "2024-12-31T21:05:09Z")]
    [InlineData("[2024/12/31 午後0:05:09] ", "2024-12-31T12:05:09Z")]
    [InlineData("2024/12/31 晚上9:05 - ", "2024-12-31T21:05:00Z")]
    [InlineData("[24. 12. 31. 오후 9:05:09] ", "2024-12-31T21:05:09Z")]
    [InlineData("31\u200F/12\u200F/2024، ٩:٠٥ م - ", "2024-12-31T21:05:00Z")]
    [InlineData("\u200F[\u200F٣١\u200F/١٢\u200F/٢٠٢٤، ٩:٠٥:٠٩ م] ", "2024-12-31T21:05:09Z")]
    [InlineData("31/12/67 21:05 - ", "2024-12-31T21:05:00Z")]
    [InlineData("[31/12/2567 21:05:09] ", "2024-12-31T21:05:09Z")]
    [InlineData("۱۴۰۳/۱۰/۱۱،‏ ۲۱:۰۵ - ", "2024-12-31T21:05:00Z")]
    [InlineData("٣٠‏/٦‏/١٤٤٦ هـ، ٩:٠٥ م - ", "2024-12-31T21:05:00Z")]
    [InlineData("[R6/12/31 21:05:09] ", "2024-12-31T21:05:09Z")]
    [InlineData("24/12/31 (21:05) - ", "2024-12-31T21:05:00Z")]
    [InlineData("31.12.24 г., 9:05 ч. pm - ", "2024-12-31T21:05:00Z")]
    [InlineData("31.12.2024 klo 9.05 ip. - ", "2024-12-31T21:05:00Z")]
    [InlineData("31/12/24, 24:05 - ", "2024-12-31T00:05:00Z")]
    [InlineData("31/12/24, 9:05\uFFFDpm - ", "2024-12-31T21:05:00Z")]
    [InlineData("\"31/12/24, 21:05 - ", "2024-12-31T21:05:00Z")]
    [InlineData("ï»¿â€Ž[31/12/24, 9:05:09â€¯PM] ", "2024-12-31T21:05:09Z")]
    public void Rare_headers_are_read(string header, string utc)
    {
        var text = $"{header}Ann: a\n{header}Bob: b\n";
        Assert.True(WhatsApp.Recognises(text));
        Assert.Equal([("ann", "a", utc), ("bob", "b", utc)], Read(text));
    }

    [Fact]
    public void A_year_of_another_calendar_is_the_files_and_not_a_lines()
    {
        var sink = WhatsApp.Read(
            "30/12/24, 21:05 - Ann: a\n31/12/67, 21:05 - Ann: b\n31/12/24, 21:05 - Ann: c\n"
        );
        Assert.Equal(["a", "c"], sink.Messages.Select(message => message.Body));
        Assert.Equal(RejectionReason.InTheFuture, Assert.Single(sink.Rejections).Reason);
    }

    [Fact]
    public void Two_exports_in_one_file_are_read_each_in_its_own_style()
    {
        var first = string.Concat(
            Enumerable.Range(13, 12).Select(day => $"{day}/10/2021, 16:39 - Ann: d{day}\n")
        );
        var second = string.Concat(
            Enumerable.Range(13, 15).Select(day => $"[11/{day}/21, 4:39:05\u202FPM] Bob: m{day}\r\n")
        );
        var (sink, reading) = WhatsApp.Read(LogReadings.Source(first + second));
        Assert.Equal(27, sink.Messages.Count);
        Assert.Equal("2021-10-13T16:39:00Z", sink.Messages[0].Utc);
        Assert.Equal("2021-11-13T16:39:05Z", sink.Messages[12].Utc);
        Assert.Equal("2021-11-27T16:39:05Z", sink.Messages[^1].Utc);
        Assert.False(reading.DateOrderAmbiguous);
    }

    [Fact]
    public void A_small_export_joined_behind_a_large_one_is_known_by_its_notice_or_byte_order_mark()
    {
        var large = string.Concat(
            Enumerable.Range(10, 15).Select(day => $"{day}/10/2021, 16:39 - Ann: d{day}\n")
        );
        Assert.Equal(16, WhatsApp.Read(large + "\uFEFF[25.10.21, 16:39:05] Bob: m\n").Messages.Count);
        var sink = WhatsApp.Read(
            large
                + "[25.10.21, 16:39:05] Bob: \u200EMessages and calls are end-to-end encrypted.\n[25.10.21, 16:39:06] Bob: m\n"
        );
        Assert.Equal((16, 1), (sink.Messages.Count, sink.System));
        // The same line without either is a quotation.
        Assert.Equal(15, WhatsApp.Read(large + "[25.10.21, 16:39:05] Bob: m\n").Messages.Count);
    }

    [Fact]
    public void Joined_exports_of_one_style_may_differ_in_the_order_of_day_and_month()
    {
        const string Text =
            "\uFEFF24/10/2021, 16:39 - Ann: a\n05/11/2021, 16:39 - Ann: b\n"
            + "\uFEFF10/24/2021, 16:39 - Bob: c\n11/05/2021, 16:39 - Bob: d\n";
        var (sink, reading) = WhatsApp.Read(LogReadings.Source(Text));
        Assert.Equal(
            ["2021-10-24T16:39:00Z", "2021-11-05T16:39:00Z", "2021-10-24T16:39:00Z", "2021-11-05T16:39:00Z"],
            sink.Messages.Select(message => message.Utc)
        );
        Assert.False(reading.DateOrderAmbiguous);
    }

    [Fact]
    public void Joined_exports_of_contrary_orders_without_a_seam_are_said_to_be_a_guess()
    {
        const string Text =
            "24/10/2021, 16:39 - Ann: a\n25/10/2021, 16:39 - Ann: b\n10/26/2021, 16:39 - Bob: c\n11/05/2021, 16:39 - Bob: d\n";
        var (sink, reading) = WhatsApp.Read(LogReadings.Source(Text));
        Assert.True(reading.DateOrderAmbiguous);
        Assert.Equal(4, sink.Total);
    }

    [Fact]
    public void A_joined_export_that_only_seems_to_run_otherwise_is_said_to_be_a_guess()
    {
        const string Text =
            "\uFEFF24/10/2021, 16:39 - Ann: a\n05/11/2021, 16:39 - Ann: b\n"
            + "\uFEFF01/02/2022, 16:39 - Bob: c\n01/03/2022, 16:39 - Bob: d\n02/01/2022, 16:39 - Bob: e\n02/02/2022, 16:39 - Bob: f\n";
        var (sink, reading) = WhatsApp.Read(LogReadings.Source(Text));
        Assert.Equal("2022-02-01T16:39:00Z", sink.Messages[2].Utc);
        Assert.Equal(DateOrder.DayFirst, reading.DateOrder);
        Assert.True(reading.DateOrderAmbiguous);
    }

    [Fact]
    public void A_chat_pasted_into_a_message_stays_in_it()
    {
        var pasted = string.Concat(
            Enumerable.Range(10, 12).Select(minute => $"[16:{minute}, 24/10/2021] Paul: cité\n")
        );
        var sink = WhatsApp.Read(
            "24/10/2021, 16:39 - Ann: voici\n" + pasted + "24/10/2021, 16:40 - Bob: merci\n"
        );
        Assert.Equal(["ann", "bob"], sink.Messages.Select(message => message.Contact));
    }

    [Fact]
    public void Where_ios_ends_messages_with_returns_a_pasted_message_is_told_from_a_sent_one()
    {
        var text = string.Concat(
            Enumerable
                .Range(10, 12)
                .Select(second =>
                    second == 15
                        ? $"[24/10/2021, 16:39:{second}] Ann: voici\n[23/10/2021, 10:00:00] Paul: cité\r\n"
                        : $"[24/10/2021, 16:39:{second}] Ann: x\r\n"
                )
        );
        var sink = WhatsApp.Read(text);
        Assert.Equal(12, sink.Messages.Count);
        Assert.Equal("voici\n[23/10/2021, 10:00:00] Paul: cité", sink.Messages[5].Body);
        // Without the returns nothing tells them apart.
        Assert.Equal(13, WhatsApp.Read(text.Replace("\r", "", StringComparison.Ordinal)).Messages.Count);
    }

    [Fact]
    public void A_name_with_a_colon_is_learnt_when_it_recurs()
    {
        var sink = WhatsApp.Read(
            "24/10/2021, 16:38 - Loja (Vendas): balcão: Olá\n24/10/2021, 16:39 - Ann: oi: tudo\n"
                + "24/10/2021, 16:40 - Loja (Vendas): balcão: bem\n24/10/2021, 16:41 - Loja (Vendas): balcão: e: você\n"
                + "24/10/2021, 16:42 - Ann: sim\n"
        );
        Assert.Equal(
            [
                ("loja (vendas): balcão", "Olá"),
                ("ann", "oi: tudo"),
                ("loja (vendas): balcão", "bem"),
                ("loja (vendas): balcão", "e: você"),
                ("ann", "sim"),
            ],
            sink.Messages.Select(message => (message.Contact, message.Body))
        );
    }

    [Fact]
    public void Pictures_and_places_are_no_part_of_a_name()
    {
        var sink = WhatsApp.Read(
            string.Concat(
                Enumerable
                    .Range(10, 4)
                    .Select(second =>
                        $"\u200E[24/10/2021, 16:39:{second}] Ann: \u200E<attached: 00000001-PHOTO.jpg>\r\n"
                        + $"[24/10/2021, 16:39:{second}] Bob: location: https://maps.google.com/?q=4,9\r\n"
                    )
            )
        );
        Assert.Equal(["ann", "bob"], sink.Messages.Select(message => message.Contact).Distinct());
    }

    [Fact]
    public void A_file_without_spaces_after_names_is_read() =>
        Assert.Equal(
            ["bob", "ann", "bob"],
            WhatsApp
                .Read(
                    "24/10/2021, 16:39 - Bob:Hi\n24/10/2021, 16:40 - Ann:Yo\n24/10/2021, 16:41 - Bob:12:30?\n"
                )
                .Messages.Select(message => message.Contact)
        );

    [Fact]
    public void Names_saved_in_the_wrong_encoding_are_put_right() =>
        Assert.Equal(
            ["élodie", "élodie", "محمد"],
            WhatsApp
                .Read(
                    "24/10/2021, 16:39 - Ã‰lodie: a\n24/10/2021, 16:40 - Élodie: b\n24/10/2021, 16:41 - Ù…Ø\u00ADÙ…Ø¯: c\n"
                )
                .Messages.Select(message => message.Contact)
        );

    [Theory]
    [InlineData("24/10/2021; 16:39 - Ann: a\n25/10/2021; 16:40 - Bob: b\n")]
    [InlineData("24/10/2021; 16;39 - Ann; a\n25/10/2021; 16;40 - Bob; b\n")]
    [InlineData("\"24/10/2021, 16:39 - Ann: a\"\n\"25/10/2021, 16:40 - Bob: b\"\n")]
    public void Semicolons_and_quotes_of_a_spreadsheet_are_repaired(string text) =>
        Assert.Equal(
            [("ann", "a", "2021-10-24T16:39:00Z"), ("bob", "b", "2021-10-25T16:40:00Z")],
            Read(text)
        );

    [Fact]
    public void A_quoted_line_loses_the_spreadsheets_marks_alone() =>
        Assert.Equal(
            "she said \"yes\", \"no\"",
            Assert
                .Single(
                    WhatsApp.Read("\"24/10/2021, 16:39 - Ann: she said \"\"yes\"\", \"\"no\"\"\"\n").Messages
                )
                .Body
        );

    [Fact]
    public void Dates_that_a_spreadsheet_has_turned_round_are_refused()
    {
        var refusal = Assert.Throws<RiskLensException>(() =>
            WhatsApp.Read("24/10/2021; 16:39 - Ann: a\n10/25/2021; 16:40 - Bob: b\n")
        );
        Assert.Contains("spreadsheet", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_with_unknown_words_are_refused() =>
        Assert.Throws<RiskLensException>(() =>
            WhatsApp.Read("24/10/2021, 4:39 xyzzy - Ann: a\n24/10/2021, 5:39 xyzzy - Ann: b\n")
        );

    [Fact]
    public void One_time_with_an_unknown_word_is_rejected_and_not_taken_for_text()
    {
        var lines = Enumerable.Range(10, 9).Select(minute => $"24/10/2021, 4:{minute} pm - Ann: x\n");
        var sink = WhatsApp.Read(string.Concat(lines) + "24/10/2021, 4:59 xyz - Ann: y\nz\n");
        Assert.Equal(9, sink.Messages.Count);
        Assert.All(sink.Messages, message => Assert.Equal("x", message.Body));
        Assert.Equal(
            new Rejected(10, RejectionReason.UnreadableTime, "99/99/9999, 9:99 aaa - Aaa: a"),
            Assert.Single(sink.Rejections)
        );
    }

    [Fact]
    public void Beside_times_without_words_an_odd_word_is_text() =>
        Assert.Equal(
            ["a\n25/10/2021, 9:30 sharp - be there: you", "b"],
            WhatsApp
                .Read(
                    "24/10/2021, 16:39 - Ann: a\n25/10/2021, 9:30 sharp - be there: you\n24/10/2021, 16:40 - Bob: b\n"
                )
                .Messages.Select(message => message.Body)
        );

    [Theory]
    [InlineData("Bild weggelassen", true)]
    [InlineData("imagem ocultada", true)]
    [InlineData("görüntü dahil edilmedi", true)]
    [InlineData("Diese Nachricht wurde gelöscht.", true)]
    [InlineData("此消息已被删除", true)]
    [InlineData("Llamada perdida", false)]
    [InlineData("Emirço bu grubun simgesini değiştirdi", false)]
    [InlineData("As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta e", false)]
    public void Markers_of_many_languages_are_told_apart(string body, bool isMessage)
    {
        var sink = WhatsApp.Read($"[24/10/2021, 16:39:05] Ann: \u200E{body}\n");
        Assert.Equal((isMessage ? 1 : 0, isMessage ? 0 : 1), (sink.Messages.Count, sink.System));
    }

    [Fact]
    public void A_file_left_out_is_known_in_any_language_by_the_mark_before_its_line() =>
        Assert.Single(WhatsApp.Read("\u200E[24/10/2021, 16:39:05] Ann: \u200Exyz abgd\n").Messages);

    [Fact]
    public void Those_who_are_only_named_by_whatsapp_are_no_contacts()
    {
        var context = LogReadings.Context with { OwnName = "Atlas" };
        var sink = WhatsApp.Read(
            "[24/10/2021, 16:39:01] Team: \u200EMessages and calls are end-to-end encrypted.\n"
                + "[24/10/2021, 16:39:02] +237 1: \u200E+237 1 joined using this group's invite link\n"
                + "[24/10/2021, 16:39:03] Ann: a\n[24/10/2021, 16:39:04] Atlas: b\n",
            context
        );
        Assert.Equal(["ann", "ann"], sink.Messages.Select(message => message.Contact));
        Assert.Equal(2, sink.System);
    }

    [Fact]
    public void A_subject_with_a_colon_is_told_from_a_name_in_any_language() =>
        Assert.Equal(
            1,
            WhatsApp.Read("24/10/2021, 16:39 - Ann ba canja suna zuwa \"Kasuwa: sayarwa\"\n").System
        );

    [Fact]
    public void Hours_that_come_twice_or_never_are_counted()
    {
        var context = LogReadings.Context with { Zone = LogReadings.Zone("Europe/Paris") };
        var (_, reading) = WhatsApp.Read(
            LogReadings.Source(
                "28/03/2021, 02:30 - Ann: a\n31/10/2021, 02:30 - Ann: b\n31/10/2021, 02:40 - Ann: c\n"
            ),
            context
        );
        Assert.Equal((2, 1), (reading.RepeatedHour, reading.MissingHour));
    }

    [Theory]
    [InlineData("2021-10-04 15:39:00,123 - root - INFO - started\n")]
    [InlineData("2021-10-04 15:39:00 - INFO - started\n2021-10-04 15:39:01 - INFO - stopped\n")]
    [InlineData("[2021-10-04 15:39:00] started\n")]
    [InlineData("[24/Oct/2021:15:39:00 +0000] GET /\n")]
    public void A_programs_journal_is_no_chat(string text) => Assert.False(WhatsApp.Recognises(text));

    [Theory]
    [InlineData("", " - ")]
    [InlineData("", " – ")]
    [InlineData("", ": ")]
    [InlineData("[", "] ")]
    [InlineData("\u200E[", "] ")]
    public void A_line_among_others_is_read_as_it_would_be_alone(string front, string joint)
    {
        string[] dates =
        [
            "2024-01-02",
            "2024-1-2",
            "2024-12-31",
            "2024-02-30",
            "2024-13-01",
            "2024-1-222",
            "0024-1-2",
        ];
        string[] times =
        [
            "1:05",
            "13:05",
            "24:05",
            "25:05",
            "1:60",
            "01:05",
            "1:5",
            "111:05",
            "0:00",
            "12:00",
        ];
        string[] words = ["", " am", " PM", "\u202Fpm", " p. m.", " .", " noon"];
        var lines =
            from date in dates
            from time in times
            from word in words
            select $"{front}{date}, {time}{word}{joint}Ann: x";
        var (alone, bodies) = (new List<string>(), new List<string>());
        foreach (var line in lines)
        {
            var utc = Alone(line);
            if (utc is not null)
                alone.Add(utc);
            bodies.Add(line);
        }
        Assert.True(alone.Count > 50);
        Assert.Equal(alone, WhatsApp.Read(string.Join('\n', bodies)).Messages.Select(message => message.Utc));
        bodies.Reverse();
        alone.Reverse();
        Assert.Equal(alone, WhatsApp.Read(string.Join('\n', bodies)).Messages.Select(message => message.Utc));
    }

    private static string? Alone(string line)
    {
        try
        {
            return WhatsApp.Read(line).Messages.SingleOrDefault()?.Utc;
        }
        catch (RiskLensException)
        {
            return null;
        }
    }
}
