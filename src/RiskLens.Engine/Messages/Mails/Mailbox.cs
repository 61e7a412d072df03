using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// E-mail: a mailbox file (mbox in its variants), a single mail (.eml), or the mails of a zip. Only headers are read.
/// A mail from one of the company's own addresses went out, any other came in; the own addresses are those the user
/// named, else what the mailbox itself shows (<see cref="MailOwnerEvidence"/>). The contact is the customer's address;
/// a mail to several customers is one message, to the first of them, as the provider carries it as one. Mail among the
/// company's own, drafts, spam, bounces, and what machines and mailing lists sent to the company are no messages. The
/// time is that of Date, or where that is missing, unreadable or impossible, of the last relay's Received. Archives
/// and labels repeat a mail, so it counts once by its Message-ID. The subject stands for the text.
/// </summary>
internal sealed class Mailbox : ILogFormat
{
    private const int MailsBetweenLooks = 256;

    /// <inheritdoc/>
    public string Name => "email";

    /// <inheritdoc/>
    public string? DefaultChannel => "email";

    /// <inheritdoc/>
    public bool Recognises(string head) => MailHead.Is(head);

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var given = MailOwner.Given(context.OwnAddresses);
        var evidence = new MailOwnerEvidence();
        if (given is null)
            ForEach(new WatchedBytes(source, bytesRead, pass: 0, passes: 2), evidence.Add, cancellationToken);
        var messages = new MailMessages(given ?? evidence.Decide(), context, sink);
        var last = given is null
            ? new WatchedBytes(source, bytesRead, pass: 1, passes: 2)
            : new WatchedBytes(source, bytesRead, pass: 0, passes: 1);
        ForEach(last, messages.Take, cancellationToken);
        if (messages.AreAllStrange)
        {
            throw new RiskLensException(
                "None of the mails is from or to one of the company's own addresses.",
                "Add the address or domain of this mailbox to the company's own addresses and import the file again."
            );
        }
        return messages.Reading;
    }

    private static void ForEach(Stream bytes, Action<Mail> take, CancellationToken cancellationToken)
    {
        using var log = new MailLog(new MailLines(bytes));
        var count = 0L;
        foreach (var mail in log.Read())
        {
            if (count++ % MailsBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            take(mail);
        }
    }
}
