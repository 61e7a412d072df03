namespace RiskLens.Engine.Messages;

/// <summary>Makes messages of mails; see <see cref="Mailbox"/> for the rules.</summary>
internal sealed class MailMessages(MailOwner owner, LogContext context, IMessageSink sink)
{
    private static readonly string[] LabelsOfNoMessage =
    [
        "draft",
        "drafts",
        "spam",
        "chat",
        "chats",
        "brouillons",
    ];

    private readonly LocalTimes _local = new(context.Zone);
    private readonly TimeWindow _window = new(context.LatestUnixMilliseconds);
    private long _strange;
    private long _known;

    /// <summary>Whether mails were read and not one names an own address.</summary>
    public bool AreAllStrange => _strange > 0 && _known == 0;

    /// <summary>What the times told.</summary>
    public LogReading Reading =>
        new(DateOrder: null, DateOrderAmbiguous: false)
        {
            RepeatedHour = _local.RepeatedHour,
            MissingHour = _local.MissingHour,
        };

    /// <summary>Hands a mail to the sink as a message, a system line or a rejection.</summary>
    public void Take(Mail mail)
    {
        var from = MailAddresses.First(mail["from"]);
        var recipients = MailAddresses
            .Of(mail["to"])
            .Concat(MailAddresses.Of(mail["cc"]))
            .Concat(MailAddresses.Of(mail["bcc"]))
            .ToList();
        var isOut = from is not null && owner.Owns(from);
        var own = isOut ? from : recipients.Concat(Delivered(mail)).FirstOrDefault(owner.Owns);
        _known += own is null ? 0 : 1;
        _strange += own is null ? 1 : 0;
        var contact = isOut ? recipients.Find(address => !owner.Owns(address)) : from;
        if (IsNoMessage(mail, from) || (isOut ? recipients.Count > 0 && contact is null : IsByMachine(mail)))
            sink.CountSystem();
        else if (Refusal(mail, out var time) is { } refusal)
            sink.Reject(new Rejected(mail.Line, refusal, LineShape.Of(mail["date"])));
        else if (contact is null)
            sink.Reject(new Rejected(mail.Line, RejectionReason.NoContact));
        else
            Accept(mail, time, isOut, contact, own);
    }

    private void Accept(Mail mail, long time, bool isOut, string contact, string? own)
    {
        Span<char> normal = contact.Length <= 256 ? stackalloc char[256] : new char[contact.Length];
        var id = mail["message-id"]?.Trim().Trim('<', '>');
        sink.Accept(
            new Message
            {
                UnixMilliseconds = time,
                Direction = isOut ? Direction.Out : Direction.In,
                Contact = normal[..ContactName.Normalise(contact, normal)],
                Account = own,
                Id = id,
                Counting = string.IsNullOrEmpty(id) ? Counting.Each : Counting.OncePerId,
                Body = mail["subject"],
            }
        );
    }

    /// <summary>The time of Date, or of the last relay; why neither can be taken, or null.</summary>
    private string? Refusal(Mail mail, out long time)
    {
        var refusal = _window.Refusal(MailDate.Read(mail["date"], _local, out time), time);
        if (refusal is null || mail["received"] is not { } received)
            return refusal;
        var relayed = received[(received.LastIndexOf(';') + 1)..];
        return _window.Refusal(MailDate.Read(relayed, _local, out time), time) is null ? null : refusal;
    }

    private static IReadOnlyList<string> Delivered(Mail mail) =>
        [.. MailAddresses.Of(mail["delivered-to"]), .. MailAddresses.Of(mail["x-original-to"])];

    /// <summary>Drafts, spam and chats that a mail program keeps among the mails, and reports of delivery.</summary>
    private static bool IsNoMessage(Mail mail, string? from)
    {
        var labels =
            mail["x-gmail-labels"]?.Split(',').Select(label => label.Trim().ToLowerInvariant()) ?? [];
        var name = from?[..from.LastIndexOf('@')];
        return mail["x-mozilla-draft-info"] is not null
            || labels.Any(LabelsOfNoMessage.Contains)
            || name is "mailer-daemon" or "postmaster"
            || StartsWith(mail["content-type"], "multipart/report");
    }

    /// <summary>What a machine or a mailing list sent: it is no customer who writes.</summary>
    private static bool IsByMachine(Mail mail) =>
        (mail["auto-submitted"] is { } submitted && !StartsWith(submitted, "no"))
        || mail["list-id"] is not null
        || mail["list-unsubscribe"] is not null
        || mail["precedence"]?.Trim().ToLowerInvariant() is "bulk" or "list" or "junk" or "auto_reply"
        || mail["return-path"]?.Trim() is "<>";

    private static bool StartsWith(string? value, string start) =>
        value?.TrimStart().StartsWith(start, StringComparison.OrdinalIgnoreCase) == true;
}
