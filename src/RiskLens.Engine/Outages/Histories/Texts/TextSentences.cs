namespace RiskLens.Engine.Outages;

/// <summary>The sentences of a text without markup. Rows of tables and what speaks of the future are left out.</summary>
internal static class TextSentences
{
    private const int LongestText = 32 * 1024;

    /// <summary>No sentence is longer; what has no full stop is cut, so that reading it takes no longer than prose does.</summary>
    private const int LongestSentence = 2000;

    /// <summary>The sentences that may tell when something happened.</summary>
    public static IEnumerable<string> Of(string text)
    {
        text = text.Length > LongestText ? text[..LongestText] : text;
        foreach (var line in text.Split('\n'))
        {
            if (line.AsSpan().TrimStart().StartsWith("|"))
                continue;
            foreach (var sentence in InLine(line))
                yield return sentence.Length > LongestSentence ? sentence[..LongestSentence] : sentence;
        }
    }

    /// <summary>Whether a sentence tells of the future: the next update, announced work, an estimate.</summary>
    public static bool IsPlan(IReadOnlyList<TextToken> tokens)
    {
        var (update, future) = (false, false);
        foreach (var token in tokens)
        {
            if (token.IsWord("expect", "expects", "expected", "scheduled", "planned", "estimated", "eta"))
                return true;
            update |= token.IsWord("update", "updates");
            future |= token.IsWord(
                "will",
                "we'll",
                "we’ll",
                "next",
                "another",
                "further",
                "provide",
                "share",
                "by"
            );
        }
        return update && future;
    }

    private static IEnumerable<string> InLine(string line)
    {
        var start = 0;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] is not ('.' or '!' or '?') || !EndsSentence(line, at))
                continue;
            if (line[start..(at + 1)].Trim() is { Length: > 0 } sentence)
                yield return sentence;
            start = at + 1;
        }
        if (line[start..].Trim() is { Length: > 0 } rest)
            yield return rest;
    }

    /// <summary>A point before a blank and a capital, unless it closes "p.m.": a zone follows that often enough.</summary>
    private static bool EndsSentence(string line, int at)
    {
        var next = at + 1;
        if (next >= line.Length)
            return true;
        if (!char.IsWhiteSpace(line[next]))
            return false;
        while (next < line.Length && char.IsWhiteSpace(line[next]))
            next++;
        if (next >= line.Length)
            return true;
        var before = line.AsSpan(0, at);
        return !char.IsLower(line[next])
            && !char.IsAsciiDigit(line[next])
            && !before.EndsWith(".m", StringComparison.OrdinalIgnoreCase);
    }
}
