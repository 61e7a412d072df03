using System.Buffers.Binary;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The commonest way in which programs write a time, "2026-01-05T08:00:00Z", read from its bytes. What is written in
/// any other way, however slightly, is left to <see cref="TimeText"/>, which reads this one as well, in ten times as
/// long. Keeps the day last read: not for two threads at once.
/// </summary>
internal sealed class IsoTime
{
    private const int DateBytes = 10;
    private const int Bytes = 20;
    private (ulong YearAndMonth, ushort Day) _date;
    private long _day;

    /// <summary>Reads a cell that is in this form and names a real moment, in Unix milliseconds.</summary>
    public bool TryRead(ReadOnlySpan<byte> cell, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        var isForm =
            cell.Length == Bytes
            && cell[4] == '-'
            && cell[7] == '-'
            && cell[10] is (byte)'T' or (byte)' '
            && cell[13] == ':'
            && cell[16] == ':'
            && cell[19] == 'Z';
        if (!isForm)
            return false;
        var (hour, minute, second) = (Two(cell, 11), Two(cell, 14), Two(cell, 17));
        if (
            hour is < 0 or > 23
            || minute is < 0 or > 59
            || second is < 0 or > 59
            || !TryDay(cell[..DateBytes])
        )
            return false;
        unixMilliseconds =
            _day + (hour * CivilTime.HourLength) + (minute * CivilTime.Minute) + (second * CivilTime.Second);
        return true;
    }

    private bool TryDay(ReadOnlySpan<byte> date)
    {
        // Eight bytes of year and month with their dashes, and two of the day.
        var written = (
            BinaryPrimitives.ReadUInt64LittleEndian(date),
            BinaryPrimitives.ReadUInt16LittleEndian(date[8..])
        );
        if (written == _date)
            return true;
        var (century, year, month, day) = (Two(date, 0), Two(date, 2), Two(date, 5), Two(date, 8));
        if (century < 0 || year < 0 || !CivilTime.TryDay((century * 100) + year, month, day, out var start))
            return false;
        (_date, _day) = (written, start);
        return true;
    }

    /// <summary>Two digits as a number; less than zero where they are not digits.</summary>
    private static int Two(ReadOnlySpan<byte> cell, int at)
    {
        var (tens, ones) = (cell[at] - '0', cell[at + 1] - '0');
        return tens is < 0 or > 9 || ones is < 0 or > 9 ? -1 : (tens * 10) + ones;
    }
}
