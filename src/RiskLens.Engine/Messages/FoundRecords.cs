using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace RiskLens.Engine.Messages;

/// <summary>What a format found in a record, as the texts that stand there; null where it says nothing.</summary>
internal readonly record struct FoundMessage
{
    /// <summary>The time in any of the ways of <see cref="TimeText"/>.</summary>
    public string? Time { get; init; }

    /// <summary>Whether a time without an offset is UTC; else it is the company's local time.</summary>
    public bool TimeIsUtc { get; init; }

    /// <summary>Who wrote; null where the record's word for it is not known.</summary>
    public Direction? Direction { get; init; }

    /// <summary>The customer's address or id.</summary>
    public string? Contact { get; init; }

    /// <summary>The provider's word for the channel (<see cref="ChannelWords"/>).</summary>
    public string? Channel { get; init; }

    /// <summary>The company's own address.</summary>
    public string? Account { get; init; }

    /// <summary>The provider's category.</summary>
    public string? Category { get; init; }

    /// <summary>The provider's id.</summary>
    public string? Id { get; init; }

    /// <summary>How records with one id count.</summary>
    public Counting Counting { get; init; }

    /// <summary>The text.</summary>
    public string? Body { get; init; }

    /// <summary>Whether it was not delivered.</summary>
    public bool Failed { get; init; }
}

/// <summary>
/// Makes messages of what formats find in records, with the checks that all share: a time in the window, a known
/// direction, a contact, a channel of the catalogue. What fails one of them is a rejection.
/// </summary>
internal sealed class FoundRecords
{
    private const int BytesOfShape = 320;

    private readonly IMessageSink _sink;
    private readonly DateOrder _order;
    private readonly TimeWindow _window;
    private readonly LocalTimes _local;
    private readonly TimeText _times;
    private readonly TimeText _utcTimes = new(new LocalTimes(DateTimeZone.Utc));
    private readonly ChannelWords _channels;
    private char[] _contact = new char[256];

    public FoundRecords(LogContext context, IMessageSink sink)
    {
        _sink = sink;
        _order = context.ForcedDateOrder ?? context.DefaultDateOrder;
        _window = new TimeWindow(context.LatestUnixMilliseconds);
        _local = new LocalTimes(context.Zone);
        _times = new TimeText(_local);
        _channels = new ChannelWords(context.Channels);
    }

    /// <summary>Number of the line or record that is being read, from 1.</summary>
    public long Line { get; set; }

    /// <summary>The record at hand, for the shape of a rejection; undefined where there is none.</summary>
    public JsonElement Record { get; set; }

    /// <summary>What the times read so far told about the log.</summary>
    public LogReading Reading =>
        new(DateOrder: null, DateOrderAmbiguous: false)
        {
            RepeatedHour = _local.RepeatedHour,
            MissingHour = _local.MissingHour,
        };

    /// <summary>Something that is no message: a note, an event, a draft.</summary>
    public void CountSystem() => _sink.CountSystem();

    /// <summary>The record at hand cannot be read.</summary>
    public void Reject(string reason)
    {
        if (Record.ValueKind == JsonValueKind.Undefined)
        {
            _sink.Reject(new Rejected(Line, reason));
            return;
        }
        // Bytes, since .NET refuses to make a text of those that are not UTF-8.
        var start = JsonMarshal.GetRawUtf8Value(Record);
        Reject(reason, Encoding.UTF8.GetString(start[..Math.Min(start.Length, BytesOfShape)]));
    }

    /// <summary>A line that cannot be read.</summary>
    public void Reject(string reason, ReadOnlySpan<char> line) =>
        _sink.Reject(new Rejected(Line, reason, LineShape.Of(line)));

    /// <summary>A message, or a rejection where something of it is missing.</summary>
    public void Accept(in FoundMessage found)
    {
        var times = found.TimeIsUtc ? _utcTimes : _times;
        var outcome = times.Read(Nothing(found.Time), _order, out var time, out _);
        if (_window.Refusal(outcome, time) is { } refusal)
            Reject(refusal);
        else if (found.Direction is not { } direction)
            Reject(RejectionReason.UnknownDirection);
        else if (Contact(Nothing(found.Contact)) is var contact && contact.IsEmpty)
            Reject(RejectionReason.NoContact);
        else if (!_channels.TryFind(found.Channel, out var channel))
            Reject(RejectionReason.UnknownChannel);
        else
            Hand(found, time, direction, contact, channel);
    }

    private void Hand(
        in FoundMessage found,
        long time,
        Direction direction,
        ReadOnlySpan<char> contact,
        string channel
    ) =>
        _sink.Accept(
            new Message
            {
                UnixMilliseconds = time,
                Direction = direction,
                Contact = contact,
                Channel = channel,
                Account = found.Account,
                Category = found.Category,
                // Without an id there is nothing to count once.
                Counting = string.IsNullOrEmpty(found.Id) ? Counting.Each : found.Counting,
                Id = found.Id,
                Body = found.Body,
                Failed = found.Failed,
            }
        );

    private ReadOnlySpan<char> Contact(string raw)
    {
        if (raw.Length > _contact.Length)
            Array.Resize(ref _contact, raw.Length);
        return _contact.AsSpan(0, ContactName.Normalise(raw, _contact));
    }

    /// <summary>Some programs write the word null where they have nothing.</summary>
    private static string Nothing(string? text) =>
        text?.Equals("null", StringComparison.OrdinalIgnoreCase) != false ? "" : text;
}
