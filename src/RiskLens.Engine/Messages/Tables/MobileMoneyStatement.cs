namespace RiskLens.Engine.Messages;

/// <summary>
/// M-PESA statements as a table: the customer's (as converters make it from the PDF) and the organisation's (CSV or
/// Excel, with title lines above the header). Times carry no zone: they are in the company's. Layouts after the public
/// import specification of Mifos and public readers of the customer's statement.
/// </summary>
public sealed class MobileMoneyStatement : ITableFormat
{
    /// <inheritdoc/>
    public string Name => "mpesa-statement";

    /// <summary>The menu of the telephone, from which most transfers are sent.</summary>
    public string? DefaultChannel => "ussd";

    /// <inheritdoc/>
    public bool Recognises(string head)
    {
        var start = head.AsSpan().TrimStart();
        return !start.IsEmpty
            && start[0] is not ('{' or '[' or '<')
            && TableLayout.Find(head) is { } layout
            && MobileMoneyColumns.AreIn(layout.Headers);
    }

    /// <inheritdoc/>
    public ColumnProposal Propose(LogSource source, LogContext context)
    {
        if (context.Columns is not null)
            return new DelimitedFormat().Propose(source, context);
        var (_, layout, columns) = Look(source);
        return columns.Propose(layout);
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
        // Who names the columns wants another reading of them.
        if (context.Columns is not null)
            return new DelimitedFormat().Read(source, context, sink, bytesRead, cancellationToken);
        var (head, layout, columns) = Look(source);
        var table = new TableReading(source, context, layout, bytesRead, cancellationToken)
        {
            Encoding = head.Encoding,
        };
        var reading = table.Run(
            columns.Time,
            day: -1,
            (times, order) => new MobileMoneyRows(columns, times, context, order),
            sink
        );
        return reading with { Columns = columns.Propose(layout) };
    }

    private static (TableHead Head, TableLayout Layout, MobileMoneyColumns Columns) Look(LogSource source)
    {
        var head = TableHead.Of(source);
        return
            TableLayout.Find(head.Text) is { } layout
            && MobileMoneyColumns.Find(layout.Headers) is { } columns
            ? (head, layout, columns)
            : throw new Units.RiskLensException(
                "The table is no M-PESA statement: it lacks a receipt, details, or what was paid in and withdrawn.",
                "Export the statement again with all its columns."
            );
    }
}
