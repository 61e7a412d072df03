namespace RiskLens.Engine.Numerics;

/// <summary>A plane that a convex figure of w lies on or above, wherever w is: Constant + Slopes.w.</summary>
/// <param name="Slopes">One for each variable.</param>
public sealed record CutPlane(double Constant, double[] Slopes)
{
    /// <summary>The height of the plane over w; what w has beyond its variables is left out.</summary>
    public double At(ReadOnlySpan<double> w)
    {
        var height = Constant;
        for (var i = 0; i < Slopes.Length; i++)
            height += Slopes[i] * w[i];
        return height;
    }
}
