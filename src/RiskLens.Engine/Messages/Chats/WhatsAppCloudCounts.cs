using System.Text.Json;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Data points of the analytics of the Graph API: messages sent (analytics), messages charged by category
/// (pricing_analytics), conversations begun by category and side (conversation_analytics). A half hour lies within
/// one hour and is counted; a day or a month does not and is refused. Where a document holds both messages sent and
/// messages charged, which are the same messages, those charged are passed over.
/// </summary>
internal sealed class WhatsAppCloudCounts(RecordSink records)
{
    private const string Points = "data_points";
    private const long SecondsOfHour = 3600;

    private static readonly string[] Families =
    [
        "analytics",
        "conversation_analytics",
        "pricing_analytics",
        "template_analytics",
        "template_group_analytics",
        "data",
    ];

    private long _tooLong;
    private long _points;

    /// <summary>Whether a path leads to a data point of the analytics.</summary>
    public static bool IsPoint(string path) =>
        path.EndsWith("data_points/start", StringComparison.Ordinal)
        && Families.Any(family => path.StartsWith(family + "/", StringComparison.Ordinal));

    /// <summary>Counts the points of a document; false where it has none.</summary>
    public bool Take(JsonElement document)
    {
        var sent = JsonText.Get(document, "analytics").ValueKind == JsonValueKind.Object;
        var any = false;
        foreach (var family in Families)
        {
            var value = JsonText.Get(document, family);
            any |= Walk(value, passOver: sent && family == "pricing_analytics");
        }
        return any;
    }

    /// <summary>Refuses a file that holds nothing but points too long to be placed in hours.</summary>
    public void RefuseIfOnlyTooLong()
    {
        if (_tooLong > 0 && records.Records == _points && _tooLong == _points)
        {
            throw new RiskLensException(
                "The file counts messages by day or month, which cannot be placed in hours.",
                "Export the analytics again with the granularity HALF_HOUR."
            );
        }
    }

    private bool Walk(JsonElement value, bool passOver)
    {
        var any = false;
        foreach (var part in JsonText.Each(value))
            any |= Walk(part, passOver);
        if (value.ValueKind != JsonValueKind.Object)
            return any;
        foreach (var point in JsonText.Each(JsonText.Get(value, Points)))
        {
            any = true;
            _points++;
            Point(point, passOver);
        }
        return Walk(JsonText.Get(value, "data"), passOver) || any;
    }

    private void Point(JsonElement point, bool passOver)
    {
        var start = JsonNumber.Of(point, "start");
        var end = JsonNumber.Of(point, "end");
        var outcome = start is null or < 0 or > 100_000_000_000 ? TimeOutcome.Unreadable : TimeOutcome.Read;
        var time = outcome == TimeOutcome.Read ? start!.Value * CivilTime.Second : 0;
        if (records.Refusal(outcome, time) is { } refusal)
        {
            records.Reject(refusal, point);
            return;
        }
        if (end is null || end <= start || start / SecondsOfHour != (end - 1) / SecondsOfHour)
        {
            _tooLong++;
            records.Reject(RejectionReason.LongerThanHour, point);
            return;
        }
        if (passOver)
        {
            records.CountSystem();
            return;
        }
        var sent = JsonNumber.Of(point, "sent") ?? JsonNumber.Of(point, "volume");
        var conversations = JsonNumber.Of(point, "conversation");
        if (
            (sent ?? conversations) is null
            || sent is < 0 or > int.MaxValue
            || conversations is < 0 or > int.MaxValue
        )
        {
            records.Reject(RejectionReason.UnknownRecord, point);
            return;
        }
        var category = JsonText.Of(point, "pricing_category") ?? JsonText.Of(point, "conversation_category");
        records.Count(
            new CountedMessages
            {
                UnixMilliseconds = time,
                Direction = JsonText.Of(point, "conversation_direction")?.ToUpperInvariant()
                    is "USER_INITIATED"
                    ? Direction.In
                    : Direction.Out,
                Category = category?.ToLowerInvariant(),
                Messages = sent ?? 0,
                Conversations = conversations ?? 0,
            }
        );
    }
}
