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
                        r["place"],
                        Time(r, "watched_from"),
                        Time(r, "watched_to"),
                        YesOrNo(r, "selected"),
                        (Minutes(r, "reported_from_min") ?? 0) / 60,
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

    /// <summary>A channel of channels.csv or of a company's own file.</summary>
    internal static Channel ChannelOf(TableRow row) =>
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

    /// <summary>A node of nodes.csv or of a company's own file.</summary>
    internal static Node NodeOf(TableRow row, HashSet<string> channels) =>
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
        var stated = Minutes(row, "duration_min") / 60;
        var hours = stated ?? (end - start)?.TotalHours;
        return new CatalogueOutage(
            row["id"],
            row["node"],
            start,
            end,
            row["precision"],
            row["places"].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            ChannelsOf(row, channels),
            row["cause"],
            row["source_url"],
            row["source_note"],
            stated,
            Minutes(row, "shortest_min") / 60 ?? hours ?? 0,
            Minutes(row, "longest_min") / 60 ?? hours ?? double.PositiveInfinity,
            SharesOf(row, channels),
            row["customers_struck"].Length == 0
                ? ShareRange.All
                : ShareOf(row, "customers_struck", row["customers_struck"]),
            row["occasion"]
        );
    }

    // Such as "whatsapp:0.4;messenger:0.2-0.8"; "*:0-1" is every channel of the row.
    private static Dictionary<string, ShareRange> SharesOf(TableRow row, HashSet<string> known)
    {
        const string Column = "function_stopped";
        var shares = new Dictionary<string, ShareRange>(StringComparer.Ordinal);
        foreach (
            var part in row[Column]
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                throw row.Fault(Column, "channels with their share, such as whatsapp:0.4");
            var share = ShareOf(row, Column, part[(colon + 1)..]);
            foreach (var channel in part[..colon] is "*" ? ChannelsOf(row, known) : [part[..colon]])
                shares[channel] = share;
        }
        return shares;
    }

    private static ShareRange ShareOf(TableRow row, string column, string text)
    {
        var ends = text.Split('-');
        var numbers = new double[ends.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            if (
                !double.TryParse(ends[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || numbers[i] is < 0 or > 1
            )
                throw row.Fault(column, "a share from 0 to 1, such as 0.4 or 0.2-0.8");
        }
        return ends.Length is 1 or 2 && numbers[0] <= numbers[^1]
            ? new ShareRange(numbers[0], numbers[^1])
            : throw row.Fault(column, "a share from 0 to 1, such as 0.4 or 0.2-0.8");
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

    // Nothing where the cell is empty.
    private static double? Minutes(TableRow row, string column)
    {
        if (row[column].Length == 0)
            return null;
        return
            double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes)
            && minutes >= 0
            ? minutes
            : throw row.Fault(column, "a number of minutes");
    }

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
