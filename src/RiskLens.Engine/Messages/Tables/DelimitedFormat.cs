namespace RiskLens.Engine.Messages;

/// <summary>
/// Tables: CSV, TSV, and semicolons or bars between the cells; cells may be quoted and then hold line breaks. Titles
/// may stand above the header, or there is no header at all. Columns are found by a profile, by their usual names, and
/// by what they hold. Where a table has a sender and a recipient and no contact, the customer is the recipient of what
/// went out and the sender of what came in; without a direction column everything came in that the company's own
/// addresses did not send.
/// </summary>
public sealed class DelimitedFormat : ITableFormat
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string? DefaultChannel => null;

    /// <summary>
    /// Whether the head looks like a table: a line with a time and a contact column, or lines that all split into as
    /// many cells as the first. What then lacks a column is refused by <see cref="Read"/>, with its remedy.
    /// </summary>
    public bool Recognises(string head)
    {
        var start = head.AsSpan().TrimStart();
        return !start.IsEmpty
            && start[0] is not ('{' or '[' or '<')
            && TableLayout.Find(head) is { } layout
            && (layout.IsKnown || layout.IsRegular);
    }

    /// <inheritdoc/>
    public ColumnProposal Propose(LogSource source, LogContext context)
    {
        var (_, layout) = Look(source, context);
        return ColumnsOf(layout, context).Propose(layout.Headers, layout.RowsAbove);
    }

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var (head, layout) = Look(source, context);
        var columns = ColumnsOf(layout, context);
        var table = new TableReading(source, context, layout, bytesRead, cancellationToken)
        {
            Encoding = head.Encoding,
        };
        var reading = table.Run(
            columns.Time,
            columns.Day,
            (times, order) => new DelimitedRows(columns, times, context, order),
            sink
        );
        return reading with { Columns = columns.Propose(layout.Headers, layout.RowsAbove) };
    }

    /// <summary>The columns of a table: the user's word, else the saved profile of its header, else names and content.</summary>
    internal static DelimitedColumns ColumnsOf(TableLayout layout, LogContext context)
    {
        if (context.Columns is null && KnownTables.Refusal(layout.Headers) is { } refusal)
            throw refusal;
        var columns = DelimitedColumns.Find(layout.Headers, layout.Width, ProfileOf(layout, context));
        ColumnGuess.Complete(layout, columns, context.Channels);
        return columns;
    }

    private static ColumnProfile? ProfileOf(TableLayout layout, LogContext context) =>
        context.Columns
        ?? (
            layout.Headers.Count > 0
                ? context.SavedColumns.GetValueOrDefault(ColumnProposal.HeaderOf(layout.Headers))
                : null
        );

    private static (TableHead Head, TableLayout Layout) Look(LogSource source, LogContext context)
    {
        var head = TableHead.Of(source);
        var layout = TableLayout.Find(head.Text, IsHeader);
        return layout is null
            ? throw new Units.RiskLensException(
                "The file is no table: its lines do not split into cells.",
                "Export it as CSV, with a first line that names the columns."
            )
            : (head, layout);

        bool IsHeader(IReadOnlyList<string> names) =>
            context.SavedColumns.ContainsKey(ColumnProposal.HeaderOf(names))
            || context.Columns?.IsOf(new HeaderNames(names)) == true;
    }
}
