namespace RiskLens.Engine.Messages;

/// <summary>The account whose chats were exported, as far as the file and the user tell.</summary>
internal sealed class TelegramAccount(OwnNames own)
{
    /// <summary>Its user id: only in the export of an account as a whole.</summary>
    public string? UserId { get; set; }

    /// <summary>Whether an author is the company: the exporting account, or one that the user named as the company's.</summary>
    public bool Is(string? peer, string? name) =>
        (UserId is not null && peer == "user" + UserId) || own.Are(name);
}

/// <summary>A chat of an export: what stands before its messages.</summary>
internal sealed class TelegramChat(TelegramAccount account)
{
    /// <summary>Telegram's own kinds of chat, in which nobody talks to anybody.</summary>
    private static readonly string[] Silent = ["saved_messages", "replies", "verification_codes"];

    public string? Name { get; set; }

    public string? Type { get; set; }

    public string? Id { get; set; }

    /// <summary>The customer who wrote last here, for answers where the chat itself is the company's.</summary>
    public string? LastCustomer { get; set; }

    public bool IsSilent => Silent.Contains(Type, StringComparer.Ordinal);

    /// <summary>Whether two talk: the exporting account and the other whose id and name the chat bears.</summary>
    public bool IsPrivate => Type is "personal_chat" or "bot_chat";

    /// <summary>Whether the other is the company itself: then it was a customer who exported the chat.</summary>
    public bool IsWithCompany => IsPrivate && account.Is(peer: null, Name);

    /// <summary>The other, as authors are written ("user123"); null where the file does not tell.</summary>
    public string? Peer => Id is null ? null : Kind + Id;

    private string Kind =>
        Type switch
        {
            "personal_chat" or "bot_chat" => "user",
            "private_group" => "chat",
            _ => "channel",
        };
}
