namespace RiskLens.Engine.Messages;

/// <summary>A set of phrases, looked up by their first letter: a text is held against few of them.</summary>
internal sealed class Phrases
{
    private readonly Dictionary<char, string[]> _byFirstLetter;
    private readonly string[]?[] _byAscii = new string[]?[128];

    public Phrases(params IEnumerable<string> phrases)
    {
        _byFirstLetter = phrases
            .GroupBy(phrase => char.ToUpperInvariant(phrase[0]))
            .ToDictionary(group => group.Key, group => group.ToArray());
        for (var letter = (char)0; letter < _byAscii.Length; letter++)
            _byAscii[letter] = _byFirstLetter.GetValueOrDefault(char.ToUpperInvariant(letter));
    }

    /// <summary>Whether a text begins with one of the phrases, in any case.</summary>
    public bool Begin(ReadOnlySpan<char> text) => LengthAtStart(text) > 0;

    /// <summary>Whether a text is one of the phrases, in any case.</summary>
    public bool Are(ReadOnlySpan<char> text) => LengthAtStart(text) == text.Length && !text.IsEmpty;

    /// <summary>The length of the longest phrase with which a text begins, or 0.</summary>
    private int LengthAtStart(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || PhrasesFrom(text[0]) is not { } phrases)
            return 0;
        var longest = 0;
        foreach (var phrase in phrases)
        {
            // The last letters differ more often than the first.
            if (
                phrase.Length > longest
                && phrase.Length <= text.Length
                && MayBeSame(text[phrase.Length - 1], phrase[^1])
                && text.StartsWith(phrase, StringComparison.OrdinalIgnoreCase)
            )
            {
                longest = phrase.Length;
            }
        }
        return longest;
    }

    private string[]? PhrasesFrom(char letter) =>
        letter < _byAscii.Length
            ? _byAscii[letter]
            : _byFirstLetter.GetValueOrDefault(char.ToUpperInvariant(letter));

    /// <summary>Whether two letters may be one but for the case; true for all that are not ASCII.</summary>
    private static bool MayBeSame(char letter, char other) =>
        (letter | 0x20) == (other | 0x20) || letter >= '\u0080' || other >= '\u0080';
}
