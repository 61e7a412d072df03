using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Turns the messages of an export into ours. In a private chat the contact is the other side, whoever wrote; in a
/// group it is the author, and the company's own messages are for nobody in particular; posts in the name of a
/// channel or group itself are taken as the company's. A contact is named by its id, which stays when names change.
/// </summary>
internal sealed class TelegramMessages(LocalTimes zone, RecordSink records, TelegramAccount account)
{
    /// <summary>Until 2021 one number told users, groups and channels apart by where it lay.</summary>
    private const long FirstGroup = 1L << 32;
    private const long FirstChannel = 1L << 33;

    private readonly TimeText _times = new(zone);

    /// <summary>Hands on one message of a chat.</summary>
    public void Take(JsonElement message, TelegramChat chat)
    {
        var type = JsonText.Of(message, "type");
        if (type is null)
            records.Reject(RejectionReason.UnknownRecord, message);
        else if (type != "message" || chat.IsSilent)
            records.CountSystem();
        else
            HandOn(message, chat);
    }

    private void HandOn(JsonElement message, TelegramChat chat)
    {
        var name = JsonText.Of(message, "from");
        var peer = Peer(JsonText.Of(message, "from_id"));
        var author = peer is null ? name : "telegram:" + peer;
        var direction = DirectionOf(peer, name, chat);
        if (direction == Direction.In)
            chat.LastCustomer = author;
        var outcome = Time(message, out var time);
        var id = JsonText.Of(message, "id");
        records.Accept(
            new FoundMessage
            {
                UnixMilliseconds = outcome == TimeOutcome.Read ? time : null,
                NoTime = outcome,
                Direction = direction,
                Contact = Contact(direction, author, chat),
                Account = chat.IsPrivate ? null : chat.Name,
                Id = chat.Id is null || id is null ? null : chat.Id + "/" + id,
                Body = Text(JsonText.Get(message, "text")),
            },
            message
        );
    }

    private Direction DirectionOf(string? peer, string? name, TelegramChat chat)
    {
        if (account.Is(peer, name))
            return Direction.Out;
        if (!chat.IsPrivate)
            return peer is not null && peer == chat.Peer ? Direction.Out : Direction.In;
        if (chat.IsWithCompany || account.UserId is not null)
            return Direction.In;
        var other = peer is not null && chat.Peer is not null ? peer == chat.Peer : name == chat.Name;
        return other ? Direction.In : Direction.Out;
    }

    private string? Contact(Direction direction, string? author, TelegramChat chat)
    {
        var other = chat.Peer is { } peer ? "telegram:" + peer : chat.Name;
        if (chat.IsWithCompany)
            return direction == Direction.In ? author : chat.LastCustomer ?? Exporter();
        if (chat.IsPrivate)
            return other ?? author;
        return direction == Direction.In ? author : WhatsAppExport.Group;
    }

    private string Exporter() => account.UserId is { } id ? "telegram:user" + id : WhatsAppExport.Group;

    /// <summary>An author's id with its kind in front: "user123" as it is, and the plain numbers of old files.</summary>
    private static string? Peer(string? id)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return string.IsNullOrWhiteSpace(id) ? null : id;
        return number switch
        {
            >= FirstChannel => string.Create(CultureInfo.InvariantCulture, $"channel{number - FirstChannel}"),
            >= FirstGroup => string.Create(CultureInfo.InvariantCulture, $"chat{number - FirstGroup}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"user{number}"),
        };
    }

    private TimeOutcome Time(JsonElement message, out long time)
    {
        if (JsonNumber.Of(message, "date_unixtime") is { } seconds and > 0 and < 100_000_000_000)
        {
            time = seconds * CivilTime.Second;
            return TimeOutcome.Read;
        }
        return _times.Read(JsonText.Of(message, "date"), DateOrder.YearFirst, out time, out _);
    }

    /// <summary>A text is a string, or a list of strings and of parts with a text of their own (bold, links).</summary>
    private static string? Text(JsonElement text)
    {
        if (text.ValueKind != JsonValueKind.Array)
            return JsonText.Of(text);
        var whole = new StringBuilder();
        foreach (var part in text.EnumerateArray())
            whole.Append(JsonText.Of(part) ?? JsonText.Of(part, "text"));
        return whole.ToString();
    }
}
