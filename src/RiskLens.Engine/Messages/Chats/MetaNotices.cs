namespace RiskLens.Engine.Messages;

/// <summary>
/// Lines that Messenger and Instagram write into a thread as if somebody had: reactions, likes, and the notices of
/// calls and new connections, in English, French, Spanish, Portuguese, German and Hungarian. Other languages' lines
/// cannot be told from what people write, and count as messages.
/// </summary>
internal static class MetaNotices
{
    /// <summary>A mark of feeling between two fixed parts is at most so long.</summary>
    private const int LongestMark = 16;

    private static readonly string[] Whole =
    [
        "Liked a message",
        "liked a message",
        "A aimé un message",
        "a aimé un message",
        "J’aime un message",
        "Indicó que le gusta un mensaje",
        "Le gustó un mensaje",
        "Curtiu uma mensagem",
        "Gostou de uma mensagem",
        "Hat eine Nachricht mit „Gefällt mir“ markiert",
        "Gefällt eine Nachricht",
        "Kedvelt egy üzenetet",
        "You are now connected on Messenger",
        "Say hi to your new Facebook friend",
    ];

    /// <summary>A reaction: something short, without letters, between a beginning and an end.</summary>
    private static readonly (string Start, string End)[] Reactions =
    [
        ("Reacted ", " to your message"),
        ("Reacted ", " to a message"),
        ("reacted ", " to your message"),
        ("A réagi ", " à votre message"),
        ("A réagi avec ", " à votre message"),
        ("A réagi ", " à un message"),
        ("A réagi avec ", " à un message"),
        ("Reaccionó con ", " a tu mensaje"),
        ("Reaccionó ", " a tu mensaje"),
        ("Reaccionó con ", " a un mensaje"),
        ("Reagiu com ", " à sua mensagem"),
        ("Reagiu com ", " à tua mensagem"),
        ("Reagiu ", " à sua mensagem"),
        ("Reagiu com ", " a uma mensagem"),
        ("Hat mit ", " auf deine Nachricht reagiert"),
        ("Hat ", " auf deine Nachricht reagiert"),
        ("Hat mit ", " auf eine Nachricht reagiert"),
        ("Ezzel reagált az üzenetedre: ", ""),
        ("Reagált az üzenetedre: ", ""),
        ("", " hangulatjellel reagált az üzenetedre"),
    ];

    /// <summary>Whether a text is such a line.</summary>
    public static bool Has(string? text)
    {
        if (text is null)
            return false;
        var line = text.AsSpan().Trim().TrimEnd('.');
        foreach (var whole in Whole)
        {
            if (line.SequenceEqual(whole))
                return true;
        }
        foreach (var (start, end) in Reactions)
        {
            if (IsReaction(line, start, end))
                return true;
        }
        return false;
    }

    private static bool IsReaction(ReadOnlySpan<char> line, string start, string end)
    {
        var mark = line.Length - start.Length - end.Length;
        return mark is > 0 and <= LongestMark
            && line.StartsWith(start, StringComparison.Ordinal)
            && line.EndsWith(end, StringComparison.Ordinal)
            && !HasLetter(line.Slice(start.Length, mark));
    }

    private static bool HasLetter(ReadOnlySpan<char> mark)
    {
        foreach (var letter in mark)
        {
            if (char.IsLetterOrDigit(letter))
                return true;
        }
        return false;
    }
}
