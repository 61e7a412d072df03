namespace RiskLens.Engine.Messages;

/// <summary>
/// Words of a table in one way of writing: lower case, without accents, spaces, underscores or signs, so that
/// "Sent_At", "sent at" and "SentAt" are one, and "reçu" is "recu".
/// </summary>
internal static class Folded
{
    public const int Longest = 64;

    /// <summary>Folds into a buffer of <see cref="Longest"/> characters; what is longer is cut.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word, Span<char> into)
    {
        var length = 0;
        foreach (var letter in word)
        {
            if (length == Longest)
                break;
            if (char.IsLetterOrDigit(letter))
                into[length++] = WithoutAccent(char.ToLowerInvariant(letter));
        }
        return into[..length];
    }

    public static string Of(string word) => Of(word, stackalloc char[Longest]).ToString();

    private static char WithoutAccent(char letter) =>
        letter switch
        {
            < '\u0080' => letter,
            'à' or 'â' or 'ä' or 'á' => 'a',
            'ç' => 'c',
            'é' or 'è' or 'ê' or 'ë' => 'e',
            'î' or 'ï' or 'í' => 'i',
            'ô' or 'ö' or 'ó' => 'o',
            'ù' or 'û' or 'ü' or 'ú' => 'u',
            _ => letter,
        };
}
