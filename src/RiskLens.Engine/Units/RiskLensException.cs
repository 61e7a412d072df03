namespace RiskLens.Engine.Units;

/// <summary>
/// Something the user can put right: one sentence with the problem, one with the remedy. Hosts print just
/// these two (exit code 2 on the command line, problem details in the browser).
/// </summary>
public sealed class RiskLensException(string problem, string remedy, Exception? cause = null)
    : Exception($"{problem} {remedy}", cause)
{
    /// <summary>What is wrong, in one sentence.</summary>
    public string Problem { get; } = problem;

    /// <summary>What the user can do about it, in one sentence.</summary>
    public string Remedy { get; } = remedy;
}
