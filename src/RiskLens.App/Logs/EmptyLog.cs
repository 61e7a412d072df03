using System.Globalization;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>Refuses a file from which nothing can be learnt.</summary>
internal static class EmptyLog
{
    /// <summary>Does nothing for a file that holds messages of more than one clock hour.</summary>
    /// <param name="intake">What came in.</param>
    /// <param name="besideOthers">Whether other logs stand beside it: a chat of some minutes then tells its part.</param>
    /// <exception cref="RiskLensException">No line is a message, or all that is known lies within one hour.</exception>
    public static void Refuse(Intake intake, bool besideOthers)
    {
        if (intake.Messages == 0)
            throw NoMessage(intake.Tally);
        if (besideOthers)
            return;
        var watches = intake.Channels.SelectMany(channel => channel.Watches.Values).ToList();
        var first = Hour.OfUnixMilliseconds(watches.Min(watch => watch.First));
        if (first == Hour.OfUnixMilliseconds(watches.Max(watch => watch.Last)))
        {
            throw new RiskLensException(
                $"All messages of the file lie within one hour, from {first} (UTC).",
                "Export a longer period, of at least two weeks."
            );
        }
    }

    private static RiskLensException NoMessage(IntakeTally tally)
    {
        var lines =
            tally.Rejected == 1
                ? "1 line was"
                : tally.Rejected.ToString("N0", CultureInfo.InvariantCulture) + " lines were";
        return tally.CommonestReason switch
        {
            null when tally.System > 0 => new(
                "The file holds no message, only lines made by the messaging program itself.",
                "Export a conversation in which somebody has written."
            ),
            null => new("The file holds no message.", "Export the log again and give the new file."),
            RejectionReason.InTheFuture => new(
                $"No line of the file can be counted: {lines} refused, most of them because their time lies in the future.",
                "Check the order of day and month (--date-order), the time zone (--timezone) and this computer's clock."
            ),
            RejectionReason.UnknownChannel => new(
                $"No line of the file can be counted: {lines} refused, most of them because their channel is not in the catalogue.",
                "Write the channels as the catalogue names them, or drop that column and name one with --channel."
            ),
            var reason => new(
                $"No line of the file can be read as a message: {lines} refused, most often for this: {reason}",
                "Check that this is the right file; for a table, name its columns with --map."
            ),
        };
    }
}
