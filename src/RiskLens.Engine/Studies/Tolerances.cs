using RiskLens.Engine.Losses;

namespace RiskLens.Engine.Studies;

/// <summary>How long each purpose may be interrupted, and what the scenario's channel down makes of that.</summary>
internal static class Tolerances
{
    public static IReadOnlyList<PurposeTolerance> Of(
        StudyFrame frame,
        LossInputs inputs,
        OutageLoss loss,
        int downMask,
        double switchRate,
        double severeHours
    )
    {
        var interrupted = loss.Interrupted(downMask, switchRate);
        return [.. inputs.Table.Purposes.Select((purpose, p) => Told(purpose, interrupted[p]))];

        double? Stated(string key) => frame.Inputs.AssumptionsByKey.GetValueOrDefault(key)?.Central;

        PurposeTolerance Told(string purpose, bool isInterrupted)
        {
            var tolerance = Stated($"{purpose}.tolerance_hours");
            var objective = Stated($"{purpose}.recovery_hours");
            return new PurposeTolerance(
                purpose,
                tolerance,
                objective,
                isInterrupted,
                isInterrupted ? tolerance : null,
                tolerance is null || objective is null ? null : objective <= tolerance,
                severeHours,
                tolerance is null ? null : !isInterrupted || severeHours <= tolerance
            );
        }
    }
}
