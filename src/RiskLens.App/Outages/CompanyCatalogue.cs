using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>
/// The shipped catalogue with the company's own channels and nodes: files of the same columns as
/// data/channels/channels.csv and data/nodes/nodes.csv. A row with the id of a shipped one takes its place.
/// </summary>
public sealed class CompanyCatalogue(Workspace workspace)
{
    private const string ChannelFile = "The company's channels";
    private const string NodeFile = "The company's nodes";
    private const string Id = "id";

    /// <summary>Shipped data and the company's own.</summary>
    public async Task<Catalogue> LoadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await workspace.ConnectAsync(cancellationToken);
        return With(
            SettingTexts.Get(connection, SettingTexts.OwnChannels),
            SettingTexts.Get(connection, SettingTexts.OwnNodes)
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

    private async Task<Catalogue> SetAsync(string name, string? path, CancellationToken cancellationToken)
    {
        var text = path is null ? null : await ReadAsync(path, cancellationToken);
        await using var _ = await workspace.LockForWritingAsync(
            "setting channels or nodes",
            cancellationToken
        );
        await using var db = workspace.NewDb();
        await SettingTexts.SetAsync(db, name, text, cancellationToken);
        await using var connection = await workspace.ConnectAsync(cancellationToken);

        // What is set must be readable with what holds beside it, or nothing is kept.
        var catalogue =
            name == SettingTexts.OwnNodes
                ? With(SettingTexts.Get(connection, SettingTexts.OwnChannels), text)
                : Beside(text, SettingTexts.Get(connection, SettingTexts.OwnNodes));
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

    private static Catalogue With(string? channels, string? nodes)
    {
        var shipped = ReferenceData.Load();
        var allChannels = Joined(
            shipped.Channels,
            Rows(channels, ChannelFile).Select(ReferenceData.ChannelOf),
            channel => channel.Id
        );
        var places = new KnownPlaces(shipped.CallingCodes.Select(code => code.Country), []);
        var known = allChannels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal);
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
        };
    }

    private static Catalogue Beside(string? channels, string? nodes)
    {
        _ = With(channels, null);
        try
        {
            return With(channels, nodes);
        }
        catch (RiskLensException fault)
        {
            throw new RiskLensException(
                $"Your nodes would not hold with these channels. {fault.Problem}",
                "Bring in nodes that hold with both, or drop them with 'nodes clear', first."
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
