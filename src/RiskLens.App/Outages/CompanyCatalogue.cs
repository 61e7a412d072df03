using RiskLens.App.Companies;
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
        if (path is not null && !File.Exists(path))
            throw new RiskLensException("There is no such file.", "Check the path and the file's name.");
        var text = path is null ? null : await TextFile.ReadAsync(path, cancellationToken);
        await using var _ = await workspace.LockForWritingAsync(
            "setting channels or nodes",
            cancellationToken
        );
        await using var db = workspace.NewDb();
        await SettingTexts.SetAsync(db, name, text, cancellationToken);
        await using var connection = await workspace.ConnectAsync(cancellationToken);

        // What is set must be readable with what holds beside it, or nothing is kept.
        var catalogue = With(
            name == SettingTexts.OwnChannels ? text : SettingTexts.Get(connection, SettingTexts.OwnChannels),
            name == SettingTexts.OwnNodes ? text : SettingTexts.Get(connection, SettingTexts.OwnNodes)
        );
        await db.SaveChangesAsync(cancellationToken);
        return catalogue;
    }

    private static Catalogue With(string? channels, string? nodes)
    {
        var shipped = ReferenceData.Load();
        var allChannels = Joined(
            shipped.Channels,
            channels is null ? [] : TableRow.Read(channels, ChannelFile).Select(ReferenceData.ChannelOf),
            channel => channel.Id
        );
        var known = allChannels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal);
        return shipped with
        {
            Channels = allChannels,
            Nodes = Joined(
                shipped.Nodes,
                nodes is null
                    ? []
                    : TableRow.Read(nodes, NodeFile).Select(row => ReferenceData.NodeOf(row, known)),
                node => node.Id
            ),
        };
    }

    private static List<T> Joined<T>(IReadOnlyList<T> shipped, IEnumerable<T> own, Func<T, string> id)
    {
        var added = own.ToList();
        var ids = added.Select(id).ToHashSet(StringComparer.Ordinal);
        return [.. shipped.Where(row => !ids.Contains(id(row))), .. added];
    }
}
