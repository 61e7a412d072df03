using System.Globalization;

namespace RiskLens.Engine.Units;

/// <summary>A clock hour in UTC: whole hours since 1970-01-01T00:00Z.</summary>
public readonly record struct Hour(int Index) : IComparable<Hour>
{
    private const long MillisecondsPerHour = 3_600_000;

    /// <summary>The hour that holds a moment given in Unix milliseconds (UTC).</summary>
    public static Hour OfUnixMilliseconds(long milliseconds) =>
        new((int)Math.DivRem(milliseconds, MillisecondsPerHour, out var rest) - (rest < 0 ? 1 : 0));

    /// <summary>The hour that holds a UTC moment.</summary>
    public static Hour Of(DateTimeOffset moment) => OfUnixMilliseconds(moment.ToUnixTimeMilliseconds());

    /// <summary>The first moment of the hour, in Unix milliseconds.</summary>
    public long StartUnixMilliseconds => Index * MillisecondsPerHour;

    /// <summary>The first moment of the hour, in UTC.</summary>
    public DateTimeOffset Start => DateTimeOffset.FromUnixTimeMilliseconds(StartUnixMilliseconds);

    /// <summary>Days since 1970-01-01 (UTC).</summary>
    public int Day => (int)Math.Floor(Index / 24.0);

    public static Hour operator +(Hour hour, int hours) => new(hour.Index + hours);

    public static Hour operator -(Hour hour, int hours) => new(hour.Index - hours);

    public static int operator -(Hour later, Hour earlier) => later.Index - earlier.Index;

    public static bool operator <(Hour left, Hour right) => left.Index < right.Index;

    public static bool operator >(Hour left, Hour right) => left.Index > right.Index;

    public static bool operator <=(Hour left, Hour right) => left.Index <= right.Index;

    public static bool operator >=(Hour left, Hour right) => left.Index >= right.Index;

    public int CompareTo(Hour other) => Index.CompareTo(other.Index);

    /// <summary>ISO 8601 with the hour, such as 2021-10-04T15:00Z.</summary>
    public override string ToString() =>
        Start.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
