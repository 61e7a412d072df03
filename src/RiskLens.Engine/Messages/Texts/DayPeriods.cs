using System.Globalization;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The part of the day that a word such as "pm", "μ.μ." or "晚上" names, as the set of its hours: with it, an hour of
/// a 12-hour clock becomes one of the day.
/// </summary>
internal static class DayPeriods
{
    private const int HoursOfDay = 24;
    private const int LongestWord = 24;
    private const int Morning = 0x000FFF;
    private const int Afternoon = 0xFFF000;

    /// <summary>What phones wrote before the locale data of today, seen in exports and reports on parsers.</summary>
    private static readonly (string Word, int Hours)[] Older =
    [
        ("오전", Morning),
        ("오후", Afternoon),
        ("לפנהצ", Morning),
        ("אחהצ", Afternoon),
        ("дп", Morning),
        ("пп", Afternoon),
        ("gh", Morning),
        ("gd", Afternoon),
        ("pd", Morning),
        ("md", Afternoon),
        ("πμ", Morning),
        ("μμ", Afternoon),
        ("vorm", Morning),
        ("nachm", Afternoon),
        ("oo", Morning),
        ("os", Afternoon),
        ("öö", Morning),
        ("ös", Afternoon),
        ("прпладне", Morning),
        ("пооб", Afternoon),
        ("صباحا", Morning),
        ("مساء", Afternoon),
        ("قبلازظهر", Morning),
        ("بعدازظهر", Afternoon),
        ("ก่อนเที่ยง", Morning),
        ("หลังเที่ยง", Afternoon),
        ("एएम", Morning),
        ("पीएम", Afternoon),
        ("pagi", Morning),
        ("petang", Afternoon),
    ];

    private static readonly Dictionary<string, int> Words = Load();

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// The hours of a word as 24 bits, the lowest for the hour from midnight; 0 for a word that names none. The word
    /// must be in lower case, without points, spaces and apostrophes.
    /// </summary>
    public static int Hours(ReadOnlySpan<char> word) =>
        word.Length <= LongestWord && Lookup.TryGetValue(word, out var hours) ? hours : 0;

    /// <summary>
    /// The hour of the day, 0 to 23, of an hour on the clock beside a word; -1 where the word does not tell morning
    /// from evening. An hour after 12 is one of the day already. Phones draw the borders of "evening" or "noon" an
    /// hour or two apart: the candidate nearer to the word's hours is taken.
    /// </summary>
    public static int HourOfDay(int hour, int hours)
    {
        if (hour > 12 || hours == 0)
            return hour % HoursOfDay;
        var early = hour % 12;
        var late = early + 12;
        var (toEarly, toLate) = (Distance(early, hours), Distance(late, hours));
        if (toEarly == toLate)
            return -1;
        return toEarly < toLate ? early : late;
    }

    /// <summary>Hours round the clock to the nearest of the set.</summary>
    private static int Distance(int hour, int hours)
    {
        for (var distance = 0; distance < HoursOfDay; distance++)
        {
            var before = (hour - distance + HoursOfDay) % HoursOfDay;
            var after = (hour + distance) % HoursOfDay;
            if (((hours >> before) & 1) == 1 || ((hours >> after) & 1) == 1)
                return distance;
        }
        return HoursOfDay;
    }

    private static Dictionary<string, int> Load()
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in DayPeriodWords.All.Split('\n', StringSplitOptions.TrimEntries))
        {
            var parts = line.Split('|');
            var hours = int.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            foreach (var word in parts[1..])
                words[word] = hours;
        }
        foreach (var (word, hours) in Older)
            words[word] = hours;
        return words;
    }
}
