using System.Globalization;
using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The date of a mail's header: RFC 5322 with its obsolete forms (years of two and three digits, zones by name,
/// comments anywhere, 4.3), and the order of C's asctime, which old programs write.
/// </summary>
internal static class MailDate
{
    private const int Longest = 256;

    /// <summary>Minutes; clocks reach fourteen hours from UTC.</summary>
    private const int LargestOffset = 15 * 60;

    private static readonly string[] Months =
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ];

    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>
    /// Hours from UTC. The first row is RFC 5322's; the rest are zones of Europe and Africa whose letters mean one
    /// thing only. Any other name counts as UTC, as the RFC says, since it may mean several.
    /// </summary>
    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["WEST"] = 1,
        ["CET"] = 1,
        ["CEST"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["MSK"] = 3,
        ["WAT"] = 1,
        ["CAT"] = 2,
        ["EAT"] = 3,
        ["SAST"] = 2,
    };

    /// <summary>Reads a date; without a zone it is local time.</summary>
    public static TimeOutcome Read(string? text, LocalTimes local, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        if (string.IsNullOrWhiteSpace(text))
            return TimeOutcome.Missing;
        var parts = new Parts();
        foreach (var word in Words(text))
            parts = parts.With(word);
        if (parts.IsBroken || !CivilTime.TryDay(parts.Year, parts.Month, parts.Day, out var milliseconds))
            return TimeOutcome.Unreadable;
        if (parts.Clock is not { } clock)
            return TimeOutcome.NoHour;
        milliseconds += clock;
        unixMilliseconds = parts.OffsetMinutes is { } minutes
            ? milliseconds - ((long)minutes * CivilTime.Minute)
            : local.ToUnixMilliseconds(milliseconds);
        return TimeOutcome.Read;
    }

    /// <summary>The words outside comments, which may stand in one another.</summary>
    private static string[] Words(string text)
    {
        var plain = new StringBuilder();
        var depth = 0;
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            depth += letter == '(' ? 1 : 0;
            if (depth == 0)
                plain.Append(letter);
            depth -= letter == ')' && depth > 0 ? 1 : 0;
        }
        return plain
            .ToString()
            .Split((char[])[' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(DayWithDashes)
            .ToArray();
    }

    /// <summary>26-Sep-2025 as three words.</summary>
    private static string[] DayWithDashes(string word) =>
        char.IsAsciiDigit(word[0]) && word.Any(char.IsAsciiLetter) && word.Split('-') is { Length: 3 } three
            ? three
            : [word];

    private readonly record struct Parts
    {
        public int Year { get; private init; }
        public int Month { get; private init; }
        public int Day { get; private init; }
        public int? Clock { get; private init; }
        public int? OffsetMinutes { get; private init; }

        /// <summary>Whether an offset or half of the day stands there that cannot be taken as it is.</summary>
        public bool IsBroken { get; private init; }

        public Parts With(string word)
        {
            if (word.Length == 0)
                return this;
            if (word[0] is '+' or '-')
                return Clock is null || OffsetMinutes is not null ? this : WithOffset(Offset(word));
            if (char.IsAsciiDigit(word[0]))
                return word.Contains(':', StringComparison.Ordinal) ? WithClock(word) : WithNumber(word);
            var month = Array.FindIndex(
                Months,
                name => word.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            );
            if (month >= 0 && Month == 0)
                return this with { Month = month + 1 };
            var isDay = Weekdays.Any(name => word.StartsWith(name, StringComparison.OrdinalIgnoreCase));
            if (isDay || Clock is null || OffsetMinutes is not null)
                return this;
            return word.ToUpperInvariant() is "AM" or "PM" ? WithOffset(null) : WithOffset(Zone(word));
        }

        private Parts WithOffset(int? minutes) =>
            minutes is null ? this with { IsBroken = true } : this with { OffsetMinutes = minutes };

        private Parts WithNumber(string word)
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return this;
            if (Day == 0 && word.Length <= 2)
                return this with { Day = number };
            if (Year != 0)
                return this;
            return this with
            {
                Year = word.Length switch
                {
                    2 => number + (number < 50 ? 2000 : 1900),
                    3 => number + 1900,
                    _ => number,
                },
            };
        }

        private Parts WithClock(string word)
        {
            var numbers = word.Split('.')[0].Split(':');
            if (Clock is not null || numbers.Length is not (2 or 3))
                return this;
            Span<int> clock = stackalloc int[3];
            for (var i = 0; i < numbers.Length; i++)
            {
                if (!int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out clock[i]))
                    return this;
            }
            if (clock[0] > 23 || clock[1] > 59 || clock[2] > 60)
                return this;
            return this with
            {
                Clock =
                    (clock[0] * CivilTime.HourLength)
                    + (clock[1] * CivilTime.Minute)
                    // A leap second counts as the second before it.
                    + (Math.Min(clock[2], 59) * CivilTime.Second),
            };
        }

        private static int? Zone(string word)
        {
            var isUtc =
                word.StartsWith("GMT", StringComparison.OrdinalIgnoreCase)
                || word.StartsWith("UTC", StringComparison.OrdinalIgnoreCase);
            if (isUtc && word.Length > 3 && word[3] is '+' or '-')
                return Offset(word[3..]);
            return Zones.GetValueOrDefault(word) * 60;
        }

        private static int? Offset(string word)
        {
            var digits = word[1..].Replace(":", "", StringComparison.Ordinal);
            if (
                digits.Length != 4
                || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            )
                return null;
            var minutes = (number / 100 * 60) + (number % 100);
            if (number % 100 > 59 || minutes > LargestOffset)
                return null;
            return word[0] == '-' ? -minutes : minutes;
        }
    }
}
