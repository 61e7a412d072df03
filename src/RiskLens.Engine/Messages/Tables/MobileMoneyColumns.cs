namespace RiskLens.Engine.Messages;

/// <summary>
/// Columns of an M-PESA statement, by index; -1 where it does not have it. The customer's statement and the
/// organisation's differ in their columns' names and order; both have what came in and what went out apart.
/// </summary>
internal sealed record MobileMoneyColumns(
    int Receipt,
    int Time,
    int Details,
    int Status,
    int PaidIn,
    int Withdrawn,
    int OtherParty,
    int Type
)
{
    private static readonly string[] ReceiptNames = TableNames.Words("receiptno receipt receiptnumber");
    private static readonly string[] TimeNames = TableNames.Words("completiontime date initiationtime");
    private static readonly string[] StatusNames = TableNames.Words("transactionstatus status");
    private static readonly string[] WithdrawnNames = TableNames.Words("withdrawn paidout");
    private static readonly string[] TypeNames = TableNames.Words("transactiontype reasontype");

    /// <summary>Whether a header is that of a statement.</summary>
    public static bool AreIn(IReadOnlyList<string> headers) => Find(headers) is not null;

    /// <summary>The columns; null where the header is no statement's.</summary>
    public static MobileMoneyColumns? Find(IReadOnlyList<string> headers)
    {
        var names = headers.Select(Folded.Of).ToList();
        int Column(params string[] usual) =>
            usual.Select(name => names.IndexOf(name)).FirstOrDefault(at => at >= 0, -1);
        var columns = new MobileMoneyColumns(
            Column(ReceiptNames),
            Column(TimeNames),
            Column("details"),
            Column(StatusNames),
            Column("paidin"),
            Column(WithdrawnNames),
            Column("otherpartyinfo"),
            Column(TypeNames)
        );
        return columns is { Receipt: >= 0, Time: >= 0, Details: >= 0, PaidIn: >= 0, Withdrawn: >= 0 }
            ? columns
            : null;
    }

    /// <summary>The columns for a person to look at.</summary>
    public ColumnProposal Propose(TableLayout layout)
    {
        ProposedColumn Named(TableField field, int column) =>
            new(field, column + 1, layout.Headers[column].Trim(), ColumnEvidence.Name);
        var columns = new List<ProposedColumn>
        {
            Named(TableField.Time, Time),
            Named(TableField.Contact, OtherParty >= 0 ? OtherParty : Details),
        };
        if (Type >= 0)
            columns.Add(Named(TableField.Category, Type));
        columns.Add(Named(TableField.Id, Receipt));
        if (Status >= 0)
            columns.Add(Named(TableField.Status, Status));
        columns.Add(Named(TableField.Amount, PaidIn));
        columns.Add(Named(TableField.Amount, Withdrawn));
        return new ColumnProposal(
            columns,
            layout.RowsAbove,
            HasHeader: true,
            ColumnProposal.HeaderOf(layout.Headers),
            EveryRow: null
        );
    }
}
