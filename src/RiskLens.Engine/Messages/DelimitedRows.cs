using CsvHelper;

namespace RiskLens.Engine.Messages;

/// <summary>Makes messages of table rows, in buffers that are used again for every row.</summary>
internal sealed class DelimitedRows
{
    private const string WhatsApp = "whatsapp";

    /// <summary>Folded, as the keys of the channels are.</summary>
    private const string WhatsAppBusiness = "whatsappbusiness";

    private readonly DelimitedColumns _columns;
    private readonly DelimitedTimes _times;
    private readonly DateOrder _order;
    private readonly TimeWindow _window;
    private readonly Dictionary<string, string> _channels;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _channelOf;
    private readonly CellText _rawContact = new();
    private readonly CellText _contact = new();
    private readonly CellText _channel = new();
    private readonly CellText _direction = new();
    private readonly CellText _purpose = new();
    private readonly CellText _id = new();
    private readonly CellText _status = new();
    private readonly CellText _amount = new();
    private readonly CellText _body = new();

    public DelimitedRows(DelimitedColumns columns, LogContext context, DateOrder order)
    {
        _columns = columns;
        _times = new DelimitedTimes(columns, context.Zone);
        _order = order;
        _window = new TimeWindow(context.LatestUnixMilliseconds);
        _channels = context
            .Channels.GroupBy(Folded.Of)
            .ToDictionary(group => group.Key, group => group.First());
        _channelOf = _channels.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Hands the current row to the sink; where it is no message, the reason comes back instead.</summary>
    public string? TryEmit(CsvReader reader, IMessageSink sink)
    {
        var outcome = _times.Read(reader, _order, out var time, out _);
        if (_window.Refusal(outcome, time) is { } refusal)
            return refusal;
        var direction = Direction.In;
        if (_columns.Direction >= 0 && !TryDirection(reader, out direction))
            return RejectionReason.UnknownDirection;
        var raw = _rawContact.Take(reader, ContactColumn(direction));
        var contact = _contact.TakeContact(raw);
        if (contact.IsEmpty)
            return RejectionReason.NoContact;
        if (!TryChannel(reader, raw, out var channel))
            return RejectionReason.UnknownChannel;
        if (!AmountText.TryRead(_amount.Take(reader, _columns.Amount), out var amount))
            return RejectionReason.UnreadableAmount;
        sink.Accept(
            new Message
            {
                UnixMilliseconds = time,
                Direction = direction,
                Contact = contact,
                Channel = channel,
                Purpose = _purpose.Take(reader, _columns.Purpose).Trim(),
                Id = _id.Take(reader, _columns.Id).Trim(),
                Body = _body.Take(reader, _columns.Body),
                Failed = TableWords.IsFailure(_status.Take(reader, _columns.Status)),
                Amount = amount,
            }
        );
        return null;
    }

    private bool TryDirection(CsvReader reader, out Direction direction) =>
        TableWords.TryDirection(_direction.Take(reader, _columns.Direction), out direction);

    private int ContactColumn(Direction direction)
    {
        if (_columns.Contact >= 0)
            return _columns.Contact;
        if (_columns.From < 0 || (direction == Direction.Out && _columns.To >= 0))
            return _columns.To;
        return _columns.From;
    }

    /// <summary>A channel cell must name a channel of the catalogue; without one, "whatsapp:+237..." names it.</summary>
    private bool TryChannel(CsvReader reader, ReadOnlySpan<char> rawContact, out string? channel)
    {
        channel = null;
        var cell = _channel.Take(reader, _columns.Channel);
        if (!cell.IsWhiteSpace())
            return _channelOf.TryGetValue(Folded.Of(cell, stackalloc char[Folded.Longest]), out channel);
        if (rawContact.TrimStart().StartsWith(WhatsApp + ":", StringComparison.OrdinalIgnoreCase))
        {
            // Only providers write that prefix, and they go through the Business API.
            if (!_channels.TryGetValue(WhatsAppBusiness, out channel))
                _channels.TryGetValue(WhatsApp, out channel);
        }
        return true;
    }
}
