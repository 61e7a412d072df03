using System.Security.Cryptography;
using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Whom the company's own messages in an exported chat are for. Where exactly one author is not the company, that one.
/// Else (a group, or a chat in which nobody answered) the one, person or group, whose name the file's name tells; else
/// a word made of all authors' names. So one broadcast in two chats is two messages, and exports of one chat agree on
/// the contact. They cannot agree where the file's name does not tell it and somebody new wrote between them, where
/// the chat or person was renamed, nor where the number of those who answered went from one to more, or from none to one under another name: messages in
/// both exports then count twice. Two chats with the same name, or with the same authors where the name is not told,
/// are taken as one.
/// </summary>
internal static class WhatsAppRecipient
{
    /// <summary>What phones write before the name, in the languages they are set to; in lower case.</summary>
    private static readonly string[] Beginnings =
    [
        "whatsapp chat with ",
        "whatsapp chat - ",
        "discussion whatsapp avec ",
        "chat de whatsapp con ",
        "conversa do whatsapp com ",
        "whatsapp chat mit ",
        "whatsapp-chat mit ",
        "чат whatsapp с ",
    ];

    /// <summary>The contact of the company's own messages.</summary>
    /// <param name="authors">All who wrote, normalised.</param>
    /// <param name="own">Who of them is the company.</param>
    /// <param name="fileName">Name of the file, which may tell the name of the chat.</param>
    public static string Of(IReadOnlySet<string> authors, OwnNames own, string fileName)
    {
        var others = authors.Where(author => !own.Contain(author)).Take(2).ToList();
        if (others.Count == 1)
            return others[0];
        if (ChatIn(fileName) is not { } chat)
            return GroupOf(string.Join('\n', authors.Order(StringComparer.Ordinal)));
        // A group, and the chat as a customer exports it, can bear the company's name; it is never its own contact.
        return own.Contain(chat) ? GroupOf(chat) : chat;
    }

    /// <summary>The name of the chat, as contacts are written, or null where the file's name does not tell it.</summary>
    public static string? ChatIn(string fileName)
    {
        var name = ContactName.Normalised(fileName);
        if (name.EndsWith(".txt", StringComparison.Ordinal))
            name = name[..^4];
        name = WithoutCopyNumber(name);
        // Some programs that pass files on write them without blanks.
        if (!name.Contains(' ', StringComparison.Ordinal))
            name = name.Replace('_', ' ');
        var beginning = Array.Find(Beginnings, one => name.StartsWith(one, StringComparison.Ordinal));
        if (beginning is null)
            return null;
        var chat = WhatsAppAuthor.Normalised(name[beginning.Length..]);
        return chat.Length > 0 ? chat : null;
    }

    /// <summary>A second download of a file gets a number: "... with Ann (1).txt".</summary>
    private static string WithoutCopyNumber(string name)
    {
        var open = name.LastIndexOf(" (", StringComparison.Ordinal);
        return
            open > 0
            && name.EndsWith(')')
            && name.AsSpan(open + 2, name.Length - open - 3) is { Length: 1 or 2 } number
            && !number.ContainsAnyExceptInRange('0', '9')
            ? name[..open]
            : name;
    }

    /// <summary>Short, since it is hashed again for every message, and like no name that a person has.</summary>
    private static string GroupOf(string text) =>
        $"{WhatsAppExport.Group}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
