using System.Text;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

public sealed class OwnNamesTests
{
    private static LogContext Bank { get; } =
        LogReadings.Context with
        {
            OwnName = "Atlas",
            OwnAddresses = new HashSet<string>(
                ["desk", "support desk", "+237222000000", "bank.example"],
                StringComparer.Ordinal
            ),
        };

    [Theory]
    [InlineData("ATLAS", true)]
    [InlineData("Support\u00A0Desk", true)]
    [InlineData("+237 2 22 00 00 00", true)]
    [InlineData("\u202A+237 222-000-000\u202C", true)]
    [InlineData("Ann@Bank.example", true)]
    [InlineData("Ann", false)]
    [InlineData("Support", false)]
    [InlineData("ann@example", false)]
    public void The_company_is_known_by_any_of_its_names(string author, bool own)
    {
        var table = new DelimitedFormat().Read($"time,from\n2026-03-02 10:00,{author}\n", Bank);
        var chat = new WhatsAppExport().Read($"24/10/2021, 16:39 - {author}: a\n", Bank);
        var expected = own ? Direction.Out : Direction.In;
        Assert.Equal(expected, Assert.Single(table.Messages).Direction);
        Assert.Equal(expected, Assert.Single(chat.Messages).Direction);
    }

    [Fact]
    public void A_name_copied_with_its_tilde_is_the_name_without()
    {
        var context = LogReadings.Context with { OwnName = "~ Desk" };
        var sink = new WhatsAppExport().Read(
            "24/10/2021, 16:39 - ~ Desk: a\n24/10/2021, 16:40 - Desk: b\n24/10/2021, 16:41 - Ann: c\n",
            context
        );
        Assert.Equal(
            [Direction.Out, Direction.Out, Direction.In],
            sink.Messages.Select(message => message.Direction)
        );
    }

    [Fact]
    public void Agents_and_numbers_of_a_whatsapp_chat_are_the_company()
    {
        var sink = new WhatsAppExport().Read(
            "24/10/2021, 16:39 - +237 2 22 00 00 00: a\n24/10/2021, 16:40 - Desk: b\n24/10/2021, 16:41 - Ann: c\n",
            Bank
        );
        Assert.Equal(
            [("ann", Direction.Out), ("ann", Direction.Out), ("ann", Direction.In)],
            sink.Messages.Select(message => (message.Contact, message.Direction))
        );
    }

    [Fact]
    public void Agents_of_a_messenger_thread_answer_its_only_customer()
    {
        var sink = new MessengerExport().Read(
            """
            {"participants":[{"name":"Desk"},{"name":"Ann"},{"name":"Support Desk"}],"messages":[
            {"sender_name":"Desk","timestamp_ms":1700000000000,"content":"a","type":"Generic"},
            {"sender_name":"Support Desk","timestamp_ms":1700000001000,"content":"b","type":"Generic"},
            {"sender_name":"Ann","timestamp_ms":1700000002000,"content":"c","type":"Generic"}],
            "title":"Help","thread_path":"inbox/help_1"}
            """,
            Bank
        );
        Assert.Equal(
            [("ann", Direction.Out), ("ann", Direction.Out), ("ann", Direction.In)],
            sink.Messages.Select(message => (message.Contact, message.Direction))
        );
    }

    [Fact]
    public void Agents_of_a_telegram_group_are_the_company()
    {
        var sink = new TelegramExport().Read(
            """
            {"name":"Help","type":"private_group","id":5,"messages":[
            {"id":1,"type":"message","date":"2023-11-14T22:13:20","date_unixtime":"1700000000","from":"Support Desk","from_id":"user1","text":"a"},
            {"id":2,"type":"message","date":"2023-11-14T22:13:21","date_unixtime":"1700000001","from":"Ann","from_id":"user2","text":"b"}]}
            """,
            Bank
        );
        Assert.Equal([Direction.Out, Direction.In], sink.Messages.Select(message => message.Direction));
    }

    [Fact]
    public void A_number_of_the_company_in_a_signal_chat_is_the_company()
    {
        var sink = new SignalChat().Read(
            "[2023-11-14 22:13:20] +237222000000: a\n\n[2023-11-14 22:14:20] Ann: b\n",
            Bank
        );
        Assert.Equal(
            [("ann", Direction.Out), ("ann", Direction.In)],
            sink.Messages.Select(message => (message.Contact, message.Direction))
        );
    }

    [Theory]
    [InlineData("dr. desk")]
    [InlineData("desk @ bank")]
    [InlineData("desk inc.")]
    public void A_name_alone_is_no_owner_of_a_mailbox(string name)
    {
        var mails = string.Concat(
            ((string[])["ann", "bob", "eve"]).Select(customer =>
                $"From - Sun Mar  1 10:00:00 2026\nDate: Sun, 1 Mar 2026 10:00:00 +0000\nFrom: {customer}@home.example\nTo: desk@bank.example\nMessage-ID: <{customer}@home.example>\nSubject: x\n\nHello.\n\n"
            )
        );
        var own = new HashSet<string>([name], StringComparer.Ordinal);
        var sink = AnyLog.Read(mails, AnyLog.Context with { OwnAddresses = own }).Sink;
        Assert.Equal(3, sink.Messages.Count(message => message.Direction == Direction.In));
    }

    [Theory]
    [InlineData("WhatsApp Chat with Ann B.txt", "ann b")]
    [InlineData("WhatsApp Chat with Ann B (1).txt", "ann b")]
    [InlineData("WhatsApp Chat with +237 699 00 11 22.txt", "+237699001122")]
    [InlineData("WhatsApp Chat - Ann", "ann")]
    [InlineData("WhatsApp_Chat_with_Ann.txt", "ann")]
    [InlineData("Discussion WhatsApp avec Ann.txt", "ann")]
    [InlineData("Chat de WhatsApp con Ann.txt", "ann")]
    [InlineData("Conversa do WhatsApp com Ann.txt", "ann")]
    [InlineData("WhatsApp Chat mit Ann.txt", "ann")]
    [InlineData("Чат WhatsApp с Ann.txt", "ann")]
    public void The_name_of_a_file_may_tell_with_whom_a_chat_is_in_which_nobody_answered(
        string file,
        string contact
    ) => Assert.Equal(contact, Broadcast(file, "Desk"));

    [Theory]
    [InlineData("_chat.txt")]
    [InlineData("WhatsApp Chat with .txt")]
    [InlineData("Ann.txt")]
    public void Another_name_tells_nothing(string file) =>
        Assert.Equal(Broadcast("log", "Desk"), Broadcast(file, "Desk"));

    [Fact]
    public void A_group_has_a_contact_of_its_own()
    {
        Assert.Equal("savers", Broadcast("WhatsApp Chat with Savers.txt", "Desk", "Ann", "Bob"));
        Assert.NotEqual(
            Broadcast("_chat.txt", "Desk", "Ann", "Bob"),
            Broadcast("_chat.txt", "Desk", "Ann", "Eve")
        );
        Assert.Equal(
            Broadcast("_chat.txt", "Desk", "Ann", "Bob"),
            Broadcast("_chat.txt", "Desk", "Bob", "Ann")
        );
        Assert.DoesNotContain("ann", Broadcast("_chat.txt", "Desk", "Ann", "Bob"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_company_is_never_the_contact_of_its_own_messages()
    {
        var contact = Broadcast("WhatsApp Chat with Desk.txt", "Desk");
        Assert.StartsWith("group:", contact, StringComparison.Ordinal);
    }

    /// <summary>The contact of a company's message in a chat of those authors.</summary>
    private static string Broadcast(string file, params string[] authors)
    {
        var bytes = Encoding.UTF8.GetBytes(
            string.Concat(authors.Select((author, i) => $"24/10/2021, 16:4{i} - {author}: hello\n"))
        );
        var source = new LogSource(file, bytes.Length, () => new MemoryStream(bytes, writable: false));
        var (sink, _) = new WhatsAppExport().Read(source, Bank);
        return Assert.Single(sink.Messages, message => message.Direction == Direction.Out).Contact;
    }
}
