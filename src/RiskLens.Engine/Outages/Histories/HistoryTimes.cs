using System.Text.Json;
using NodaTime;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Times of histories: ISO 8601 with or without offset, mail dates, Unix seconds or milliseconds as number or text,
/// and plain dates. What has no offset is in the zone given.
/// </summary>
internal sealed class HistoryTimes(DateTimeZone zone, DateOrder order)
{
    private readonly TimeText _text = new(new LocalTimes(zone));

    /// <summary>For status pages and monitors: what they write without offset is UTC.</summary>
    public static HistoryTimes Utc() => new(DateTimeZone.Utc, DateOrder.MonthFirst);

    /// <summary>Reads a time, in Unix milliseconds; NoHour for a date alone, with its first moment.</summary>
    public TimeOutcome Read(string? text, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        if (string.IsNullOrWhiteSpace(text))
            return TimeOutcome.Missing;
        var outcome = _text.Read(text, order, out unixMilliseconds, out _);
        if (outcome == TimeOutcome.NoHour)
            return _text.Read(text.Trim() + " 00:00", order, out unixMilliseconds, out _) == TimeOutcome.Read
                ? TimeOutcome.NoHour
                : TimeOutcome.Unreadable;
        return outcome;
    }

    /// <summary>Reads the first of the properties that is there and is not null.</summary>
    public TimeOutcome Read(JsonElement parent, ReadOnlySpan<string> properties, out long unixMilliseconds)
    {
        foreach (var property in properties)
        {
            var value = JsonText.Get(parent, property);
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
                continue;
            if (JsonText.Of(value) is { Length: 0 })
                continue;
            var outcome = Read(JsonText.Of(value), out unixMilliseconds);
            return outcome == TimeOutcome.Missing ? TimeOutcome.Unreadable : outcome;
        }
        unixMilliseconds = 0;
        return TimeOutcome.Missing;
    }

    /// <summary>The time of the first of the properties that is there; null where none is or it cannot be read.</summary>
    public long? Of(JsonElement parent, params ReadOnlySpan<string> properties) =>
        Read(parent, properties, out var time) is TimeOutcome.Read or TimeOutcome.NoHour ? time : null;
}
