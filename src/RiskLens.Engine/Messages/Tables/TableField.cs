namespace RiskLens.Engine.Messages;

/// <summary>What a column of a table can hold; see <see cref="ColumnProfile"/> for what each means.</summary>
public enum TableField
{
    Time,
    Day,
    Contact,
    From,
    To,
    Channel,
    Direction,
    Purpose,
    Account,
    Category,
    Id,
    Status,
    Amount,
    Body,
}
