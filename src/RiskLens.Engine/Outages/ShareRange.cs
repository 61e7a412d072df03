namespace RiskLens.Engine.Outages;

/// <summary>A share (0 to 1) known to lie between two values; they are equal where it is known.</summary>
public readonly record struct ShareRange
{
    /// <summary>All of it.</summary>
    public static readonly ShareRange All = new(1, 1);

    /// <summary>A share between two values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt;= low &lt;= high &lt;= 1.</exception>
    public ShareRange(double low, double high)
    {
        if (!(low >= 0 && low <= high && high <= 1))
            throw new ArgumentOutOfRangeException(nameof(low), "A share lies between 0 and 1.");
        Low = low;
        High = high;
    }

    public double Low { get; }
    public double High { get; }
}
