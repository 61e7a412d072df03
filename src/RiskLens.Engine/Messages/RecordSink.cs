using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>One message of a JSON log, as its record says it; null where the record does not say.</summary>
internal readonly record struct RecordedMessage
{
    /// <summary>Unix milliseconds (UTC).</summary>
    public required long? UnixMilliseconds { get; init; }

    /// <summary>Why there is no time: missing or unreadable.</summary>
    public TimeOutcome NoTime { get; init; }
    public required Direction Direction { get; init; }

    /// <summary>The customer, as written in the record.</summary>
    public required string? Contact { get; init; }
    public string? Account { get; init; }
    public string? Category { get; init; }
    public Counting Counting { get; init; }
    public string? Id { get; init; }
    public string? Body { get; init; }
    public bool Failed { get; init; }
}

/// <summary>
/// Hands the records of a JSON log on, each as a message, a system line or a rejection, and numbers them where the
/// log has no lines.
/// </summary>
internal sealed class RecordSink(LogContext context, IMessageSink sink)
{
    private const int ShownBytes = 320;

    private readonly TimeWindow _window = new(context.LatestUnixMilliseconds);
    private char[] _contact = new char[128];

    /// <summary>Number of the line from which the next records come; 0 where the log has no lines.</summary>
    public long Line { get; set; }

    /// <summary>Records handed on so far.</summary>
    public long Records { get; private set; }

    /// <summary>A record of the messaging program itself.</summary>
    public void System()
    {
        Records++;
        sink.CountSystem();
    }

    /// <summary>A count of messages.</summary>
    public void Count(in CountedMessages counted)
    {
        Records++;
        sink.Count(counted);
    }

    /// <summary>A record that cannot be read.</summary>
    public void Reject(string reason, JsonElement record)
    {
        Records++;
        sink.Reject(new Rejected(Line > 0 ? Line : Records, reason, Shape(record)));
    }

    /// <summary>A message, or a rejection where its time or contact is not one.</summary>
    public void Message(in RecordedMessage message, JsonElement record)
    {
        var outcome = message.UnixMilliseconds is null ? message.NoTime : TimeOutcome.Read;
        var time = message.UnixMilliseconds ?? 0;
        if (Refusal(outcome, time) is { } refusal)
        {
            Reject(refusal, record);
            return;
        }
        var contact = Normalised(message.Contact);
        if (contact.IsEmpty)
        {
            Reject(RejectionReason.NoContact, record);
            return;
        }
        Records++;
        sink.Accept(
            new Message
            {
                UnixMilliseconds = time,
                Direction = message.Direction,
                Contact = contact,
                Account = message.Account,
                Category = message.Category,
                Counting = message.Counting,
                Id = message.Id,
                Body = message.Body,
                Failed = message.Failed,
            }
        );
    }

    /// <summary>Why a time is refused, or null where it stands.</summary>
    public string? Refusal(TimeOutcome outcome, long unixMilliseconds) =>
        _window.Refusal(outcome, unixMilliseconds);

    private ReadOnlySpan<char> Normalised(string? contact)
    {
        if (contact is null)
            return default;
        if (_contact.Length < contact.Length)
            _contact = new char[contact.Length];
        return _contact.AsSpan(0, ContactName.Normalise(contact, _contact));
    }

    private static string? Shape(JsonElement record)
    {
        if (record.ValueKind == JsonValueKind.Undefined)
            return null;
        var raw = JsonMarshal.GetRawUtf8Value(record);
        return LineShape.Of(Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, ShownBytes)]));
    }
}
