namespace RiskLens.Engine.Messages;

/// <summary>
/// What WhatsApp itself writes into exports, in English and French. The tables are what a further language is added
/// to (chat-analytics and WhatsR keep longer lists).
/// </summary>
internal static class WhatsAppWords
{
    /// <summary>Starts of the notice that opens a chat, whoever the export says it is from.</summary>
    private static readonly string[] Notices =
    [
        "Messages and calls are end-to-end encrypted.",
        "Messages to this chat and calls are now secured with end-to-end encryption.",
        "Messages to this group are now secured with end-to-end encryption.",
        "Les messages et les appels sont chiffrés de bout en bout.",
        "Les messages et appels sont chiffrés de bout en bout.",
        "Les messages envoyés dans cette discussion et les appels sont désormais protégés",
    ];

    /// <summary>
    /// What a line without author can hold before a colon, where a name would stand: the subject of a group, say.
    /// </summary>
    private static readonly string[] Events =
    [
        "created group \"",
        "changed the subject",
        "changed the group name",
        "changed this group's",
        "changed the group",
        "changed their phone number",
        "joined using",
        "security code with",
        "a créé le groupe",
        "a changé le sujet",
        "a modifié le nom",
        "a changé le nom",
        "a modifié la description",
        "a rejoint le groupe",
        "code de sécurité avec",
    ];

    /// <summary>A body that WhatsApp put in place of one that somebody sent and took back, or that has not arrived.</summary>
    private static readonly string[] Placeholders =
    [
        "This message was deleted",
        "You deleted this message",
        "Waiting for this message",
        "POLL:",
        "Ce message a été supprimé",
        "Vous avez supprimé ce message",
        "En attente de ce message",
        "SONDAGE",
        "View once",
        "Vue unique",
    ];

    /// <summary>The last word of "image omitted", "image absente" and their like.</summary>
    private static readonly string[] MediaEnds =
    [
        "omitted",
        "omis",
        "omise",
        "absent",
        "absente",
        "absents",
        "absentes",
        "manquant",
        "manquante",
        "retiré",
        "retirée",
    ];

    public static bool IsNotice(ReadOnlySpan<char> body) => StartsWithAny(body, Notices);

    public static bool IsEvent(ReadOnlySpan<char> text)
    {
        foreach (var words in Events)
        {
            if (text.Contains(words, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Of the bodies that iOS marks as made by WhatsApp: whether a person's message stands behind it (a picture, a
    /// place, a poll, a deleted text) rather than a call or an event of the group.
    /// </summary>
    public static bool StandsForMessage(ReadOnlySpan<char> body)
    {
        body = body[Marks.Skip(body, 0, spaces: true)..].TrimEnd();
        if (body.IsEmpty || body[0] == '<' || StartsWithAny(body, Placeholders))
            return true;
        // A place: "location: https://maps.google.com/?q=...", the word translated.
        var colon = body.IndexOf(": ");
        if (colon > 0 && body[colon..].Contains("://", StringComparison.Ordinal))
            return true;
        var lastWord = body[(body.LastIndexOf(' ') + 1)..].TrimEnd('.');
        foreach (var end in MediaEnds)
        {
            if (lastWord.Equals(end, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] starts)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
