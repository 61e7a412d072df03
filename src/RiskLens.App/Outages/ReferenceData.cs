using System.Globalization;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>
/// Reads the reference data that ships with the product: channels, nodes, outages, exposure, purposes. The files
/// are CSV that a person can edit; a fault is told with file, line and column.
/// </summary>
public static class ReferenceData
{
    private static readonly string[] Times =
    [
        "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd",
    ];

    /// <summary>The catalogue in a folder; by default the one beside the program.</summary>
    /// <exception cref="RiskLensException">A file is missing or a value cannot be read.</exception>
    public static Catalogue Load(string? folder = null)
    {
        var root = folder ?? Path.Combine(AppContext.BaseDirectory, "data");
        var channels = Rows(root, "channels/channels.csv").Select(ChannelOf).ToArray();
        var known = channels.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        return new Catalogue(
            channels,
            Rows(root, "purposes/purposes.csv")
                .ToDictionary(
                    r => r["id"],
                    r => new LocalText(r["name_en"], r["name_fr"]),
                    StringComparer.Ordinal
                ),
            [.. Rows(root, "nodes/nodes.csv").Select(r => NodeOf(r, known))],
            [.. Rows(root, "outages/outages.csv").Select(r => OutageOf(r, known))],
            [
                .. Rows(root, "outages/exposure.csv")
                    .Select(r => new Exposure(
                        r["node"],
                        Time(r, "watched_from"),
                        Time(r, "watched_to"),
                        r["source"]
                    )),
            ]
        )
        {
            CallingCodes =
            [
                .. Rows(root, "calling-codes/calling-codes.csv")
                    .Select(r => new CallingCode(
                        r["country"],
                        r["calling_code"],
                        r["trunk_prefix"],
                        r["national_digits"]
                    )),
            ],
        };
    }

    private static Channel ChannelOf(TableRow row) =>
        new(
            row["id"],
            new LocalText(row["name_en"], row["name_fr"]),
            row["owner"],
            YesOrNo(row, "inbound"),
            YesOrNo(row, "outbound"),
            YesOrNo(row, "carries_money"),
            row["note"]
        )
        {
            PhoneNumbered = YesOrNo(row, "phone_numbered"),
        };

    private static Node NodeOf(TableRow row, HashSet<string> channels) =>
        new(
            row["id"],
            new LocalText(row["name_en"], row["name_fr"]),
            row["kind"],
            row["regime"] switch
            {
                "fault" => Regime.Fault,
                "order" => Regime.Order,
                _ => throw row.Fault("regime", "fault or order"),
            },
            row["place"],
            ChannelsOf(row, channels)
        );

    private static CatalogueOutage OutageOf(TableRow row, HashSet<string> channels)
    {
        var start = Time(row, "start_utc");
        var end = row["end_utc"].Length == 0 ? (DateTimeOffset?)null : Time(row, "end_utc");
        if (end <= start)
            throw row.Fault("end_utc", "a time after start_utc, or nothing where no source gives one");
        if (row["precision"] is not ("minute" or "hour" or "day"))
            throw row.Fault("precision", "minute, hour or day");
        return new CatalogueOutage(
            row["id"],
            row["node"],
            start,
            end,
            row["precision"],
            YesOrNo(row, "partial"),
            row["places"].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            ChannelsOf(row, channels),
            row["cause"],
            row["source_url"],
            row["source_note"],
            row["duration_min"].Length == 0 ? null : Minutes(row) / 60
        );
    }

    private static string[] ChannelsOf(TableRow row, HashSet<string> known)
    {
        var channels = row["channels"]
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(channels, c => !known.Contains(c)) is { } unknown
            ? throw row.Fault("channels", $"ids of channels.csv; '{unknown}' is none")
            : channels;
    }

    private static bool YesOrNo(TableRow row, string column) =>
        row[column] switch
        {
            "yes" => true,
            "no" => false,
            _ => throw row.Fault(column, "yes or no"),
        };

    private static double Minutes(TableRow row) =>
        double.TryParse(
            row["duration_min"],
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var minutes
        )
        && minutes > 0
            ? minutes
            : throw row.Fault("duration_min", "a number of minutes");

    private static DateTimeOffset Time(TableRow row, string column) =>
        DateTimeOffset.TryParseExact(
            row[column],
            Times,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : throw row.Fault(column, "a UTC time such as 2021-10-04T15:39Z or a date");

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
