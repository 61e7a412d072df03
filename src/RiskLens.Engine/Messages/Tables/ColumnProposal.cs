using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>How a column came to stand for a field.</summary>
public enum ColumnEvidence
{
    /// <summary>The user or a saved profile names it.</summary>
    Profile,

    /// <summary>Its header is a usual name of the field.</summary>
    Name,

    /// <summary>Its values can hardly be anything else.</summary>
    Content,
}

/// <summary>A column that stands for a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Column">Number of the column, from 1.</param>
/// <param name="Header">Its header; null in a table without a header line, whose first row would be a customer's data.</param>
/// <param name="How">How it was found.</param>
public sealed record ProposedColumn(TableField Field, int Column, string? Header, ColumnEvidence How);

/// <summary>Which columns a table is read by, so that a person can look at them before anything is kept.</summary>
/// <param name="Columns">The columns, in the order of the fields.</param>
/// <param name="RowsAbove">Rows before the first row of data: titles and the header.</param>
/// <param name="HasHeader">Whether one of them names the columns.</param>
/// <param name="Header">
/// Fingerprint of the header's names, by which a later table of the same kind is known; null without a header.
/// </param>
/// <param name="EveryRow">The direction that the profile gives to every row, or null.</param>
public sealed record ColumnProposal(
    IReadOnlyList<ProposedColumn> Columns,
    int RowsAbove,
    bool HasHeader,
    string? Header,
    Direction? EveryRow
)
{
    /// <summary>
    /// The proposal as a profile that finds the same columns again: by header name, by number without a header.
    /// </summary>
    public ColumnProfile AsProfile()
    {
        var profile = Columns.Aggregate(
            new ColumnProfile(),
            (made, column) =>
                made.With(
                    column.Field,
                    string.IsNullOrWhiteSpace(column.Header)
                        ? column.Column.ToString(CultureInfo.InvariantCulture)
                        : column.Header
                )
        );
        return EveryRow is { } direction
            ? profile with
            {
                Direction = direction == Direction.In ? "in" : "out",
            }
            : profile;
    }

    /// <summary>SHA-256 (hexadecimal) of the names, folded, so that case, accents and signs do not tell tables apart.</summary>
    public static string HeaderOf(IEnumerable<string> names) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names.Select(Folded.Of))))
        );
}
