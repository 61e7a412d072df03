using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Makes messages of what formats find in records, with the checks that all share: a time in the window, a known
/// direction, a contact, a channel of the catalogue. What fails one of them is a rejection.
/// </summary>
internal sealed class RecordSink
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

    public RecordSink(LogContext context, IMessageSink sink)
    {
        _sink = sink;
        _order = context.ForcedDateOrder ?? context.DefaultDateOrder;
        _window = new TimeWindow(context.LatestUnixMilliseconds);
        _local = new LocalTimes(context.Zone);
        _times = new TimeText(_local);
        _channels = new ChannelWords(context.Channels);
    }

    /// <summary>Number of the line that is being read, from 1; 0 where records have no lines and are counted.</summary>
    public long Line { get; set; }

    /// <summary>The record at hand, for the shape of a rejection; undefined where there is none.</summary>
    public JsonElement Record { get; set; }

    /// <summary>Records handed on so far.</summary>
    public long Records { get; private set; }

    /// <summary>What the times read so far told about the log.</summary>
    public LogReading Reading =>
        new(DateOrder: null, DateOrderAmbiguous: false)
        {
            RepeatedHour = _local.RepeatedHour,
            MissingHour = _local.MissingHour,
        };

    /// <summary>Something that is no message: a note, an event, a draft.</summary>
    public void CountSystem()
    {
        Records++;
        _sink.CountSystem();
    }

    /// <summary>A count of messages.</summary>
    public void Count(in CountedMessages counted)
    {
        Records++;
        _sink.Count(counted);
    }

    /// <summary>The record at hand cannot be read.</summary>
    public void Reject(string reason) => Reject(reason, Record);

    /// <summary>A record that cannot be read.</summary>
    public void Reject(string reason, JsonElement record) => Refuse(reason, Shape(record));

    /// <summary>A line that cannot be read.</summary>
    public void Reject(string reason, ReadOnlySpan<char> line) => Refuse(reason, LineShape.Of(line));

    /// <summary>Why a time is refused, or null where it stands.</summary>
    public string? Refusal(TimeOutcome outcome, long unixMilliseconds) =>
        _window.Refusal(outcome, unixMilliseconds);

    /// <summary>
    /// A message of the record at hand, or a rejection where something of it is missing. Its provider may write the
    /// word null where it has no contact.
    /// </summary>
    public void Accept(in FoundMessage found) =>
        Accept(found with { Contact = Nothing(found.Contact) }, Record);

    /// <summary>A message of a record, or a rejection where something of it is missing.</summary>
    public void Accept(in FoundMessage found, JsonElement record)
    {
        if (Refusal(TimeOf(found, out var time), time) is { } refusal)
            RejectTime(refusal, found.Time, record);
        else if (found.Direction is not { } direction)
            Reject(RejectionReason.UnknownDirection, record);
        else if (Contact(found.Contact) is var contact && contact.IsEmpty)
            Reject(RejectionReason.NoContact, record);
        else if (!_channels.TryFind(found.Channel, out var channel))
            Reject(RejectionReason.UnknownChannel, record);
        else
            Hand(found, time, direction, contact, channel);
    }

    private TimeOutcome TimeOf(in FoundMessage found, out long time)
    {
        time = found.UnixMilliseconds ?? 0;
        if (found.UnixMilliseconds is not null)
            return TimeOutcome.Read;
        if (found.NoTime is { } none)
            return none;
        var times = found.TimeIsUtc ? _utcTimes : _times;
        return times.Read(Nothing(found.Time), _order, out time, out _);
    }

    private void Hand(
        in FoundMessage found,
        long time,
        Direction direction,
        ReadOnlySpan<char> contact,
        string channel
    )
    {
        Records++;
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
    }

    private void Refuse(string reason, string? shape)
    {
        Records++;
        _sink.Reject(new Rejected(Line > 0 ? Line : Records, reason, shape));
    }

    /// <summary>Of a time that cannot be taken its own shape tells more than the record's beginning.</summary>
    private void RejectTime(string reason, string? time, JsonElement record)
    {
        if (Nothing(time).Length > 0)
            Reject(reason, time);
        else
            Reject(reason, record);
    }

    private static string? Shape(JsonElement record)
    {
        if (record.ValueKind == JsonValueKind.Undefined)
            return null;
        // Bytes, since .NET refuses to make a text of those that are not UTF-8.
        var start = JsonMarshal.GetRawUtf8Value(record);
        return LineShape.Of(Encoding.UTF8.GetString(start[..Math.Min(start.Length, BytesOfShape)]));
    }

    private ReadOnlySpan<char> Contact(string? raw)
    {
        if (raw is null)
            return default;
        if (raw.Length > _contact.Length)
            Array.Resize(ref _contact, raw.Length);
        return _contact.AsSpan(0, ContactName.Normalise(raw, _contact));
    }

    /// <summary>Some programs write the word null where they have nothing.</summary>
    private static string Nothing(string? text) =>
        text?.Equals("null", StringComparison.OrdinalIgnoreCase) != false ? "" : text;
}
