using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>A date in prose: its year may be missing, and of two numbers either may be the day.</summary>
/// <param name="Year">Null where it is not written.</param>
/// <param name="EitherOrder">Whether day and month are numbers that may stand in the other order.</param>
internal readonly record struct TextDate(int? Year, int Month, int Day, bool EitherOrder)
{
    /// <summary>The days that it may mean, as milliseconds from 1970 on the same clock.</summary>
    /// <param name="written">Year in which the text was written.</param>
    public IEnumerable<long> Days(int written)
    {
        foreach (var one in (int[])(Year is { } year ? [year] : [written - 1, written, written + 1]))
        {
            if (CivilTime.TryDay(one, Month, Day, out var day))
                yield return day;
            if (EitherOrder && Month != Day && CivilTime.TryDay(one, Day, Month, out var other))
                yield return other;
        }
    }
}
