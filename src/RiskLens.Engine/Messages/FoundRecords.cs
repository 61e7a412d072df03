using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace RiskLens.Engine.Messages;

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
            RejectTime(refusal, Nothing(found.Time));
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

    /// <summary>Of a time that cannot be taken its own shape tells more than the record's beginning.</summary>
    private void RejectTime(string reason, string time)
    {
        if (time.Length > 0)
            Reject(reason, time);
        else
            Reject(reason);
    }

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
