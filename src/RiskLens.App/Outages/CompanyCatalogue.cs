using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>
/// The shipped catalogue with the company's own channels, nodes and prices: files of the same columns as
/// data/channels/channels.csv, data/nodes/nodes.csv and data/prices/prices.csv. A row with the id of a shipped one takes
/// its place; own prices of a channel take the place of all its shipped ones.
/// </summary>
public sealed class CompanyCatalogue(Workspace workspace)
{
    private const string ChannelFile = "The company's channels";
    private const string NodeFile = "The company's nodes";
    private const string PriceFile = "The company's prices";
    private const string Id = "id";

    /// <summary>Shipped data and the company's own.</summary>
    public async Task<Catalogue> LoadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await workspace.ConnectAsync(cancellationToken);
        return With(
            SettingTexts.Get(connection, SettingTexts.OwnChannels),
            SettingTexts.Get(connection, SettingTexts.OwnNodes),
            SettingTexts.Get(connection, SettingTexts.OwnPrices)
        );
    }

    /// <summary>Takes a file of channels in the place of the one before; null drops them.</summary>
    /// <exception cref="RiskLensException">The file is missing or one of its values cannot be read.</exception>
    public Task<Catalogue> SetChannelsAsync(string? path, CancellationToken cancellationToken) =>
        SetAsync(SettingTexts.OwnChannels, path, cancellationToken);

    /// <summary>Takes a file of nodes in the place of the one before; null drops them.</summary>
    /// <exception cref="RiskLensException">The file is missing or one of its values cannot be read.</exception>
    public Task<Catalogue> SetNodesAsync(string? path, CancellationToken cancellationToken) =>
        SetAsync(SettingTexts.OwnNodes, path, cancellationToken);

    /// <summary>Takes a file of prices in the place of the one before; null drops them.</summary>
    /// <exception cref="RiskLensException">The file is missing or one of its values cannot be read.</exception>
    public Task<Catalogue> SetPricesAsync(string? path, CancellationToken cancellationToken) =>
        SetAsync(SettingTexts.OwnPrices, path, cancellationToken);

    private async Task<Catalogue> SetAsync(string name, string? path, CancellationToken cancellationToken)
    {
        var text = path is null ? null : await ReadAsync(path, cancellationToken);
        await using var _ = await workspace.LockForWritingAsync(
            "setting channels, nodes or prices",
            cancellationToken
        );
        await using var db = workspace.NewDb();
        await SettingTexts.SetAsync(db, name, text, cancellationToken);
        await using var connection = await workspace.ConnectAsync(cancellationToken);

        // What is set must be readable with what holds beside it, or nothing is kept.
        string? Held(string other) => other == name ? text : SettingTexts.Get(connection, other);
        var (channels, nodes, prices) = (
            Held(SettingTexts.OwnChannels),
            Held(SettingTexts.OwnNodes),
            Held(SettingTexts.OwnPrices)
        );
        var catalogue =
            name == SettingTexts.OwnChannels
                ? Beside(channels, nodes, prices)
                : With(channels, nodes, prices);
        await db.SaveChangesAsync(cancellationToken);
        return catalogue;
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new RiskLensException("There is no such file.", "Check the path and the file's name.");
        try
        {
            var text = await TextFile.ReadAsync(path, cancellationToken);
            return CsvLines.Read(text).Count > 1
                ? text
                : throw new RiskLensException(
                    "The file has no line below its header.",
                    "Give one line each, under the columns of the shipped file of that name; 'clear' drops those given before."
                );
        }
        catch (Exception fault) when (fault is not RiskLensException && FileFault.Of(fault) is { } refused)
        {
            throw new RiskLensException(refused.Problem, refused.Remedy, fault);
        }
    }

    private static Catalogue With(string? channels, string? nodes, string? prices)
    {
        var shipped = ReferenceData.Load();
        var allChannels = Joined(
            shipped.Channels,
            Rows(channels, ChannelFile).Select(ReferenceData.ChannelOf),
            channel => channel.Id
        );
        var places = new KnownPlaces(shipped.CallingCodes.Select(code => code.Country), []);
        var known = allChannels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal);
        var ownPrices = new TermTables(known, places).Prices(
            prices is null ? [] : TableRow.Read(prices, PriceFile)
        );
        return shipped with
        {
            Channels = allChannels,
            Nodes = Joined(
                shipped.Nodes,
                Rows(nodes, NodeFile)
                    .Select(row =>
                        ReferenceData.NodeOf(row, known) with
                        {
                            Place = places.One(row, "place"),
                        }
                    ),
                node => node.Id
            ),
            Prices =
            [
                .. shipped.Prices.Where(price =>
                    !ownPrices.Any(own => string.Equals(own.Channel, price.Channel, StringComparison.Ordinal))
                ),
                .. ownPrices,
            ],
        };
    }

    private static Catalogue Beside(string? channels, string? nodes, string? prices)
    {
        _ = With(channels, null, null);
        try
        {
            return With(channels, nodes, prices);
        }
        catch (RiskLensException fault)
        {
            throw new RiskLensException(
                $"Your nodes or prices would not hold with these channels. {fault.Problem}",
                "Bring in nodes and prices that hold with them, or drop those with 'nodes clear' and 'prices clear', first."
            );
        }
    }

    // Ids stand in settings, options and shares, where other signs have a meaning.
    private static IEnumerable<TableRow> Rows(string? text, string file) =>
        text is null
            ? []
            : TableRow
                .Unique(TableRow.Read(text, file), Id)
                .Select(row =>
                    row[Id].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
                        ? row
                        : throw row.Fault(Id, "letters from a to z, digits and hyphens")
                );

    private static List<T> Joined<T>(IReadOnlyList<T> shipped, IEnumerable<T> own, Func<T, string> id)
    {
        var added = own.ToList();
        var ids = added.Select(id).ToHashSet(StringComparer.Ordinal);
        return [.. shipped.Where(row => !ids.Contains(id(row))), .. added];
    }
}
