using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Time spans that the text of an outage states: "Between 06/May/2019 06:00 AM UTC to 07/May/2019 09:10 AM UTC", "from
/// 23:45 to 02:19 UTC", "At 23:20 UTC, April 30, 2026, a disruption began", "restored at 13:10 UTC". Only what has a
/// time of day and a zone somewhere in the same text is taken; what tells of the future, contradicts itself, or says what
/// is reported already is left.
/// </summary>
internal static class TextWindows
{
    private const int LongestQuote = 200;
    private const int MostTexts = 500;
    private const int MostWindows = 20;
    private const int MostFound = 200;

    /// <summary>What names more times than this is a table or a log, not a sentence.</summary>
    private const int MostMoments = 20;

    /// <summary>The spans of all texts of an outage, by start; times in Unix milliseconds.</summary>
    /// <param name="latest">The moment of the import.</param>
    public static IReadOnlyList<ProposedWindow> In(
        IReadOnlyList<WrittenText> texts,
        long start,
        long? end,
        long latest
    )
    {
        var found = new List<Found>();
        foreach (var text in texts.Take(MostTexts).TakeWhile(_ => found.Count < MostFound))
        {
            var written = Math.Min(text.Written ?? end ?? start, latest);
            InText(PublicText.Plain(text.Body), new TextDays(start, end, written), start, found);
        }
        return
        [
            .. found
                .Where(one => !IsReported(one, start, end) && !IsToldWhole(one, found))
                .DistinctBy(one => (one.From, one.To))
                .OrderBy(one => one.From)
                .ThenBy(one => one.To ?? long.MaxValue)
                .Take(MostWindows)
                .Select(one => new ProposedWindow(
                    At(one.From),
                    At(one.To),
                    one.IsHour ? "hour" : "minute",
                    one.Quote
                )),
        ];
    }

    private static void InText(string text, TextDays days, long start, List<Found> found)
    {
        var sentences = TextSentences
            .Of(text)
            .Select(sentence => new Sentence(sentence, TextTokens.Of(sentence)))
            .ToList();
        var zone = sentences
            .SelectMany(sentence => sentence.Tokens)
            .FirstOrDefault(token => token.Kind == TextTokenKind.Zone)
            .Zone;
        var spans = new List<Found>();
        var moments = new List<(TextRole Role, Told Told)>();
        foreach (var sentence in sentences)
        {
            if (!TextSentences.IsPlan(sentence.Tokens))
                InSentence(sentence, days, ref zone, spans, moments);
        }
        if (spans.Count > 0)
            found.AddRange(spans);
        else if (Joined(moments, start) is { } joined)
            found.Add(joined);
    }

    private static void InSentence(
        Sentence sentence,
        TextDays days,
        ref TextZone? zone,
        List<Found> spans,
        List<(TextRole Role, Told Told)> singles
    )
    {
        var moments = TextMoment.In(sentence.Text, sentence.Tokens);
        if (moments.Count > MostMoments)
            return;
        for (var i = 0; i < moments.Count; i++)
        {
            var (moment, next) = (moments[i], i + 1 < moments.Count ? moments[i + 1] : null);
            if (next is not null && ArePair(moment, next, sentence.Tokens))
            {
                zone = moment.Zone ?? next.Zone ?? zone;
                if (Span(sentence, moment, next, zone, days) is { } span)
                    spans.Add(span);
                zone = next.Zone ?? zone;
                i++;
                continue;
            }
            zone = moment.Zone ?? zone;
            var role = TextRoles.Of(moment, i > 0 ? moments[i - 1] : null, sentence.Tokens);
            if (role == TextRole.None || zone is null || moment.IsUnclear)
                continue;
            if (
                moment.Clock.MinuteOfDay(moment.Clock.Half) is { } minute
                && days.Moment(moment, minute, zone) is { } time
            )
            {
                var isHour = !moment.Clock.HasMinutes || zone.IsOutOfSeason(time);
                singles.Add((role, new Told(time, isHour, sentence.Text, moment.From, moment.To)));
            }
        }
    }

    /// <summary>Whether two moments stand as "between A and B", "A to B" or "A - B".</summary>
    private static bool ArePair(TextMoment first, TextMoment second, List<TextToken> tokens)
    {
        var (isJoined, isAnd) = (false, false);
        for (var at = first.Last + 1; at < second.First; at++)
        {
            var token = tokens[at];
            if (token.Kind == TextTokenKind.Dash || token.IsWord("to", "and", "until", "till", "through"))
            {
                if (isJoined)
                    return false;
                (isJoined, isAnd) = (true, token.IsWord("and"));
            }
            else if (
                token.Kind != TextTokenKind.Comma
                && !token.IsWord("approximately", "around", "about", "roughly", "at", "on", "the")
                && !token.IsWord("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
            )
            {
                return false;
            }
        }
        return isJoined && (!isAnd || HasBetween(first, tokens));
    }

    private static bool HasBetween(TextMoment first, List<TextToken> tokens)
    {
        for (var at = first.Time - 1; at >= Math.Max(0, first.First - 3); at--)
        {
            if (tokens[at].IsWord("between"))
                return true;
        }
        return false;
    }

    private static Found? Span(
        Sentence sentence,
        TextMoment first,
        TextMoment second,
        TextZone? inherited,
        TextDays days
    )
    {
        if (first.IsUnclear || second.IsUnclear)
            return null;
        var zone = first.Zone ?? second.Zone ?? inherited;
        var otherZone = second.Zone ?? zone;
        if (
            zone is null
            || otherZone is null
            || StartMinute(first.Clock, second.Clock) is not { } from
            || EndMinute(first.Clock, second.Clock) is not { } to
            || days.Span((first, from, zone), (second, to, otherZone)) is not { } span
        )
            return null;
        var isHour =
            !(first.Clock.HasMinutes && second.Clock.HasMinutes)
            || zone.IsOutOfSeason(span.From)
            || otherZone.IsOutOfSeason(span.To);
        return new Found(
            span.From,
            span.To,
            isHour,
            Quote(sentence.Text, first.From, second.To, LongestQuote)
        );
    }

    /// <summary>"Between 11:50 and 1:10 PM": the half of the day written once goes for both, unless that turns them round.</summary>
    private static int? StartMinute(TextClock first, TextClock second)
    {
        if (first.Half != '\0' || second.Half == '\0' || first.Hour is 0 or > 12)
            return first.MinuteOfDay(first.Half);
        var (same, end) = (first.MinuteOfDay(second.Half), second.MinuteOfDay(second.Half));
        return same < end ? same : first.MinuteOfDay(second.Half == 'a' ? 'p' : 'a');
    }

    private static int? EndMinute(TextClock first, TextClock second)
    {
        if (second.Half != '\0' || first.Half == '\0' || second.Hour is 0 or > 12)
            return second.MinuteOfDay(second.Half);
        var (start, same) = (first.MinuteOfDay(first.Half), second.MinuteOfDay(first.Half));
        return same > start ? same : second.MinuteOfDay(first.Half == 'a' ? 'p' : 'a');
    }

    /// <summary>The first start and the last end of a text; an end alone goes with the reported start.</summary>
    private static Found? Joined(List<(TextRole Role, Told Told)> moments, long reported)
    {
        var starts = moments.Where(one => one.Role == TextRole.Start).Select(one => one.Told).ToList();
        var ends = moments.Where(one => one.Role == TextRole.End).Select(one => one.Told).ToList();
        var start = starts.Count > 0 ? starts.MinBy(one => one.Time) : (Told?)null;
        var from = start?.Time ?? reported;
        var last = ends.Where(one => one.Time > from).ToList();
        var end = last.Count > 0 ? last.MaxBy(one => one.Time) : (Told?)null;
        return (start, end) switch
        {
            ({ } one, { } other) => new Found(
                from,
                other.Time,
                one.IsHour || other.IsHour,
                Quote(one, other)
            ),
            ({ } one, null) => new Found(from, null, one.IsHour, one.Quote(LongestQuote)),
            (null, { } other) => new Found(from, other.Time, other.IsHour, other.Quote(LongestQuote)),
            _ => null,
        };
    }

    private static string Quote(Told one, Told other)
    {
        if (one.Sentence == other.Sentence)
            return Quote(
                one.Sentence,
                Math.Min(one.From, other.From),
                Math.Max(one.To, other.To),
                LongestQuote
            );
        const int Half = (LongestQuote - 3) / 2;
        return $"{one.Quote(Half)} / {other.Quote(Half)}";
    }

    /// <summary>The sentence, or as much of it round the moment as fits.</summary>
    private static string Quote(string sentence, int from, int to, int longest)
    {
        const int Lead = 20;
        if (to <= longest - 1)
            return PublicText.Line(WithoutEmphasis(sentence), longest);
        var start = Math.Max(0, from - Lead);
        while (start > 0 && !char.IsWhiteSpace(sentence[start - 1]))
            start--;
        start = Math.Max(start, from - (2 * Lead));
        if (char.IsLowSurrogate(sentence[start]))
            start++;
        return "…" + PublicText.Line(WithoutEmphasis(sentence[start..]), longest - 1);
    }

    private static string WithoutEmphasis(string text) =>
        text.Replace("\\", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);

    private static bool IsReported(Found one, long start, long? end) =>
        Math.Abs(one.From - start) < CivilTime.Minute
        && (one.To is null || (end is { } known && Math.Abs(one.To.Value - known) < CivilTime.Minute));

    /// <summary>A start alone that another text gives with its end.</summary>
    private static bool IsToldWhole(Found one, List<Found> found) =>
        one.To is null && found.Exists(other => other.To is not null && other.From == one.From);

    private static DateTimeOffset At(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);

    private static DateTimeOffset? At(long? unixMilliseconds) =>
        unixMilliseconds is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    private sealed record Sentence(string Text, List<TextToken> Tokens);

    private sealed record Found(long From, long? To, bool IsHour, string Quote);

    private readonly record struct Told(long Time, bool IsHour, string Sentence, int From, int To)
    {
        public string Quote(int longest) => TextWindows.Quote(Sentence, From, To, longest);
    }
}
