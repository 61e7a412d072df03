using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Telegram Desktop's export as JSON (result.json): one chat, or an account with its chats and the chats it left.
/// Times are UTC where the file has them (since 2022), else the wall clock of the exporting computer, taken to be in
/// the company's zone. Service messages are system lines; so is all of the saved messages, which nobody else reads,
/// and of the chats in which Telegram itself sends codes and gathers replies.
/// </summary>
public sealed class TelegramExport : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "telegram";

    /// <inheritdoc/>
    public string? DefaultChannel => "telegram";

    /// <summary>Whether the head has the properties of a chat or of an account.</summary>
    public bool Recognises(string head)
    {
        var paths = JsonPaths.Seen(head.Replace(@"\x", @"\u00", StringComparison.Ordinal));
        return IsChat(paths, "")
            || IsChat(paths, "chats/list/")
            || IsChat(paths, "left_chats/list/")
            || (paths.Contains("personal_information/user_id") && paths.Contains("about"));
    }

    private static bool IsChat(IReadOnlySet<string> paths, string prefix)
    {
        bool Has(string name) => paths.Contains(prefix + "messages/" + name);
        return Has("type")
            && !Has("to")
            && (Has("date_unixtime") || (Has("date") && (Has("from_id") || Has("actor_id"))))
            && (Has("from") || Has("from_id") || Has("actor") || Has("actor_id"));
    }

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var zone = new LocalTimes(context.Zone);
        var account = new TelegramAccount(new OwnNames(context));
        var messages = new TelegramMessages(zone, new RecordSink(context, sink), account);
        using var json = new JsonPull(
            new TelegramEscapes(JsonLog.Bytes(source, bytesRead, pass: 0, passes: 1))
        );
        while (json.NextDocument())
        {
            if (json.EnterObject())
                Chat(json, account, messages, cancellationToken);
        }
        return new LogReading(null, DateOrderAmbiguous: false)
        {
            RepeatedHour = zone.RepeatedHour,
            MissingHour = zone.MissingHour,
        };
    }

    /// <summary>A chat; an account is read alike, since it only adds its own properties and lists of chats.</summary>
    private static void Chat(
        JsonPull json,
        TelegramAccount account,
        TelegramMessages messages,
        CancellationToken cancellationToken
    )
    {
        var chat = new TelegramChat(account);
        var depth = json.Depth;
        while (json.NextProperty(depth))
        {
            switch (json.Name)
            {
                case "name":
                    chat.Name = json.Text();
                    break;
                case "type":
                    chat.Type = json.Text();
                    break;
                case "id":
                    chat.Id = json.Text();
                    break;
                case "messages" when json.EnterArray():
                    var inside = json.Depth;
                    while (json.NextElement(inside))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        using var message = json.Value();
                        messages.Take(message.RootElement, chat);
                    }
                    break;
                case "personal_information" when json.Token == JsonTokenType.StartObject:
                    using (var person = json.Value())
                        account.UserId = JsonText.Of(person.RootElement, "user_id");
                    break;
                case "chats" or "left_chats" when json.EnterObject():
                    Chats(json, account, messages, cancellationToken);
                    break;
            }
        }
    }

    private static void Chats(
        JsonPull json,
        TelegramAccount account,
        TelegramMessages messages,
        CancellationToken cancellationToken
    )
    {
        var depth = json.Depth;
        while (json.NextProperty(depth))
        {
            if (json.Name != "list" || !json.EnterArray())
                continue;
            var inside = json.Depth;
            while (json.NextElement(inside))
            {
                if (json.EnterObject())
                    Chat(json, account, messages, cancellationToken);
            }
        }
    }
}
