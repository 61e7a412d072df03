using System.Runtime.InteropServices;

namespace RiskLens.Engine.Messages;

/// <summary>The three numbers of a chat header's date, in the order written.</summary>
/// <param name="First">Day or month; the year where it has four digits or its era before it.</param>
/// <param name="Second">Month or day.</param>
/// <param name="Third">The year, unless it stands first.</param>
/// <param name="ThirdDigits">How many digits the third number has: a year has at least two.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChatDate(int First, int Second, int Third, int ThirdDigits)
{
    /// <summary>
    /// The first moment of the day in milliseconds from 1970 on the same clock; false where the order and the
    /// calendar have no such day.
    /// </summary>
    public bool TryDay(DateOrder order, YearCount count, bool shortYear, out long milliseconds)
    {
        milliseconds = 0;
        var (year, month, day) = InOrder(order);
        return (order == DateOrder.YearFirst || ThirdDigits > 1 || !shortYear)
            && YearCounts.TryDay(count, year, shortYear, month, day, out milliseconds);
    }

    public (int Year, int Month, int Day) InOrder(DateOrder order) =>
        order switch
        {
            DateOrder.YearFirst => (First, Second, Third),
            DateOrder.MonthFirst => (Third, First, Second),
            _ => (Third, Second, First),
        };
}
