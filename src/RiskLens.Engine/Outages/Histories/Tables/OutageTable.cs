using System.Globalization;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>
/// RiskLens's own table of outages, a CSV that a person keeps; the shipped catalogue reads as one. Only the start is needed:
/// <list type="bullet">
/// <item>id: stable name of the outage; else made of start, node and title.</item>
/// <item>node: id of the node that failed. channels: ids of the channels struck, with ; between them. places: country codes.</item>
/// <item>start, end (or start_utc, end_utc): 2021-10-04T15:39Z, with another offset, or local time of the company's zone; a
/// date alone is its first moment and makes the precision day. An empty end is not known.</item>
/// <item>precision: minute, hour or day; else from how the times are written.</item>
/// <item>severity (or function_stopped): share of the function that stopped, 0.4, 40%, 0.2-0.8, or a word (whole, major,
/// partial, minor, unknown); by channel as whatsapp:0.4;*:0-1. Empty is the whole.</item>
/// <item>customers_struck: a share likewise; empty is not known.</item>
/// <item>shortest_min, longest_min, duration_min: lengths in minutes where they differ from end minus start.</item>
/// <item>title, source: words and address.</item>
/// </list>
/// </summary>
internal sealed class OutageTable : IOutageHistoryFormat
{
    private static readonly string[] Starts =
    [
        "start",
        "startutc",
        "startedat",
        "starttime",
        "from",
        "begin",
        "debut",
    ];
    private static readonly string[] Ends =
    [
        "end",
        "endutc",
        "endedat",
        "endtime",
        "resolvedat",
        "to",
        "fin",
    ];

    /// <inheritdoc/>
    public string Name => "outages-csv";

    /// <inheritdoc/>
    public bool Recognises(HistoryHead head) =>
        HistoryTable.Of(head.Text) is { } table && table.Column(Starts) >= 0 && table.Column(Ends) >= 0;

    /// <inheritdoc/>
    public HistoryReading Read(LogSource source, HistoryContext context)
    {
        var table = HistoryTable.Of(HistoryText.Of(source, HistoryHead.Of(source).Encoding));
        if (table is null || table.Column(Starts) < 0)
        {
            throw new RiskLensException(
                "The file is no table of outages: it has no column named start.",
                "Give a CSV with the columns start and end, and if you can id, node, channels, severity and title."
            );
        }
        var sink = new HistorySink(Name, context);
        var page = sink.Page(context.Monitor, "own table");
        var columns = new Columns(table);
        var (start, end) = (
            TimesOf(table.NameOf(columns.Start), context),
            TimesOf(table.NameOf(columns.End), context)
        );
        foreach (var row in table.Body)
        {
            sink.Next();
            ReadRow(row, columns, start, end, page, sink);
        }
        return sink.Reading();
    }

    private static HistoryTimes TimesOf(string column, HistoryContext context) =>
        column.EndsWith("utc", StringComparison.Ordinal)
            ? HistoryTimes.Utc()
            : new HistoryTimes(context.Zone, context.DateOrder);

    private static void ReadRow(
        IReadOnlyList<string> row,
        Columns columns,
        HistoryTimes startTimes,
        HistoryTimes endTimes,
        string page,
        HistorySink sink
    )
    {
        string Cell(int column) => HistoryTable.Cell(row, column);
        var (from, to) = (
            startTimes.Read(Cell(columns.Start), out var start),
            endTimes.Read(Cell(columns.End), out var end)
        );
        if (from is not (TimeOutcome.Read or TimeOutcome.NoHour))
        {
            sink.Reject(
                from == TimeOutcome.Missing ? HistoryRejection.NoStart : HistoryRejection.UnreadableStart
            );
            return;
        }
        if (to == TimeOutcome.Unreadable)
        {
            sink.Reject(HistoryRejection.UnreadableEnd);
            return;
        }
        var isDay = from == TimeOutcome.NoHour || to == TimeOutcome.NoHour;
        var isOneDay = to != TimeOutcome.Missing && isDay && end == start;
        if (isOneDay)
            end = start + CivilTime.Day;
        if (to != TimeOutcome.Missing && end < start)
        {
            sink.Reject(HistoryRejection.EndBeforeStart);
            return;
        }
        if (PrecisionOf(Cell(columns.Precision), isDay) is not { } precision)
        {
            sink.Reject(HistoryRejection.UnknownPrecision);
            return;
        }
        if (
            !OutageShares.TryRead(Cell(columns.Severity), out var function, out var byChannel)
            || !OutageShares.TryReadCustomers(Cell(columns.Customers), out var customers)
        )
        {
            sink.Reject(HistoryRejection.UnreadableShare);
            return;
        }
        var length = to == TimeOutcome.Missing ? (double?)null : (double)(end - start) / CivilTime.Minute;
        if (!TryHours(Cell, columns, isOneDay ? (0, length) : (length, length), out var hours))
        {
            sink.Reject(HistoryRejection.UnreadableLength);
            return;
        }
        var (node, title) = (Cell(columns.Node), Cell(columns.Title));
        sink.Accept(
            new FoundOutage
            {
                Id = Cell(columns.Id) is { Length: > 0 } id
                    ? id
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{start / CivilTime.Second}/{node}/{title}"
                    ),
                Page = page,
                Start = start,
                End = to == TimeOutcome.Missing ? null : end,
                Precision = precision,
                Components = Parts(Cell(columns.Channels)),
                Title = title,
                FunctionStopped = function,
                FunctionStoppedByChannel = byChannel,
                CustomersStruck = customers,
                Impact = Cell(columns.Severity),
                Url = Cell(columns.Source).Split(' ', ';')[0],
                Node = PublicText.Name(node),
                Places = Parts(Cell(columns.Places)),
                Hours = hours,
            }
        );
    }

    private static string? PrecisionOf(string cell, bool isDay) =>
        cell.ToLowerInvariant() switch
        {
            "" => isDay ? "day" : "minute",
            "minute" or "hour" or "day" => cell.ToLowerInvariant(),
            _ => null,
        };

    private static bool TryHours(
        Func<int, string> cell,
        Columns columns,
        (double? Shortest, double? Longest) written,
        out (double Shortest, double Longest)? hours
    )
    {
        hours = null;
        if (
            !TryMinutes(cell(columns.Duration), out var stated)
            || !TryMinutes(cell(columns.Shortest), out var shortest)
            || !TryMinutes(cell(columns.Longest), out var longest)
        )
            return false;
        // Of an end that is not known a stated length would be a guess.
        stated = written.Longest is null ? null : stated;
        var from = shortest ?? stated ?? written.Shortest ?? 0;
        var to = longest ?? stated ?? written.Longest ?? double.PositiveInfinity;
        hours = (from / 60, to / 60);
        return from <= to;
    }

    private static bool TryMinutes(string cell, out double? minutes)
    {
        minutes = null;
        if (cell.Length == 0)
            return true;
        if (
            !double.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)
            || !(read < 1e9)
        )
            return false;
        minutes = read;
        return true;
    }

    private static string[] Parts(string cell) =>
        [
            .. cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(PublicText.Name),
        ];

    private sealed class Columns(HistoryTable table)
    {
        public int Id { get; } = table.Column("id");
        public int Node { get; } = table.Column("node");
        public int Channels { get; } = table.Column("channels", "channel");
        public int Places { get; } = table.Column("places", "place", "country");
        public int Start { get; } = table.Column(Starts);
        public int End { get; } = table.Column(Ends);
        public int Precision { get; } = table.Column("precision");
        public int Severity { get; } = table.Column("severity", "functionstopped", "share");
        public int Customers { get; } = table.Column("customersstruck", "customers");
        public int Shortest { get; } = table.Column("shortestmin");
        public int Longest { get; } = table.Column("longestmin");
        public int Duration { get; } = table.Column("durationmin");
        public int Title { get; } = table.Column("title", "name", "cause");
        public int Source { get; } = table.Column("source", "sourceurl", "url");
    }
}
