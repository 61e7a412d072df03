using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

public sealed class WhatsAppExportTests
{
    private static readonly WhatsAppExport WhatsApp = new();

    [Theory]
    [InlineData("24/10/2021, 16:39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("24/10/2021, 4:39 pm - ", "2021-10-24T16:39:00Z")]
    [InlineData("10/24/21, 16:39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("10/24/21, 4:39\u202FPM - ", "2021-10-24T16:39:00Z")]
    [InlineData("10/24/21, 12:05\u202FAM - ", "2021-10-24T00:05:00Z")]
    [InlineData("10/24/21, 12:05 PM - ", "2021-10-24T12:05:00Z")]
    [InlineData("10/24/21, 4:39â€¯pm - ", "2021-10-24T16:39:00Z")]
    [InlineData("24/10/2021 16:39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("24/10/2021, 4:39 p. m. - ", "2021-10-24T16:39:00Z")]
    [InlineData("24/10/2021, 4:39\u00A0p.\u00A0m. - ", "2021-10-24T16:39:00Z")]
    [InlineData("24-10-21 16:39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("24/10/2021 à 16:39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("24.10.21 à 16:39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("24.10.21, 16:39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("24.10.2021 klo 16.39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("24/10/21 16.39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("2021-10-24, 4:39 p.m. - ", "2021-10-24T16:39:00Z")]
    [InlineData("2021/10/24, 16:39 – ", "2021-10-24T16:39:00Z")]
    [InlineData("2021-10-24 16 h 39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("[24/10/2021, 16:39:05] ", "2021-10-24T16:39:05Z")]
    [InlineData("[24/10/2021 à 16:39:05] ", "2021-10-24T16:39:05Z")]
    [InlineData("\u200E[24/10/2021, 16:39:05] ", "2021-10-24T16:39:05Z")]
    [InlineData("\\u200E[24/10/2021, 16:39:05] ", "2021-10-24T16:39:05Z")]
    [InlineData("\uFEFF\u200E[24/10/2021 16:39:05] ", "2021-10-24T16:39:05Z")]
    [InlineData("[10/24/21, 4:39:05\u202FPM] ", "2021-10-24T16:39:05Z")]
    [InlineData("[10/24/21, 4:39:05 PM] ", "2021-10-24T16:39:05Z")]
    [InlineData("[24.10.21, 16:39:05] ", "2021-10-24T16:39:05Z")]
    [InlineData("[24/10/21 16.39.05] ", "2021-10-24T16:39:05Z")]
    [InlineData("[2021/10/24 16:39:05] ", "2021-10-24T16:39:05Z")]
    [InlineData("24. 10. 2021. 16:39 - ", "2021-10-24T16:39:00Z")]
    [InlineData("24/10/21 16:39:05: ", "2021-10-24T16:39:05Z")]
    [InlineData("10/24/21, 4:39:05 PM: ", "2021-10-24T16:39:05Z")]
    public void Each_family_of_headers_is_read(string header, string utc)
    {
        var text = $"{header}Alice: Bonjour\n{header}Bob: Salut : ça va ?\n";
        Assert.True(WhatsApp.Recognises(text));
        var sink = WhatsApp.Read(text);
        Assert.Equal(
            [("alice", "Bonjour", utc), ("bob", "Salut : ça va ?", utc)],
            sink.Messages.Select(message => (message.Contact, message.Body, message.Utc))
        );
        Assert.Equal(2, sink.Total);
    }

    [Fact]
    public void A_body_goes_on_over_lines_until_the_next_header()
    {
        var sink = WhatsApp.Read(
            "24/10/2021, 16:39 - Alice: un\r\ndeux\r\n\r\ntrois\r\n24/10/2021, 16:40 - Bob: x\r\n"
        );
        Assert.Equal(["un\ndeux\n\ntrois", "x"], sink.Messages.Select(message => message.Body));
    }

    [Theory]
    [InlineData("24.10.2021, 16:41 - Paul: cité")]
    [InlineData("[24/10/2021, 16:41:00] Paul: cité")]
    [InlineData("24/10/21, 16:41 - Paul: cité")]
    [InlineData("2016-04-29 10:30:00")]
    [InlineData("12/12/2019: Départ")]
    public void A_line_of_a_body_that_begins_with_a_date_in_another_style_is_body(string line)
    {
        var sink = WhatsApp.Read(
            $"24/10/2021, 16:39 - Alice: voici\n{line}\n24/10/2021, 16:40 - Bob: merci\n"
        );
        Assert.Equal(["voici\n" + line, "merci"], sink.Messages.Select(message => message.Body));
    }

    [Fact]
    public void Android_lines_without_an_author_are_system_lines()
    {
        var sink = WhatsApp.Read(
            "24/10/2021, 16:38 - Les messages et les appels sont chiffrés de bout en bout.\n"
                + "24/10/2021, 16:39 - Alice a créé le groupe \"Soldes: -50%\"\n"
                + "24/10/2021, 16:40 - Alice a changé le sujet en « Soldes: fin »\nsuite\n"
                + "24/10/2021, 16:41 - \n"
                + "24/10/2021, 16:42 - Alice: <Médias omis>\n"
                + "24/10/2021, 16:43 - Alice: Ce message a été supprimé\n"
                + "24/10/2021, 16:44 - Alice:\n"
                + "24/10/2021, 16:45 - Alice:sans espace\n"
        );
        Assert.Equal(4, sink.System);
        Assert.Equal(
            ["<Médias omis>", "Ce message a été supprimé", "", "sans espace"],
            sink.Messages.Select(message => message.Body)
        );
    }

    [Theory]
    [InlineData("\u200Eimage omitted", true)]
    [InlineData("\u200Eimage absente", true)]
    [InlineData("\u200E<attached: 00000001-PHOTO.jpg>", true)]
    [InlineData("\u200E<pièce jointe : 00000001-PHOTO.jpg>", true)]
    [InlineData("\u200EThis message was deleted.", true)]
    [InlineData("\u200EVous avez supprimé ce message.", true)]
    [InlineData("\u200Elocation: https://maps.google.com/?q=4.05,9.7", true)]
    [InlineData("Facture.pdf • 2 pages \u200Edocument omitted", true)]
    [InlineData("\u200Fنص عادي", true)]
    [InlineData("\u200EMissed voice call", false)]
    [InlineData("\u200EAlice joined using this group's invite link", false)]
    [InlineData("\u200EVous avez été ajouté(e)", false)]
    [InlineData("\u200EMessages and calls are end-to-end encrypted.", false)]
    public void On_ios_a_mark_tells_what_whatsapp_wrote_itself(string body, bool isMessage)
    {
        var sink = WhatsApp.Read($"[24/10/2021, 16:39:05] Alice: {body}\n");
        Assert.Equal(isMessage ? 1 : 0, sink.Messages.Count);
        Assert.Equal(isMessage ? 0 : 1, sink.System);
    }

    [Theory]
    [InlineData("~ Paul Ngo")]
    [InlineData("~\u202FPaul\u00A0Ngo")]
    [InlineData("\u200EPaul Ngo")]
    [InlineData("\u202APAUL NGO\u202C")]
    public void One_person_is_one_contact_however_the_export_dresses_the_name(string author) =>
        Assert.Equal(
            "paul ngo",
            Assert.Single(WhatsApp.Read($"[24/10/2021, 16:39:05] {author}: x\n").Messages).Contact
        );

    [Fact]
    public void What_the_company_wrote_is_for_the_other_of_two()
    {
        var context = LogReadings.Context with { OwnName = " Banque Atlas" };
        var sink = WhatsApp.Read(
            "24/10/2021, 16:39 - BANQUE ATLAS: Bonjour\n24/10/2021, 16:40 - +237 699 00 11 22: Mon solde ?\n",
            context
        );
        Assert.Equal(
            [("+237699001122", Direction.Out), ("+237699001122", Direction.In)],
            sink.Messages.Select(message => (message.Contact, message.Direction))
        );
    }

    [Fact]
    public void What_the_company_wrote_in_a_group_is_for_the_group()
    {
        var context = LogReadings.Context with { OwnName = "Atlas" };
        var sink = WhatsApp.Read(
            "24/10/2021, 16:39 - Atlas: a\n24/10/2021, 16:40 - Ann: b\n24/10/2021, 16:41 - Bob: c\n",
            context
        );
        Assert.Equal(["ann", "bob"], sink.Messages.Skip(1).Select(message => message.Contact));
        Assert.Equal(Direction.Out, sink.Messages[0].Direction);
        Assert.StartsWith("group:", sink.Messages[0].Contact, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Élodie")]
    public void Without_a_match_of_the_own_name_everything_came_in(string? own)
    {
        var context = LogReadings.Context with { OwnName = own };
        var sink = WhatsApp.Read("24/10/2021, 16:39 - Elodie: a\n24/10/2021, 16:40 - Ann: b\n", context);
        Assert.All(sink.Messages, message => Assert.Equal(Direction.In, message.Direction));
    }

    [Fact]
    public void Lines_before_the_first_header_are_rejected_with_their_numbers()
    {
        const string Text =
            "la fin d'un message\n\nencore\n24/10/2021, 16:39 - Ann: a\n24/10/2021, 16:40 - Ann: b\n";
        Assert.True(WhatsApp.Recognises(Text));
        var sink = WhatsApp.Read(Text);
        Assert.Equal(
            [
                new Rejected(1, RejectionReason.BeforeFirstHeader, "aa aaa a'aa aaaaaaa"),
                new Rejected(3, RejectionReason.BeforeFirstHeader, "aaaaaa"),
            ],
            sink.Rejections
        );
        Assert.Equal(2, sink.Messages.Count);
    }

    [Theory]
    [InlineData("31/02/2021, 16:39", RejectionReason.UnreadableTime)]
    [InlineData("31/12/2040, 16:39", RejectionReason.InTheFuture)]
    [InlineData("31/12/1980, 16:39", RejectionReason.TooEarly)]
    public void A_date_that_cannot_be_is_rejected_and_never_rolled_over(string date, string reason)
    {
        var sink = WhatsApp.Read(
            $"24/10/2021, 16:39 - Ann: a\n{date} - Ann: b\nsuite\n24/10/2021, 16:41 - Ann: c\n"
        );
        Assert.Equal([new Rejected(2, reason, "99/99/9999, 99:99 - Aaa: a")], sink.Rejections);
        Assert.Equal(["a", "c"], sink.Messages.Select(message => message.Body));
    }

    [Fact]
    public void Messages_out_of_order_are_kept() =>
        Assert.Equal(
            ["2021-10-24T16:41:00Z", "2021-10-24T16:39:00Z"],
            WhatsApp
                .Read("24/10/2021, 16:41 - Ann: a\n24/10/2021, 16:39 - Ann: b\n")
                .Messages.Select(message => message.Utc)
        );

    [Fact]
    public void The_wall_clock_is_in_the_zone_of_the_company() =>
        Assert.Equal(
            "2021-10-24T15:39:00Z",
            WhatsApp
                .Read(
                    "24/10/2021, 16:39 - Ann: a\n",
                    LogReadings.Context with
                    {
                        Zone = LogReadings.Zone("Africa/Douala"),
                    }
                )
                .Messages[0]
                .Utc
        );

    [Fact]
    public void An_order_that_nothing_decides_is_said_to_be_a_guess() =>
        Assert.Equal(
            new LogReading(DateOrder.DayFirst, DateOrderAmbiguous: true),
            WhatsApp.Read(LogReadings.Source("04/10/2021, 16:39 - Ann: a\n")).Reading
        );

    [Theory]
    [InlineData("time,contact\n2021-10-04T15:39:00Z,a\n")]
    [InlineData("Dear Ann,\non 24/10/2021, 16:39 - as I said - you wrote.\n")]
    [InlineData("2021-10-04 15:39:00 INFO started\n2021-10-04 15:39:01 INFO stopped\n")]
    [InlineData("")]
    public void What_is_no_export_is_not_recognised(string text) => Assert.False(WhatsApp.Recognises(text));

    [Fact]
    public void The_registry_tells_chats_from_tables()
    {
        Assert.Equal("whatsapp-export", LogFormats.Recognise("24/10/2021, 16:39 - Ann: a, b\n")?.Name);
        Assert.Equal("csv", LogFormats.Recognise("time,contact\n2021-10-04T15:39:00Z,a\n")?.Name);
        Assert.Null(LogFormats.Recognise("a letter\n"));
    }
}
