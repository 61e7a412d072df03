namespace RiskLens.Engine.Tests;

/// <summary>How often a simulation is repeated: few times by default, the full count with --all.</summary>
internal static class Repetitions
{
    public static int Of(int few, int all) =>
        Environment.GetEnvironmentVariable("RISKLENS_TESTS") == "all" ? all : few;

    /// <summary>Four standard errors of a share: how far coverage may lie from its level.</summary>
    public static double FourErrors(double level, int repetitions) =>
        4 * Math.Sqrt(level * (1 - level) / repetitions);
}
