namespace RiskLens.App.Reports.Charts;

/// <summary>A value axis from zero (or the least value, when negative) with round ticks.</summary>
internal sealed class Scale
{
    private readonly double _start;
    private readonly double _end;

    private Scale(double low, double high, double step, double start, double end)
    {
        (Low, High, Step, _start, _end) = (low, high, step, start, end);
    }

    public double Low { get; }
    public double High { get; }
    public double Step { get; }

    /// <summary>Covers the values with at most about <paramref name="count"/> steps of 1, 2 or 5 times a power of ten.</summary>
    public static Scale Over(double least, double largest, int count, double start, double end)
    {
        return Spanning(Math.Min(0, least), largest, count, start, end);
    }

    /// <summary>Covers the values without reaching down to zero: for distances, never for the lengths of bars from zero.</summary>
    public static Scale Spanning(double low, double largest, int count, double start, double end)
    {
        var high = Math.Max(largest, low) is var top && top > low ? top : low + 1;
        var raw = (high - low) / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step =
            power
            * (
                (raw / power) switch
                {
                    <= 1 => 1,
                    <= 2 => 2,
                    <= 5 => 5,
                    _ => 10,
                }
            );
        return new Scale(
            Math.Floor(low / step) * step,
            Math.Ceiling((high / step) - 1e-9) * step,
            step,
            start,
            end
        );
    }

    public double At(double value) => _start + ((value - Low) / (High - Low) * (_end - _start));

    public IEnumerable<double> Ticks
    {
        get
        {
            for (var k = 0; Low + (k * Step) <= High + (Step / 2); k++)
                yield return Low + (k * Step);
        }
    }
}
