namespace RiskLens.Engine.Messages;

/// <summary>
/// Which column holds each field of a table, by its header name, or by its number from 1 where no header has that
/// name; null means "find it by the usual names and by what the columns hold". A direction of "in" or "out" that is no
/// column holds for every row.
/// </summary>
/// <param name="Time">Date and time, or the time alone where <paramref name="Day"/> names the date's column.</param>
/// <param name="Day">The date, where the time stands in a column of its own.</param>
/// <param name="Contact">The customer's address or name.</param>
/// <param name="From">The sender, where the customer is sender of some rows and recipient of others.</param>
/// <param name="To">The recipient.</param>
/// <param name="Channel">Channel of the catalogue.</param>
/// <param name="Direction">In or out, in words.</param>
/// <param name="Purpose">Purpose of the catalogue.</param>
/// <param name="Account">The company's own address or inbox.</param>
/// <param name="Category">The provider's category.</param>
/// <param name="Id">The provider's id of the message.</param>
/// <param name="Status">Delivered, failed, read.</param>
/// <param name="Amount">Amount moved.</param>
/// <param name="Body">The text.</param>
public sealed record ColumnProfile(
    string? Time = null,
    string? Contact = null,
    string? Channel = null,
    string? Direction = null,
    string? Purpose = null,
    string? Id = null,
    string? Status = null,
    string? Amount = null,
    string? Body = null,
    string? Day = null,
    string? From = null,
    string? To = null,
    string? Account = null,
    string? Category = null
)
{
    /// <summary>The fields and the columns given for them, in the order of <see cref="TableField"/>.</summary>
    public IEnumerable<(TableField Field, string Column)> Given() =>
        from field in Enum.GetValues<TableField>()
        let column = this[field]
        where column is not null
        select (field, column);

    /// <summary>The column given for a field, or null.</summary>
    public string? this[TableField field] =>
        field switch
        {
            TableField.Time => Time,
            TableField.Day => Day,
            TableField.Contact => Contact,
            TableField.From => From,
            TableField.To => To,
            TableField.Channel => Channel,
            TableField.Direction => Direction,
            TableField.Purpose => Purpose,
            TableField.Account => Account,
            TableField.Category => Category,
            TableField.Id => Id,
            TableField.Status => Status,
            TableField.Amount => Amount,
            TableField.Body => Body,
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };

    /// <summary>The profile with another column for a field.</summary>
    public ColumnProfile With(TableField field, string column) =>
        field switch
        {
            TableField.Time => this with { Time = column },
            TableField.Day => this with { Day = column },
            TableField.Contact => this with { Contact = column },
            TableField.From => this with { From = column },
            TableField.To => this with { To = column },
            TableField.Channel => this with { Channel = column },
            TableField.Direction => this with { Direction = column },
            TableField.Purpose => this with { Purpose = column },
            TableField.Account => this with { Account = column },
            TableField.Category => this with { Category = column },
            TableField.Id => this with { Id = column },
            TableField.Status => this with { Status = column },
            TableField.Amount => this with { Amount = column },
            TableField.Body => this with { Body = column },
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };

    /// <summary>Whether a header has all the names that the profile gives; one that gives only numbers is of no header.</summary>
    internal bool IsOf(HeaderNames header)
    {
        var names = Given()
            .Where(given =>
                !given.Column.All(char.IsAsciiDigit)
                && (given.Field != TableField.Direction || !TableWords.TryDirection(given.Column, out _))
            )
            .ToList();
        return names.Count > 0 && names.TrueForAll(given => header.Exactly(given.Column) >= 0);
    }
}
