using System.Buffers;
using System.Globalization;
using NodaTime;

namespace RiskLens.Engine.Messages;

/// <summary>What a cell of a table looks like, by itself.</summary>
internal static class TableCells
{
    private const int LongestName = 60;
    private const int FewestPhoneDigits = 9;

    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789.-");

    /// <summary>Unix times from 2000 on; earlier ones are more likely numbers of something else.</summary>
    private const long EarliestUnixMilliseconds = 946_684_800_000;

    /// <summary>Whether a row names columns: words alone, no two alike, with something else than words below.</summary>
    public static bool AreNames(string[] row, IReadOnlyList<string[]> below)
    {
        var names = row.Where(cell => cell.Trim().Length > 0).ToList();
        if (names.Count < 2 || !names.TrueForAll(IsName))
            return false;
        if (names.Select(Folded.Of).Distinct(StringComparer.Ordinal).Count() < names.Count)
            return false;
        return DelimitedColumns.Named(row).Count > 0
            || Enumerable
                .Range(0, row.Length)
                .Any(column =>
                    below.Any(other => column < other.Length && other[column].Trim().Length > 0)
                    && below.All(other => column >= other.Length || !IsName(other[column]))
                );
    }

    /// <summary>A full moment: a date with its hour, or a Unix time.</summary>
    public static bool IsMoment(string cell) => Read(cell, out _) == TimeOutcome.Read;

    /// <summary>A Unix time written as a number, which could be a number of anything.</summary>
    public static bool IsNumber(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        return !cell.IsEmpty && !cell.ContainsAnyExcept(NumberSigns) && char.IsAsciiDigit(cell[^1]);
    }

    /// <summary>Reads a moment, day or month first, as UTC.</summary>
    public static TimeOutcome Read(string cell, out long unixMilliseconds)
    {
        var times = new TimeText(new LocalTimes(DateTimeZone.Utc));
        var outcome = times.Read(cell, DateOrder.DayFirst, out unixMilliseconds, out var clock);
        if (outcome == TimeOutcome.Unreadable && clock.Separator != default)
            outcome = times.Read(cell, DateOrder.MonthFirst, out unixMilliseconds, out _);
        return outcome == TimeOutcome.Read && IsNumber(cell) && unixMilliseconds < EarliestUnixMilliseconds
            ? TimeOutcome.Unreadable
            : outcome;
    }

    /// <summary>A time of day without its date, such as 16:39 or 4:39:05 PM.</summary>
    public static bool IsTimeOfDay(string cell) =>
        cell.Trim().Length is > 3 and <= 14 && Read("2000-01-01 " + cell.Trim(), out _) == TimeOutcome.Read;

    /// <summary>A mail address or a telephone number in full: at least nine digits, with a + or so many as numbers have.</summary>
    public static bool IsAddress(string cell)
    {
        var trimmed = cell.AsSpan().Trim();
        if (trimmed.IndexOf('@') is var at and > 0)
            return trimmed[at..].Contains('.') && !trimmed.Contains(' ');
        if (trimmed.StartsWith("whatsapp:", StringComparison.OrdinalIgnoreCase))
            trimmed = trimmed["whatsapp:".Length..];
        Span<char> name = stackalloc char[LongestName];
        if (trimmed.Length is < FewestPhoneDigits or > LongestName || trimmed.ContainsAny('/', ':', ','))
            return false;
        var number = name[..ContactName.Normalise(trimmed, name)].TrimStart('+');
        return number.Length >= FewestPhoneDigits && !number.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>A machine's name for somebody: letters and digits together, without a blank.</summary>
    public static bool IsIdentifier(string cell) =>
        cell.Length is >= 6 and <= LongestName
        && cell.Any(char.IsAsciiDigit)
        && cell.Any(char.IsAsciiLetter)
        && cell.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    /// <summary>An amount with its currency, such as "KES 1,250.00"; a bare number could be anything.</summary>
    public static bool IsMoney(string cell) =>
        cell.Any(char.IsAsciiDigit)
        && cell.Any(letter =>
            char.IsLetter(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.CurrencySymbol
        )
        && cell.Count(char.IsLetter) <= 4
        && AmountText.TryRead(cell, out _);

    /// <summary>Whether a cell could name a column: short, with a letter, and neither time, address nor amount.</summary>
    private static bool IsName(string cell) =>
        cell.Length <= LongestName
        && cell.Any(char.IsLetter)
        && cell.Count(char.IsAsciiDigit) <= 3
        && !cell.Contains('@', StringComparison.Ordinal)
        && Read(cell, out _) is TimeOutcome.Unreadable;
}
