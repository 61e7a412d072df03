namespace RiskLens.Engine.Outages;

internal enum TextRole
{
    None,
    Start,
    End,
}

/// <summary>Whether a single moment of a sentence tells when it began or when it was over, by the words beside it.</summary>
internal static class TextRoles
{
    private const int WordsBefore = 6;

    private static readonly string[] Starts =
    [
        "start",
        "starts",
        "started",
        "starting",
        "begin",
        "begins",
        "began",
        "beginning",
        "since",
        "onset",
        "from",
    ];

    /// <summary>Words that end it where the moment follows them.</summary>
    private static readonly string[] Ends = ["until", "till", "end", "ended", "ending", "ends"];

    /// <summary>Words of recovery, anywhere in a sentence whose moment has a plain preposition before it.</summary>
    private static readonly string[] Recoveries =
    [
        "restored",
        "recovered",
        "resolved",
        "resolving",
        "completed",
        "mitigated",
        "mitigate",
        "fixed",
        "operational",
        "normal",
        "stopped",
        "subsided",
        "ended",
    ];

    private static readonly string[] Prepositions =
    [
        "at",
        "by",
        "of",
        "around",
        "on",
        "approximately",
        "about",
    ];

    private static readonly string[] Work =
    [
        "investigating",
        "investigation",
        "investigate",
        "working",
        "work",
        "monitoring",
    ];

    /// <summary>The role of a moment among those of its sentence.</summary>
    public static TextRole Of(TextMoment moment, TextMoment? before, IReadOnlyList<TextToken> tokens)
    {
        var first = Math.Max(before is null ? 0 : before.Last + 1, moment.First - WordsBefore);
        for (var at = moment.Time - 1; at >= first; at--)
        {
            if (tokens[at].IsWord(Starts))
                return TextRole.Start;
            if (tokens[at].IsWord(Ends))
                return TextRole.End;
        }
        if (IsRecovery(moment, tokens))
            return TextRole.End;
        for (var at = moment.Last + 1; at + 1 < tokens.Count; at++)
        {
            var isWork =
                tokens[at + 1].IsWord(Work) || (at + 2 < tokens.Count && tokens[at + 2].IsWord(Work));
            if (!isWork && tokens[at].IsWord("began", "started", "begins", "starts"))
                return TextRole.Start;
        }
        return TextRole.None;
    }

    private static bool IsRecovery(TextMoment moment, IReadOnlyList<TextToken> tokens)
    {
        var before = moment.First - 1;
        while (before >= 0 && (tokens[before].Kind == TextTokenKind.Comma || IsDay(tokens[before])))
            before--;
        if (before < 0 || !tokens[before].IsWord(Prepositions))
            return false;
        var isRecovery = false;
        foreach (var token in tokens)
        {
            if (token.IsWord("will", "should", "not", "until"))
                return false;
            isRecovery |= token.IsWord(Recoveries);
        }
        return isRecovery;
    }

    private static bool IsDay(TextToken token) =>
        token.IsWord("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "the");
}
