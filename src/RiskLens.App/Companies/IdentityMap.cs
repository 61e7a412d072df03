using System.Globalization;
using RiskLens.App.Logs;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>
/// A table that tells which addresses are one customer's: a row a customer, a column a channel (by its id or name) or
/// any other heading; a cell may hold several addresses with ; or | between them. A column that names or numbers the
/// customer is no address. Rows that share an address are one customer.
/// </summary>
internal static class IdentityMap
{
    /// <summary>An address on more rows than this belongs to nobody: a shop's telephone, a placeholder.</summary>
    private const int MostRowsOfOneAddress = 10;

    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly HashSet<string> CustomerNames = new(StringComparer.Ordinal)
    {
        "customer",
        "customerid",
        "customernumber",
        "client",
        "clientid",
        "idclient",
        "numeroclient",
        "id",
    };

    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "-",
        "--",
        "n/a",
        "na",
        "none",
        "null",
        "unknown",
        "inconnu",
        "aucun",
        "0",
    };

    /// <summary>The addresses of each customer who has several, written as those of contacts are.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="catalogue">Its channels name columns.</param>
    /// <param name="addresses">Writes numbers of the company's country.</param>
    /// <exception cref="RiskLensException">The file is no such table; the line is named, never quoted.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(
        string text,
        Catalogue catalogue,
        ContactAddresses addresses
    )
    {
        var lines = CsvLines.Read(text, SeparatorOf(text));
        if (lines.Count < 2 || lines[0].Fields.Any(LooksLikeAddress))
        {
            throw new RiskLensException(
                "The file's first line does not name its columns, or no line follows it.",
                "Begin it with a header of channels, such as customer,whatsapp,telegram,email, and give each customer a line."
            );
        }

        var columns = lines[0].Fields.Select(name => ColumnOf(name, catalogue)).ToList();
        var rows = new List<List<string>>();
        var rowsOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            if (line.Fields.Count > columns.Count)
            {
                throw At(
                    line.Number,
                    "has more cells than the first line has columns.",
                    "Put a cell that holds the separator into quotation marks."
                );
            }

            var row = AddressesOf(line, columns, addresses).Distinct(StringComparer.Ordinal).ToList();
            foreach (var address in row)
            {
                rowsOf[address] = rowsOf.GetValueOrDefault(address) + 1;
                if (rowsOf[address] > MostRowsOfOneAddress)
                {
                    throw At(
                        line.Number,
                        $"holds an address that stands on more than {MostRowsOfOneAddress} lines, so it is no one customer's.",
                        "Empty those cells, or correct them, and give the file again."
                    );
                }
            }

            rows.Add(row);
        }

        return Joined(rows);
    }

    private static char SeparatorOf(string text)
    {
        var header = text.TrimStart('\uFEFF', '\n', '\r').Split('\n', 2)[0];
        return Separators.MaxBy(sign => header.Count(letter => letter == sign));
    }

    private static bool LooksLikeAddress(string cell) =>
        cell.Contains('@', StringComparison.Ordinal) || cell.Count(char.IsAsciiDigit) > 5;

    /// <summary>The channel's id, an empty text for any other address, or null for what is none.</summary>
    private static string? ColumnOf(string name, Catalogue catalogue)
    {
        var folded = Folded(name);
        if (folded.Length == 0 || CustomerNames.Contains(folded))
            return null;
        return catalogue
                .Channels.FirstOrDefault(channel =>
                    folded == Folded(channel.Id)
                    || folded == Folded(channel.Name.En)
                    || folded == Folded(channel.Name.Fr)
                )
                ?.Id
            ?? "";
    }

    private static IEnumerable<string> AddressesOf(
        CsvLine line,
        List<string?> columns,
        ContactAddresses addresses
    )
    {
        foreach (var (column, cell) in line.Fields.Index())
        {
            if (columns[column] is not { } channel)
                continue;
            foreach (var part in cell.Split(';', '|'))
            {
                var address = Written(part.Trim(), channel, addresses);
                if (address.Length > 0)
                    yield return address;
            }
        }
    }

    /// <summary>In a column of no channel, what looks like a telephone number is one.</summary>
    private static string Written(string cell, string channel, ContactAddresses addresses)
    {
        if (Placeholders.Contains(cell))
            return "";
        var buffer = new char[cell.Length];
        var contact = buffer.AsSpan(0, ContactName.Normalise(cell, buffer));
        return channel.Length == 0
            ? addresses.OfNumber(contact, out _).ToString()
            : addresses.Of(contact, channel, out _).ToString();
    }

    /// <summary>Customers with two addresses or more; rows that share one are one customer (union by the first row).</summary>
    private static List<IReadOnlyList<string>> Joined(List<List<string>> rows)
    {
        var parent = Enumerable.Range(0, rows.Count).ToArray();
        int Root(int row)
        {
            while (parent[row] != row)
                row = parent[row] = parent[parent[row]];
            return row;
        }

        var firstRow = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (row, addresses) in rows.Index())
        {
            foreach (var address in addresses)
            {
                if (!firstRow.TryAdd(address, row))
                    parent[Root(row)] = Root(firstRow[address]);
            }
        }

        return
        [
            .. firstRow
                .GroupBy(address => Root(address.Value), address => address.Key)
                .Where(customer => customer.Skip(1).Any())
                .Select(customer => (IReadOnlyList<string>)[.. customer]),
        ];
    }

    private static string Folded(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static RiskLensException At(int line, string what, string remedy) =>
        new($"Line {line.ToString(CultureInfo.InvariantCulture)} of the identity map {what}", remedy);
}
