namespace RiskLens.Engine.Messages;

/// <summary>The log formats that RiskLens reads, in the order in which they are tried.</summary>
public static class LogFormats
{
    /// <summary>The most specific format first; tables, which almost any text resembles, last.</summary>
    public static IReadOnlyList<ILogFormat> All { get; } =
    [
        new Mailbox(),
        new WhatsAppCloud(),
        new TelegramExport(),
        new InstagramExport(),
        new MessengerExport(),
        new SignalExport(),
        new SignalDesktop(),
        new SignalCli(),
        new SignalText(),
        new SignalChat(),
        new MetaHtml(),
        new SmsBackupXml(),
        new SmsBackupLines(),
        new TwilioMessages(),
        new InfobipReports(),
        new VonageReports(),
        new VonageWebhooks(),
        new AfricasTalking(),
        new MessageBirdMessages(),
        new BirdMessages(),
        new ZendeskTickets(),
        new FreshdeskConversations(),
        new IntercomConversations(),
        new ChatwootMessages(),
        new RasaTracker(),
        new RespondIoMessages(),
        new WhatsAppExport(),
        new MobileMoneyStatement(),
        new JsonTable(),
        new DelimitedFormat(),
    ];

    /// <summary>The first format that recognises the head of a file (see <see cref="LogHead"/>), or null.</summary>
    public static ILogFormat? Recognise(string head) => All.FirstOrDefault(format => format.Recognises(head));
}
