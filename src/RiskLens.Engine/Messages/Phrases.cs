using System.Collections.Frozen;

namespace RiskLens.Engine.Messages;

/// <summary>A set of phrases, looked up by their first letter: a text is held against few of them.</summary>
internal sealed class Phrases
{
    private readonly FrozenDictionary<char, string[]> _byFirstLetter;

    public Phrases(params IEnumerable<string> phrases) =>
        _byFirstLetter = phrases
            .GroupBy(phrase => char.ToUpperInvariant(phrase[0]))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>Whether a text begins with one of the phrases, in any case.</summary>
    public bool Begin(ReadOnlySpan<char> text) => LengthAtStart(text) > 0;

    /// <summary>Whether a text is one of the phrases, in any case.</summary>
    public bool Are(ReadOnlySpan<char> text) => LengthAtStart(text) == text.Length && !text.IsEmpty;

    /// <summary>The length of the longest phrase with which a text begins, or 0.</summary>
    private int LengthAtStart(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !_byFirstLetter.TryGetValue(char.ToUpperInvariant(text[0]), out var phrases))
            return 0;
        var longest = 0;
        foreach (var phrase in phrases)
        {
            if (phrase.Length > longest && text.StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
                longest = phrase.Length;
        }
        return longest;
    }
}
