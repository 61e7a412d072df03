namespace RiskLens.Engine.Outages;

internal enum TextTokenKind
{
    Word,
    Date,
    Time,
    Zone,
    Comma,
    Dash,
    Other,
}

/// <summary>A time of day in prose.</summary>
/// <param name="Half">'a' or 'p' for the half of the day; '\0' where it is not written.</param>
/// <param name="HasMinutes">Whether minutes are written.</param>
internal readonly record struct TextClock(int Hour, int Minute, char Half, bool HasMinutes)
{
    /// <summary>Minutes from midnight under a half of the day; null where they contradict each other (17:20 AM).</summary>
    public int? MinuteOfDay(char half) =>
        half switch
        {
            'a' when Hour > 12 => null,
            'a' => (Hour % 12 * 60) + Minute,
            'p' when Hour < 12 => ((Hour + 12) * 60) + Minute,
            _ => (Hour * 60) + Minute,
        };
}

/// <summary>A word, date, time, zone or sign of a sentence, [From, To) in it.</summary>
internal readonly record struct TextToken(TextTokenKind Kind, int From, int To)
{
    /// <summary>Words in lower case.</summary>
    public string Word { get; init; } = "";
    public TextDate Date { get; init; }
    public TextClock Clock { get; init; }
    public TextZone? Zone { get; init; }

    public bool IsWord(params ReadOnlySpan<string> words)
    {
        if (Kind != TextTokenKind.Word)
            return false;
        foreach (var word in words)
        {
            if (Word == word)
                return true;
        }
        return false;
    }
}
