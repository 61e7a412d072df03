namespace RiskLens.Engine.Units;

/// <summary>A part of a whole, from 0 to 1.</summary>
public readonly record struct Share
{
    /// <summary>The part, from 0 to 1.</summary>
    public double Value { get; }

    private Share(double value) => Value = value;

    /// <summary>Makes a share; a value outside 0 to 1, or not a number, is refused.</summary>
    public static Share Of(double value) =>
        value is >= 0 and <= 1
            ? new Share(value)
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A share lies between 0 and 1.");
}
