using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>Tables that are known and cannot be imported, with the reason and the way out.</summary>
internal static class KnownTables
{
    private static readonly string[] PaySimLog = TableNames.Words("step type amount nameorig namedest");
    private static readonly string[] PaySimHours = TableNames.Words("action month day hour count sum step");

    /// <summary>Why a table with such a header cannot be a log; null where it can.</summary>
    public static RiskLensException? Refusal(IReadOnlyList<string> headers)
    {
        var names = headers.Select(Folded.Of).ToHashSet(StringComparer.Ordinal);
        if (names.IsSupersetOf(PaySimLog))
        {
            return new RiskLensException(
                "The table is a PaySim log, which counts its hours (step) from a start that it does not name.",
                "Add a column named time with the date and hour of each row, which is your start plus the step in hours, and import that."
            );
        }
        if (names.IsSupersetOf(PaySimHours))
        {
            return new RiskLensException(
                "The table counts PaySim's transactions by month, day and hour without a year, so its hours are no moments.",
                "Import a log with one row for each transaction and its full date and time."
            );
        }
        return null;
    }
}
