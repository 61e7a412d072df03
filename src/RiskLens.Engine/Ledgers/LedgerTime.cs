namespace RiskLens.Engine.Ledgers;

/// <summary>Unix milliseconds as seconds and UTC days, rounded down also before 1970.</summary>
public static class LedgerTime
{
    private const long SecondsPerDay = 86_400;
    private const long HoursPerDay = 24;
    private const long MillisecondsPerHour = 3_600_000;

    /// <summary>Seconds since 1970-01-01T00:00Z.</summary>
    public static long SecondOf(long unixMilliseconds) => FloorDivide(unixMilliseconds, 1000);

    /// <summary>Days since 1970-01-01 (UTC), and the second within the day.</summary>
    public static (int Day, int Second) DayAndSecondOf(long unixMilliseconds)
    {
        var second = SecondOf(unixMilliseconds);
        var day = FloorDivide(second, SecondsPerDay);
        return (checked((int)day), (int)(second - day * SecondsPerDay));
    }

    /// <summary>Hours since 1970-01-01T00:00Z.</summary>
    public static int HourOf(long unixMilliseconds) =>
        checked((int)FloorDivide(unixMilliseconds, MillisecondsPerHour));

    /// <summary>The day of an hour, both counted from 1970-01-01T00:00Z.</summary>
    public static int DayOfHour(int hour) => (int)FloorDivide(hour, HoursPerDay);

    /// <summary>
    /// The hours that a log which begins with one message and ends with another was surely watching: those that lie
    /// wholly between the two, to the second, which is what events keep. From is the first; To is one past the last,
    /// and not below From.
    /// </summary>
    public static (int From, int To) WholeHoursBetween(long firstUnixMilliseconds, long lastUnixMilliseconds)
    {
        var from = -FloorDivide(-SecondOf(firstUnixMilliseconds) * 1000, MillisecondsPerHour);
        var to = FloorDivide(lastUnixMilliseconds, MillisecondsPerHour);
        return (checked((int)from), checked((int)Math.Max(from, to)));
    }

    private static long FloorDivide(long value, long by)
    {
        var quotient = Math.DivRem(value, by, out var rest);
        return rest < 0 ? quotient - 1 : quotient;
    }
}
