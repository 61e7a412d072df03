using System.Globalization;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>
/// UptimeRobot's events as CSV: Event, Monitor, Date-Time, Reason, Duration, and Duration (in mins.). Its header was not
/// seen in a real file, so it is known by the likely names alone. Times are local time of the account, taken as the company's.
/// </summary>
internal sealed class UptimeRobotTable : IOutageHistoryFormat
{
    /// <inheritdoc/>
    public string Name => "uptimerobot-csv";

    /// <inheritdoc/>
    public bool Recognises(HistoryHead head) =>
        HistoryTable.Of(head.Text) is { } table && new Columns(table).AreEnough;

    /// <inheritdoc/>
    public HistoryReading Read(LogSource source, HistoryContext context)
    {
        var sink = new HistorySink(Name, context);
        var table = HistoryTable.Of(HistoryText.Of(source, HistoryHead.Of(source).Encoding));
        var columns = table is null ? null : new Columns(table);
        if (table is null || columns is not { AreEnough: true })
        {
            throw new RiskLensException(
                "The file is no table of a monitor's events.",
                "Export the events as CSV, with the columns Event, Monitor, Date-Time and Duration."
            );
        }
        var times = new HistoryTimes(context.Zone, context.DateOrder);
        foreach (var row in table.Body)
            ReadRow(row, columns, times, sink);
        return sink.Reading();
    }

    private static void ReadRow(
        IReadOnlyList<string> row,
        Columns columns,
        HistoryTimes times,
        HistorySink sink
    )
    {
        string Cell(int column) => HistoryTable.Cell(row, column);
        var page = sink.Page(Cell(columns.Monitor), sink.Context.Monitor ?? "monitor");
        var state = Cell(columns.Event);
        var outcome = times.Read(Cell(columns.Time), out var start);
        if (outcome == TimeOutcome.Read)
            sink.See(start);
        if (Folded.Of(state) is "up" or "started" or "paused")
            return;
        sink.Next();
        if (Folded.Of(state) != "down")
        {
            sink.Reject(HistoryRejection.UnknownState);
            return;
        }
        if (outcome != TimeOutcome.Read)
        {
            sink.Reject(
                outcome == TimeOutcome.Missing ? HistoryRejection.NoStart : HistoryRejection.UnreadableStart
            );
            return;
        }
        if (!TryMinutes(Cell(columns.Minutes), Cell(columns.Duration), out var minutes))
        {
            sink.Reject(HistoryRejection.UnreadableLength);
            return;
        }
        sink.Accept(
            new FoundOutage
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{start / CivilTime.Second}"),
                Page = page,
                Start = start,
                End = minutes is null ? null : start + (long)(minutes * CivilTime.Minute),
                Title = Cell(columns.Reason),
                FunctionStopped = ReportedSeverity.Whole,
                Impact = "down",
            }
        );
    }

    /// <summary>Minutes as a number, else "2 hrs, 5 mins"; nothing where both are empty.</summary>
    private static bool TryMinutes(string minutesCell, string words, out double? minutes)
    {
        minutes = null;
        if (minutesCell.Length > 0)
            return TryNumber(minutesCell, out minutes);
        if (words.Length == 0)
            return true;
        var total = 0.0;
        foreach (
            var part in words.Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var space = part.IndexOf(' ', StringComparison.Ordinal);
            if (space < 1 || !TryNumber(part[..space], out var number))
                return false;
            var unit = part[(space + 1)..].TrimStart().ToLowerInvariant();
            var factor = unit switch
            {
                ['d', ..] => 24 * 60,
                ['h', ..] => 60,
                ['m', ..] => 1,
                ['s', ..] => 1 / 60.0,
                _ => double.NaN,
            };
            if (double.IsNaN(factor))
                return false;
            total += number!.Value * factor;
        }
        minutes = total;
        return true;
    }

    private static bool TryNumber(string text, out double? number)
    {
        var isNumber = double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var read
        );
        number = isNumber && read < 1e8 ? read : null;
        return number is not null;
    }

    private sealed class Columns(HistoryTable table)
    {
        public int Event { get; } = table.Column("event", "type", "status");
        public int Monitor { get; } = table.Column("monitor", "monitorname", "friendlyname");
        public int Time { get; } = table.Column("datetime", "dateandtime", "time");
        public int Reason { get; } = table.Column("reason");
        public int Duration { get; } = table.Column("duration");
        public int Minutes { get; } = table.Column("durationinmins", "durationmins", "durationinminutes");

        public bool AreEnough => Event >= 0 && Monitor >= 0 && Time >= 0 && (Duration >= 0 || Minutes >= 0);
    }
}
