using CsvHelper;

namespace RiskLens.Engine.Messages;

/// <summary>Makes messages of table rows, in buffers that are used again for every row.</summary>
internal sealed class DelimitedRows : ITableRows
{
    private const string WhatsApp = "whatsapp";

    /// <summary>Folded, as the keys of the channels are.</summary>
    private const string WhatsAppBusiness = "whatsappbusiness";

    private readonly DelimitedColumns _columns;
    private readonly DelimitedTimes _times;
    private readonly DateOrder _order;
    private readonly TimeWindow _window;
    private readonly OwnNames _own;
    private readonly Dictionary<string, string> _channels;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _channelOf;
    private readonly CellMemo<(bool Known, string? Channel)> _namedChannel;
    private readonly CellMemo<Direction?> _direction;
    private readonly CellMemo<bool> _failed = new(TableWords.IsFailure);
    private readonly CellText _rawContact = new();
    private readonly CellText _contact = new();
    private readonly CellText _other = new();
    private readonly CellText _purpose = new();
    private readonly CellText _account = new();
    private readonly CellText _category = new();
    private readonly CellText _id = new();
    private readonly CellText _amount = new();
    private readonly CellText _body = new();

    public DelimitedRows(DelimitedColumns columns, DelimitedTimes times, LogContext context, DateOrder order)
    {
        _columns = columns;
        _times = times;
        _order = order;
        _window = new TimeWindow(context.LatestUnixMilliseconds);
        _own = new OwnNames(context);
        _channels = context
            .Channels.GroupBy(Folded.Of)
            .ToDictionary(group => group.Key, group => group.First());
        _channelOf = _channels.GetAlternateLookup<ReadOnlySpan<char>>();
        _namedChannel = new(NamedChannel);
        _direction = new(DirectionOf);
    }

    /// <inheritdoc/>
    public string? TryEmit(CsvReader reader, IMessageSink sink)
    {
        var outcome = _times.Read(reader, _order, out var time);
        if (_window.Refusal(outcome, time) is { } refusal)
            return refusal;
        if (!TryDirection(reader, out var direction))
            return RejectionReason.UnknownDirection;
        var raw = _rawContact.Take(reader, ContactColumn(direction));
        var contact = ContactOf(reader, raw, direction);
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
                Account = _account.Take(reader, AccountColumn(direction)).Trim(),
                Category = _category.Take(reader, _columns.Category).Trim(),
                Id = _id.Take(reader, _columns.Id).Trim(),
                Body = _body.Take(reader, _columns.Body),
                Failed = _failed.Of(reader, _columns.Status),
                Amount = amount,
            }
        );
        return null;
    }

    /// <summary>
    /// The direction by its column, by the user's word for every row, or out where the sender is the company; without
    /// any of them everything came in.
    /// </summary>
    private bool TryDirection(CsvReader reader, out Direction direction)
    {
        direction = _columns.EveryRow ?? Direction.In;
        if (_columns.EveryRow is not null)
            return true;
        if (_columns.Direction >= 0)
        {
            var told = _direction.Of(reader, _columns.Direction);
            direction = told ?? Direction.In;
            return told is not null;
        }

        if (
            _columns.From >= 0
            && !_own.AreNone
            && _own.Contain(_other.TakeContact(_rawContact.Take(reader, _columns.From)))
        )
            direction = Direction.Out;
        return true;
    }

    private Direction? DirectionOf(ReadOnlySpan<char> cell)
    {
        if (_columns.Yes is not { } yes)
            return TableWords.TryDirection(cell, out var direction) ? direction : null;
        if (!TableWords.TryYes(cell, out var isYes))
            return null;
        return isYes == (yes == Direction.Out) ? Direction.Out : Direction.In;
    }

    /// <summary>
    /// Whether the table or the user says who wrote: of what the company wrote, the sender is then never the customer.
    /// </summary>
    private bool DirectionIsTold => _columns.Direction >= 0 || _columns.EveryRow is not null;

    private int ContactColumn(Direction direction)
    {
        if (_columns.Contact >= 0)
            return _columns.Contact;
        if (_columns.From < 0 || (direction == Direction.Out && (_columns.To >= 0 || DirectionIsTold)))
            return _columns.To;
        return _columns.From;
    }

    /// <summary>The inbox where the table has one, else the side that is not the customer's.</summary>
    private int AccountColumn(Direction direction)
    {
        if (_columns.Account >= 0 || _columns.Contact >= 0 || _columns.From < 0 || _columns.To < 0)
            return _columns.Account;
        return direction == Direction.Out ? _columns.From : _columns.To;
    }

    /// <summary>
    /// The customer, never the company. In a chat room the company writes to nobody in particular: then to the room.
    /// </summary>
    private ReadOnlySpan<char> ContactOf(CsvReader reader, ReadOnlySpan<char> raw, Direction direction)
    {
        if (TableWords.IsNothing(raw.Trim()))
            return [];
        var contact = _contact.TakeContact(raw);
        if (_own.AreNone || !_own.Contain(contact))
            return contact;
        var isRoom = direction == Direction.Out && _columns.Contact < 0 && _columns.To < 0;
        return isRoom ? WhatsAppExport.Group : [];
    }

    /// <summary>A channel cell must name a channel of the catalogue; without one, "whatsapp:+237..." names it.</summary>
    private bool TryChannel(CsvReader reader, ReadOnlySpan<char> rawContact, out string? channel)
    {
        (var known, channel) = _namedChannel.Of(reader, _columns.Channel);
        if (!known || channel is not null)
            return known;
        if (rawContact.TrimStart().StartsWith(WhatsApp + ":", StringComparison.OrdinalIgnoreCase))
        {
            // Only providers write that prefix, and they go through the Business API.
            if (!_channels.TryGetValue(WhatsAppBusiness, out channel))
                _channels.TryGetValue(WhatsApp, out channel);
        }
        return true;
    }

    /// <summary>The channel that a cell names, or none for an empty cell; else it is not known.</summary>
    private (bool Known, string? Channel) NamedChannel(ReadOnlySpan<char> cell)
    {
        if (cell.IsWhiteSpace())
            return (true, null);
        var known = _channelOf.TryGetValue(Folded.Of(cell, stackalloc char[Folded.Longest]), out var channel);
        return (known, channel);
    }
}
