namespace RiskLens.Engine.Messages;

/// <summary>A text to compare with, in which * stands for any letters or none.</summary>
internal readonly record struct PurposeRulePattern(string Text)
{
    /// <summary>Whether the whole text fits; backtracks to the last * only, so the time is bounded.</summary>
    public bool Fits(ReadOnlySpan<char> text)
    {
        var pattern = Text.AsSpan();
        var (at, star, resume) = (0, -1, 0);
        for (var i = 0; i < text.Length; )
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, resume) = (at++, i);
            }
            else if (at < pattern.Length && pattern[at] == text[i])
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                (at, i) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].TrimStart('*').IsEmpty;
    }
}
