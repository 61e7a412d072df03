namespace RiskLens.Engine.Messages;

/// <summary>Turns the blocks of sigtop's text into messages.</summary>
internal sealed class SignalTextMessages(
    SignalAuthors authors,
    LocalTimes zone,
    LogContext context,
    IMessageSink sink
)
{
    private readonly TimeWindow _window = new(context.LatestUnixMilliseconds);
    private readonly TimeText _times = new(zone);

    /// <summary>Takes a block that began at a line.</summary>
    public void Take(SignalBlock block, long line)
    {
        if (block.Type is not ("incoming" or "outgoing"))
        {
            sink.CountSystem();
            return;
        }
        var own = block.Type == "outgoing";
        var outcome = _times.Read(block.Sent, DateOrder.DayFirst, out var time, out _);
        var contact = ContactName.Normalised((own ? authors.Customer : block.Contact) ?? "");
        var refusal = _window.Refusal(outcome, time);
        if (refusal is null && contact.Length == 0)
            refusal = RejectionReason.NoContact;
        if (refusal is not null)
        {
            sink.Reject(new Rejected(line, refusal));
            return;
        }
        sink.Accept(
            new Message
            {
                UnixMilliseconds = time,
                Direction = own ? Direction.Out : Direction.In,
                Contact = contact,
                Body = block.Body,
            }
        );
    }
}
