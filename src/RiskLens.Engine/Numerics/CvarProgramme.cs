namespace RiskLens.Engine.Numerics;

/// <summary>A convex cost of w: its value, and a slope that it nowhere falls below, written into the span.</summary>
public delegate double ConvexCost(ReadOnlySpan<double> w, Span<double> slopes);

/// <summary>Rows that w misses; none where it meets all that there are.</summary>
public delegate IEnumerable<LinearRow> MissedRows(ReadOnlySpan<double> w);

/// <summary>
/// The least of cost.w + meanWeight E[L(w)] + tailWeight CVaR(L(w)) + convex costs of w, subject to rows and bounds
/// (Rockafellar and Uryasev 2000). A linear programme holds planes under what is not linear, and each pass over the trials
/// adds the one at its optimum (Kelley 1960; Künzi-Bay and Mayer 2006), until both agree.
/// </summary>
public sealed class CvarProgramme
{
    /// <summary>Cost of a unit of each variable.</summary>
    public required double[] Cost { get; init; }

    /// <summary>Bounds of each variable, finite.</summary>
    public required double[] Lower { get; init; }

    /// <inheritdoc cref="Lower"/>
    public required double[] Upper { get; init; }

    /// <summary>Of the mean loss, 0 or more.</summary>
    public double MeanWeight { get; init; }

    /// <summary>Of the CVaR, 0 or more.</summary>
    public double TailWeight { get; init; } = 1;

    public IReadOnlyList<LinearRow> Rows { get; init; } = [];

    /// <summary>Further rows, which are too many to be listed.</summary>
    public MissedRows? MoreRows { get; init; }

    /// <summary>Convex costs, each bounded from below by planes of its own.</summary>
    public IReadOnlyList<ConvexCost> ConvexCosts { get; init; } = [];

    /// <summary>Ends once the gap is at most this share of what the objective adds up.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Gives up once no point can have an objective this low: of many programmes only the best is wanted.</summary>
    public double GiveUpAbove { get; init; } = double.PositiveInfinity;

    /// <summary>The best point, or that there is none.</summary>
    /// <param name="cuts">Of the losses: planes found by earlier programmes are used, and those found here added.</param>
    public CvarSolution Solve(CvarCuts cuts, CancellationToken cancellationToken)
    {
        if (new[] { Cost, Lower, Upper }.Any(each => each.Length != cuts.Variables))
            throw new ArgumentException("Each variable has a cost and two bounds.", nameof(cuts));
        if (!Lower.Concat(Upper).All(double.IsFinite) || !(MeanWeight >= 0 && TailWeight >= 0))
            throw new ArgumentException("Bounds are finite and weights are 0 or more.", nameof(cuts));
        return new CvarSearch(this, cuts).Run(cancellationToken);
    }
}
