using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>How the columns of a table are found where its names do not tell, and what is said of it.</summary>
public sealed class TableColumnsTests
{
    private static readonly DelimitedFormat Csv = new();

    [Fact]
    public void Titles_above_the_header_are_passed_over()
    {
        const string Table =
            "Reporting period 01/03/2026 to 31/03/2026\n\nAccount: x\ntime,contact\n2026-03-02 10:00,ann\n2026-03-02 11:00,\n";
        Assert.True(Csv.Recognises(Table));
        var (sink, reading) = Csv.Read(LogReadings.Source(Table));
        Assert.Equal("ann", Assert.Single(sink.Messages).Contact);
        Assert.Equal(6, Assert.Single(sink.Rejections).Line);
        Assert.Equal((3, true), (reading.Columns!.RowsAbove, reading.Columns.HasHeader));
    }

    [Fact]
    public void Columns_with_unusual_names_are_found_by_what_they_hold()
    {
        const string Table =
            "Wann;Wer;Weg;Typ\n2026-03-02 10:00;+237 699 00 11 22;SMS;in\n2026-03-02 11:00;00237699001123;E-Mail;out\n";
        var (sink, reading) = Csv.Read(LogReadings.Source(Table));
        Assert.Equal(
            [("+237699001122", "sms", Direction.In), ("+237699001123", "email", Direction.Out)],
            sink.Messages.Select(message => (message.Contact, message.Channel, message.Direction))
        );
        Assert.Equal(
            [
                new ProposedColumn(TableField.Time, 1, "Wann", ColumnEvidence.Content),
                new ProposedColumn(TableField.Contact, 2, "Wer", ColumnEvidence.Content),
                new ProposedColumn(TableField.Channel, 3, "Weg", ColumnEvidence.Content),
                new ProposedColumn(TableField.Direction, 4, "Typ", ColumnEvidence.Content),
            ],
            reading.Columns!.Columns
        );
    }

    [Fact]
    public void A_table_without_a_header_loses_no_row_and_shows_none()
    {
        const string Table =
            "2026-03-02T10:00:00Z\t+237699001122\thow are you today\n2026-03-02T10:01:00Z\t+237699001123\tgood thank you all\n";
        Assert.True(Csv.Recognises(Table));
        var (sink, reading) = Csv.Read(LogReadings.Source(Table));
        Assert.Equal(
            [("+237699001122", "how are you today"), ("+237699001123", "good thank you all")],
            sink.Messages.Select(message => (message.Contact, message.Body))
        );
        Assert.Equal((0, false), (reading.Columns!.RowsAbove, reading.Columns.HasHeader));
        Assert.All(reading.Columns.Columns, column => Assert.Null(column.Header));
    }

    [Fact]
    public void An_edge_list_goes_from_its_first_column_to_its_second()
    {
        var rows = Enumerable.Range(0, 12).Select(i => $"{i % 4} {(i + 1) % 4} {1_772_445_600 + i}\n");
        var (sink, reading) = Csv.Read(LogReadings.Source(string.Concat(rows)));
        Assert.Equal(12, sink.Messages.Count);
        Assert.Equal(["0", "1", "2", "3"], sink.Messages.Take(4).Select(message => message.Contact));
        Assert.Equal(
            [TableField.Time, TableField.From, TableField.To],
            reading.Columns!.Columns.Select(column => column.Field)
        );
    }

    [Fact]
    public void A_chat_room_is_time_name_and_text()
    {
        const string Table =
            "2026-03-02 10:00:00,ann,hello to all of you\n2026-03-02 10:01:00,ben,\"yes, hello there\"\n2026-03-02 10:02:00,ann,how is it going\n";
        Assert.Equal(["ann", "ben", "ann"], Csv.Read(Table).Messages.Select(message => message.Contact));
    }

    [Theory]
    [InlineData("2026-03-02 10:00,ann,Paris\n2026-03-02 10:01,ben,Rome\n2026-03-02 10:02,ann,Rome\n")]
    [InlineData("2026-03-02 10:00,1712345678\n2026-03-02 10:01,12\n")]
    [InlineData("ann,hello there my friend\nben,hello there my friend\n")]
    [InlineData("1712345678,254700000001\n1712345079,254700000002\n")]
    public void A_guess_that_is_not_strong_is_refused_with_what_to_say(string table)
    {
        var refusal = Assert.Throws<RiskLensException>(() => Csv.Read(table));
        Assert.Contains("--map time=1,contact=2", refusal.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("ann", refusal.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_columns_that_could_be_the_time_are_for_the_user_to_choose_between()
    {
        const string Table =
            "opened,closed,contact\n2026-03-02 10:00,2026-03-02 11:00,ann\n2026-03-02 10:10,2026-03-02 12:00,ben\n";
        var refusal = Assert.Throws<RiskLensException>(() => Csv.Read(Table));
        Assert.Contains("opened, closed", refusal.Problem, StringComparison.Ordinal);
        Assert.Contains("--map time=opened", refusal.Remedy, StringComparison.Ordinal);
        var context = LogReadings.Context with { Columns = new ColumnProfile(Time: "closed") };
        Assert.Equal("2026-03-02T11:00:00Z", Csv.Read(Table, context).Messages[0].Utc);
    }

    [Fact]
    public void Two_columns_of_telephone_numbers_are_for_the_user_to_choose_between()
    {
        const string Table =
            "2026-03-02 10:00,+237699001122,+237699001123\n2026-03-02 10:01,+237699001124,+237699001123\n";
        var refusal = Assert.Throws<RiskLensException>(() => Csv.Read(Table));
        Assert.Contains("2, 3", refusal.Problem, StringComparison.Ordinal);
        var context = LogReadings.Context with
        {
            Columns = new ColumnProfile(From: "2", To: "3"),
            OwnAddresses = new HashSet<string>(StringComparer.Ordinal) { "+237699001124" },
        };
        Assert.Equal(
            [("+237699001122", Direction.In), ("+237699001123", Direction.Out)],
            Csv.Read(Table, context).Messages.Select(message => (message.Contact, message.Direction))
        );
    }

    [Fact]
    public void A_saved_profile_is_taken_by_the_table_with_its_header_and_no_other()
    {
        var saved = new ColumnProfile(Time: "b", Contact: "c", Direction: "out");
        var context = LogReadings.Context with
        {
            SavedColumns = new Dictionary<string, ColumnProfile>(StringComparer.Ordinal)
            {
                [ColumnProposal.HeaderOf(["A", "b", "c"])] = saved,
            },
        };
        const string Rows = "2026-03-02 10:00,2026-03-02 11:00,ann\n";
        var (sink, reading) = Csv.Read(LogReadings.Source("title\na,B,C\n" + Rows), context);
        var message = Assert.Single(sink.Messages);
        Assert.Equal(
            ("2026-03-02T11:00:00Z", "ann", Direction.Out),
            (message.Utc, message.Contact, message.Direction)
        );
        Assert.Equal(Direction.Out, reading.Columns!.EveryRow);
        Assert.Throws<RiskLensException>(() => Csv.Read("a,b,d\n" + Rows, context));
    }

    [Fact]
    public void A_proposal_as_a_profile_finds_the_same_columns()
    {
        const string Table =
            "2026-03-02T10:00:00Z\tx\t+237699001122\n2026-03-02T10:01:00Z\tx\t+237699001123\n";
        var found = Csv.Propose(LogReadings.Source(Table), LogReadings.Context);
        var context = LogReadings.Context with { Columns = found.AsProfile() };
        var again = Csv.Propose(LogReadings.Source(Table), context);
        Assert.Equal(
            found.Columns.Select(column => (column.Field, column.Column)),
            again.Columns.Select(column => (column.Field, column.Column))
        );
        Assert.All(again.Columns, column => Assert.Equal(ColumnEvidence.Profile, column.How));
    }

    [Fact]
    public void An_accent_that_comes_after_megabytes_in_another_encoding_is_read_right()
    {
        var plain = Encoding.ASCII.GetBytes(
            "time,contact\n" + string.Concat(Enumerable.Repeat("2026-03-02 10:00,someone\n", 4000))
        );
        var latin = Encoding.Latin1.GetBytes("2026-03-02 10:01,Zoé\n");
        var utf8 = Encoding.UTF8.GetBytes("2026-03-02 10:02,Zoé\n");
        Assert.True(plain.Length > 64 * 1024);
        Assert.Equal(["zoé", "zoé"], ContactsOf([.. plain, .. latin, .. utf8]));
        Assert.Equal(["zoé", "zoé"], ContactsOf([.. "time,contact\n"u8, .. utf8, .. latin]));

        static IEnumerable<string> ContactsOf(byte[] log) =>
            Csv.Read(LogReadings.Source(log)).Sink.Messages.Select(one => one.Contact).TakeLast(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void UTF_16_is_read_by_its_mark(bool bigEndian)
    {
        var encoding = bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode;
        byte[] bytes =
        [
            .. encoding.GetPreamble(),
            .. encoding.GetBytes("time;contact\n2026-03-02 10:00;Zoé\n"),
        ];
        Assert.Equal("zoé", Assert.Single(Csv.Read(LogReadings.Source(bytes)).Sink.Messages).Contact);
    }

    [Fact]
    public void The_repeated_and_the_missing_hour_are_counted()
    {
        var context = LogReadings.Context with { Zone = LogReadings.Zone("Europe/Paris") };
        const string Table =
            "time,contact\n2025-03-30 02:30,a\n2025-10-26 02:30,a\n2025-10-26 02:45,b\n2025-10-26 12:00,a\n";
        var reading = Csv.Read(LogReadings.Source(Table), context).Reading;
        Assert.Equal((2, 1), (reading.RepeatedHour, reading.MissingHour));
    }

    [Fact]
    public void A_contact_that_a_database_writes_as_nothing_is_missing()
    {
        var sink = Csv.Read(
            "time,contact\n2026-03-02 10:00,NULL\n2026-03-02 10:00,\\N\n2026-03-02 10:00,Nan\n"
        );
        Assert.Equal("nan", Assert.Single(sink.Messages).Contact);
        Assert.Equal(
            [RejectionReason.NoContact, RejectionReason.NoContact],
            sink.Rejections.Select(one => one.Reason)
        );
    }

    [Fact]
    public void The_company_is_never_a_contact()
    {
        var context = LogReadings.Context with
        {
            OwnName = "My Shop",
            OwnAddresses = new HashSet<string>(StringComparer.Ordinal) { "shop.example" },
        };
        var sink = Csv.Read(
            "time,from\n2026-03-02 10:00,ann\n2026-03-02 10:01,My shop\n2026-03-02 10:02,desk@shop.example\n",
            context
        );
        Assert.Equal(
            [("ann", Direction.In), ("group", Direction.Out), ("group", Direction.Out)],
            sink.Messages.Select(message => (message.Contact, message.Direction))
        );
        var rejected = Csv.Read("time,contact\n2026-03-02 10:00,my shop\n", context).Rejections;
        Assert.Equal(RejectionReason.NoContact, Assert.Single(rejected).Reason);
    }

    [Theory]
    [InlineData("from_me", "true", Direction.Out)]
    [InlineData("from_me", "0", Direction.In)]
    [InlineData("incoming", "yes", Direction.In)]
    [InlineData("incoming", "false", Direction.Out)]
    public void A_column_of_yes_and_no_can_tell_the_direction(
        string name,
        string cell,
        Direction direction
    ) =>
        Assert.Equal(
            direction,
            Assert.Single(Csv.Read($"time,contact,{name}\n2026-03-02 10:00,ann,{cell}\n").Messages).Direction
        );

    [Theory]
    [InlineData("(1,200.50)", "-1200.50")]
    [InlineData("-", "0")]
    [InlineData("NULL", "0")]
    [InlineData("1,00,000.00", "100000")]
    public void Amounts_are_read_as_accounts_write_them(string cell, string amount) =>
        Assert.Equal(
            decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture),
            Assert.Single(Csv.Read($"time;contact;amount\n2026-03-02 10:00;a;{cell}\n").Messages).Amount
        );

    [Theory]
    [InlineData("1772445600123456789", "2026-03-02T10:00:00.123Z")]
    [InlineData("2 abr 2026 10:00", "2026-04-02T10:00:00Z")]
    [InlineData("2. März 2026 10:00", "2026-03-02T10:00:00Z")]
    public void Times_of_other_programs_and_languages_are_read(string cell, string utc) =>
        Assert.Equal(utc, Assert.Single(Csv.Read($"time;contact\n{cell};a\n").Messages).Utc);
}
