using System.Globalization;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>
/// Reads the reference data that ships with the product: channels, nodes, outages, exposure, purposes, terms and prices. The
/// files are CSV that a person can edit; a fault is told with file, line and column.
/// </summary>
public static class ReferenceData
{
    /// <summary>The catalogue in a folder; by default the one beside the program.</summary>
    /// <exception cref="RiskLensException">A file is missing or a value cannot be read.</exception>
    public static Catalogue Load(string? folder = null)
    {
        var root = folder ?? Path.Combine(AppContext.BaseDirectory, "data");
        var channels = TableRow.Unique(Rows(root, "channels/channels.csv"), "id").Select(ChannelOf).ToArray();
        var known = channels.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var codes = Rows(root, "calling-codes/calling-codes.csv")
            .Select(r => new CallingCode(
                r["country"],
                r["calling_code"],
                r["trunk_prefix"],
                r["national_digits"]
            ))
            .ToArray();
        var places = new KnownPlaces(codes.Select(c => c.Country), Rows(root, "outages/regions.csv"));
        var nodes = TableRow
            .Unique(Rows(root, "nodes/nodes.csv"), "id")
            .Select(r => NodeOf(r, known) with { Place = places.One(r, "place") })
            .ToArray();
        var tables = new OutageTables(known, nodes, places);
        var terms = new TermTables(known, places);
        var outages = tables.Outages(Rows(root, "outages/outages.csv"));
        return new Catalogue(
            channels,
            TableRow
                .Unique(Rows(root, "purposes/purposes.csv"), "id")
                .ToDictionary(
                    r => r["id"],
                    r => new LocalText(r["name_en"], r["name_fr"]),
                    StringComparer.Ordinal
                ),
            nodes,
            outages,
            tables.Exposures(Rows(root, "outages/exposure.csv"), outages)
        )
        {
            CallingCodes = codes,
            Adoptions = Adoptions(Rows(root, "adoption/adoption.csv"), known, places),
            Pages = tables.Pages(Rows(root, "outages/pages.csv")),
            Terms = terms.Terms(Rows(root, "terms/terms.csv")),
            Prices = terms.Prices(Rows(root, "prices/prices.csv")),
        };
    }

    /// <summary>The public holidays of data/holidays, of every country that it holds.</summary>
    /// <exception cref="RiskLensException">The file is missing or a value cannot be read.</exception>
    public static IReadOnlyList<Holiday> Holidays(string? folder = null)
    {
        var root = folder ?? Path.Combine(AppContext.BaseDirectory, "data");
        return [.. Rows(root, "holidays/holidays.csv").Select(HolidayOf)];
    }

    private static Holiday HolidayOf(TableRow row) =>
        new(
            CountryOf(row),
            row["id"],
            new LocalText(row["name_en"], row["name_fr"]),
            HolidayRule.Parse(row["rule"])
                ?? throw row.Fault("rule", $"a rule such as {HolidayRule.Examples}"),
            row["moved"] switch
            {
                "" => HolidayShift.None,
                "sunday" => HolidayShift.Sunday,
                "weekend" => HolidayShift.Weekend,
                "nearest" => HolidayShift.Nearest,
                _ => throw row.Fault("moved", "sunday, weekend, nearest or empty"),
            },
            YearOf(row, "from_year") ?? int.MinValue,
            YearOf(row, "to_year") ?? int.MaxValue
        );

    private static List<Adoption> Adoptions(
        IEnumerable<TableRow> rows,
        HashSet<string> channels,
        KnownPlaces places
    )
    {
        var adoptions = new List<Adoption>();
        foreach (var row in rows)
        {
            var one = AdoptionOf(row, channels, places);
            if (adoptions.Exists(a => a.Channel == one.Channel && a.Country == one.Country))
                throw row.Fault("country", "a country that no line above it has for this channel");
            adoptions.Add(one);
        }
        return adoptions;
    }

    private static Adoption AdoptionOf(TableRow row, HashSet<string> channels, KnownPlaces places)
    {
        if (!channels.Contains(row["channel"]))
            throw row.Fault("channel", "an id of channels.csv");
        var share = row.Share("share", row["share"]);
        if (share.Low < share.High)
            throw row.Fault("share", "one share, such as 0.4");
        if (row["country"] == "global")
            throw row.Fault("country", "a country code such as CM");
        if (row["source"].Length == 0)
            throw row.Fault("source", "the source of the figure");
        return new Adoption(
            row["channel"],
            places.One(row, "country"),
            share.Low,
            row["of"],
            row["source"],
            row["date"]
        );
    }

    private static string CountryOf(TableRow row) =>
        row["country"].Split('-')[0] is [>= 'A' and <= 'Z', >= 'A' and <= 'Z']
            ? row["country"]
            : throw row.Fault("country", "a country code such as CM, or a part of one such as AU-VIC");

    private static int? YearOf(TableRow row, string column)
    {
        if (row[column].Length == 0)
            return null;
        return
            int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is >= 1900 and <= 2100
            ? year
            : throw row.Fault(column, "a year or empty");
    }

    /// <summary>A channel of channels.csv or of a company's own file.</summary>
    internal static Channel ChannelOf(TableRow row) =>
        new(
            row["id"],
            new LocalText(row["name_en"], row["name_fr"]),
            row["owner"],
            row.YesOrNo("inbound"),
            row.YesOrNo("outbound"),
            row.YesOrNo("carries_money"),
            row["note"]
        )
        {
            PhoneNumbered = row.YesOrNo("phone_numbered"),
            ByNumberAlone = row.Has("by_number") && row.YesOrNo("by_number"),
        };

    /// <summary>A node of nodes.csv or of a company's own file.</summary>
    internal static Node NodeOf(TableRow row, HashSet<string> channels) =>
        new(
            row["id"],
            new LocalText(row["name_en"], row["name_fr"]),
            KindOf(row),
            row["regime"] switch
            {
                "fault" => Regime.Fault,
                "order" => Regime.Order,
                "cable" => Regime.Cable,
                _ => throw row.Fault("regime", "fault, cable or order"),
            },
            row["place"],
            ChannelsOf(row, channels)
        );

    private static string KindOf(TableRow row) =>
        row["kind"]
            is "service"
                or "business_api"
                or "owner"
                or "host"
                or "aggregator"
                or "operator"
                or "gateway"
                or "government"
            ? row["kind"]
            : throw row.Fault(
                "kind",
                "service, business_api, owner, host, aggregator, operator, gateway or government"
            );

    /// <summary>The channels of a row, all of them known.</summary>
    internal static string[] ChannelsOf(TableRow row, HashSet<string> known)
    {
        var channels = row.Many("channels");
        return Array.Find(channels, c => !known.Contains(c)) is { } unknown
            ? throw row.Fault("channels", $"ids of channels.csv; '{unknown}' is none")
            : channels;
    }

    private static IEnumerable<TableRow> Rows(string root, string file)
    {
        var path = Path.Combine(root, file);
        if (!File.Exists(path))
        {
            throw new RiskLensException(
                $"The reference file data/{file} is missing.",
                "Install RiskLens again, or restore the file from the repository."
            );
        }
        return TableRow.ReadAll(path, $"data/{file}");
    }
}
