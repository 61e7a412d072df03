namespace RiskLens.App.Outages;

/// <summary>The places that reference data may name: "global", country codes, and regions that spell some out.</summary>
internal sealed class KnownPlaces
{
    private const string Global = "global";
    private readonly HashSet<string> _countries;
    private readonly Dictionary<string, string[]> _regions;

    /// <summary>Known countries, and the rows of regions.csv.</summary>
    /// <exception cref="Engine.Units.RiskLensException">A region stands twice or names no country.</exception>
    public KnownPlaces(IEnumerable<string> countries, IEnumerable<TableRow> regions)
    {
        _countries = countries.ToHashSet(StringComparer.Ordinal);
        _regions = TableRow
            .Unique(regions, "region")
            .ToDictionary(row => row["region"], CountriesOf, StringComparer.Ordinal);
    }

    /// <summary>The one place of a cell: a country or "global".</summary>
    public string One(TableRow row, string column) =>
        row[column] is Global || _countries.Contains(row[column])
            ? row[column]
            : throw row.Fault(column, "global or a country code such as CM");

    /// <summary>The places of a cell, its regions spelt out, each once.</summary>
    public string[] Many(TableRow row, string column)
    {
        var named = row.Many(column);
        var unknown = Array.Find(
            named,
            p => p is not Global && !_countries.Contains(p) && !_regions.ContainsKey(p)
        );
        if (named.Length == 0 || unknown is not null)
            throw row.Fault(
                column,
                $"global, country codes or regions of regions.csv; '{unknown ?? ""}' is none"
            );
        return
        [
            .. named
                .SelectMany(p => _regions.TryGetValue(p, out var countries) ? countries : [p])
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>The countries of a cell, or "*" alone for all.</summary>
    public string[] CountriesOrAll(TableRow row, string column)
    {
        var codes = row.Many(column);
        return codes is ["*"] || (codes.Length > 0 && Array.TrueForAll(codes, _countries.Contains))
            ? codes
            : throw row.Fault(column, "codes of countries separated by semicolons, or * for all others");
    }

    private string[] CountriesOf(TableRow row)
    {
        var codes = row.Many("countries");
        return codes.Length > 0 && Array.TrueForAll(codes, _countries.Contains)
            ? codes
            : throw row.Fault("countries", "codes of countries separated by semicolons");
    }
}
