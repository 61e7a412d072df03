using RiskLens.Engine.Losses;

namespace RiskLens.Engine.Studies;

/// <summary>How long each purpose may be interrupted, and what the scenario's channel down makes of that.</summary>
internal static class Tolerances
{
    // A tolerance holds where it is kept in 19 cases of 20.
    private const double Unlikely = 0.05;

    public static IReadOnlyList<PurposeTolerance> Of(
        StudyFrame frame,
        LossInputs inputs,
        OutageLoss loss,
        int downMask,
        IReadOnlyList<LossDraw> draws
    )
    {
        var severeHours = frame.Inputs.ScenarioHours;
        var hours = draws.Select(d => loss.HoursInterrupted(downMask, severeHours, d)).ToArray();
        return [.. inputs.Table.Purposes.Select((purpose, p) => Told(purpose, [.. hours.Select(h => h[p])]))];

        double? Stated(string key) => frame.Inputs.AssumptionsByKey.GetValueOrDefault(key)?.Central;

        PurposeTolerance Told(string purpose, double[] lasting)
        {
            var isInterrupted = lasting.Count(h => h >= severeHours) * 2 > lasting.Length;
            var tolerance = Stated($"{purpose}.tolerance_hours");
            var objective = Stated($"{purpose}.objective_hours");
            return new PurposeTolerance(
                purpose,
                tolerance,
                objective,
                isInterrupted,
                isInterrupted ? tolerance : null,
                tolerance is null || objective is null ? null : objective <= tolerance,
                severeHours,
                tolerance is null ? null : ChanceBeyond(tolerance.Value) < Unlikely
            )
            {
                ChanceBeyond = tolerance is null ? null : ChanceBeyond(tolerance.Value),
            };

            double ChanceBeyond(double most) => lasting.Count(h => h > most) / (double)lasting.Length;
        }
    }
}
