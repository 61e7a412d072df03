namespace RiskLens.Engine.Messages;

/// <summary>Calendar days and clock times as integers: milliseconds from 1970-01-01T00:00 on the same clock.</summary>
internal static class CivilTime
{
    public const int Second = 1000;
    public const int Minute = 60 * Second;
    public const int HourLength = 60 * Minute;
    public const long Day = 24L * HourLength;

    /// <summary>Years outside this span are no dates of a message, whatever they are.</summary>
    private const int FirstYear = 1800;
    private const int LastYear = 2299;

    /// <summary>The first moment of a day; false where there is no such day (31 February).</summary>
    public static bool TryDay(int year, int month, int day, out long milliseconds)
    {
        milliseconds = 0;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1)
            return false;
        if (day > DateTime.DaysInMonth(year, month))
            return false;
        milliseconds = DaysFromCivil(year, month, day) * Day;
        return true;
    }

    /// <summary>The first moment of a year.</summary>
    public static long Start(int year) => DaysFromCivil(year, 1, 1) * Day;

    /// <summary>Days since 1970-01-01 in the Gregorian calendar (H. Hinnant, "chrono-compatible date algorithms").</summary>
    private static long DaysFromCivil(int year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = y / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097L) + dayOfEra - 719_468;
    }
}
