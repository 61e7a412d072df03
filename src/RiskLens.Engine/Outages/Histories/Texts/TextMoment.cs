namespace RiskLens.Engine.Outages;

/// <summary>A time of day in a sentence with the date and zone that stand beside it, [From, To) in the sentence.</summary>
/// <param name="First">The first of its tokens.</param>
/// <param name="Last">The last of its tokens.</param>
/// <param name="IsUnclear">Whether letters follow that may be a zone which is not known.</param>
internal sealed record TextMoment(
    TextClock Clock,
    TextDate? Date,
    TextZone? Zone,
    bool IsUnclear,
    int First,
    int Time,
    int Last,
    int From,
    int To
)
{
    private static readonly string[] BeforeTime =
    [
        "at",
        "on",
        "from",
        "between",
        "starting",
        "beginning",
        "around",
        "approximately",
        "about",
        "roughly",
        "the",
    ];

    private static readonly string[] Weekdays =
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ];

    /// <summary>The moments of a sentence in order; a date belongs to one of them.</summary>
    public static List<TextMoment> In(string sentence, IReadOnlyList<TextToken> tokens)
    {
        var moments = new List<TextMoment>();
        var taken = -1;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != TextTokenKind.Time)
                continue;
            var moment = Around(sentence, tokens, i, taken);
            taken = moment.Last;
            moments.Add(moment);
        }
        return moments;
    }

    private static TextMoment Around(string sentence, IReadOnlyList<TextToken> tokens, int time, int taken)
    {
        var (first, last) = (time, time);
        TextDate? date = null;
        var before = time - 1;
        while (before > taken && IsFiller(tokens[before], BeforeTime))
            before--;
        if (before > taken && tokens[before].Kind == TextTokenKind.Date)
            (date, first) = (tokens[before].Date, before);
        var zone = ZoneAt(tokens, last + 1, ref last);
        var isUnclear = zone is null && MayBeZone(sentence, tokens, last + 1);
        if (date is null)
        {
            var after = last + 1;
            while (after < tokens.Count && IsFiller(tokens[after], ["on", "the", "of"]))
                after++;
            if (after < tokens.Count && tokens[after].Kind == TextTokenKind.Date)
            {
                (date, last) = (tokens[after].Date, after);
                zone ??= ZoneAt(tokens, last + 1, ref last);
            }
        }
        return new TextMoment(
            tokens[time].Clock,
            date,
            zone,
            isUnclear,
            first,
            time,
            last,
            tokens[first].From,
            tokens[last].To
        );
    }

    private static TextZone? ZoneAt(IReadOnlyList<TextToken> tokens, int at, ref int last)
    {
        if (at >= tokens.Count || tokens[at].Kind != TextTokenKind.Zone)
            return null;
        last = at;
        return tokens[at].Zone;
    }

    private static bool MayBeZone(string sentence, IReadOnlyList<TextToken> tokens, int at) =>
        at < tokens.Count
        && tokens[at].Kind == TextTokenKind.Word
        && TextZone.MayBe(sentence[tokens[at].From..tokens[at].To]);

    private static bool IsFiller(TextToken token, ReadOnlySpan<string> words) =>
        token.Kind == TextTokenKind.Comma || token.IsWord(words) || token.IsWord(Weekdays);
}
