namespace RiskLens.Engine.Numerics;

/// <summary>
/// The PERT law in its "true beta" form: minimum, most likely value, maximum and weight of the most likely one
/// (4 by default). Mean = (min + weight x mode + max) / (weight + 2); sd = sqrt((mean - min)(max - mean) /
/// (weight + 3)) (Vose 2008).
/// </summary>
public readonly record struct Pert(double Min, double Mode, double Max, double Weight = 4)
{
    public double Mean => (Min + (Weight * Mode) + Max) / (Weight + 2);

    public double StandardDeviation => Math.Sqrt((Mean - Min) * (Max - Mean) / (Weight + 3));
}
