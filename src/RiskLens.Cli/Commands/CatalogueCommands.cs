using System.CommandLine;
using RiskLens.App.Outages;

namespace RiskLens.Cli.Commands;

/// <summary>channels list, nodes list and purposes list: the shipped reference data.</summary>
internal static class CatalogueCommands
{
    public static Command BuildChannels() =>
        new("channels", "The channels that a log can belong to")
        {
            Call.Runs(new Command("list", "List them"), ListChannelsAsync),
        };

    public static Command BuildNodes() =>
        new("nodes", "What can fail, and the channels that it takes")
        {
            Call.Runs(new Command("list", "List them"), ListNodesAsync),
        };

    public static Command BuildPurposes() =>
        new("purposes", "What a conversation can be for")
        {
            Call.Runs(new Command("list", "List them"), ListPurposesAsync),
            PurposeRulesCommand.Build(),
        };

    private static async Task<int> ListChannelsAsync(Call call, CancellationToken cancellationToken)
    {
        var rows = ReferenceData.Load().Channels;
        call.Output.Table(
            ["id", "name", "owner", "customers write first", "company writes first", "numbered by phone"],
            rows.Select(c =>
                (string[])
                    [c.Id, c.Name.En, c.Owner, YesNo(c.Inbound), YesNo(c.Outbound), YesNo(c.PhoneNumbered)]
            )
        );
        await call.Output.DocumentAsync(new { Rows = rows }, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> ListNodesAsync(Call call, CancellationToken cancellationToken)
    {
        var rows = ReferenceData.Load().Nodes;
        call.Output.Table(
            ["id", "name", "kind", "place", "takes"],
            rows.Select(n => (string[])[n.Id, n.Name.En, n.Kind, n.Place, string.Join(' ', n.Channels)])
        );
        await call.Output.DocumentAsync(new { Rows = rows }, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> ListPurposesAsync(Call call, CancellationToken cancellationToken)
    {
        var rows = ReferenceData
            .Load()
            .Purposes.OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => new { Id = p.Key, Name = p.Value })
            .ToList();
        call.Output.Table(["id", "name", "nom"], rows.Select(p => (string[])[p.Id, p.Name.En, p.Name.Fr]));
        await call.Output.DocumentAsync(new { Rows = rows }, cancellationToken);
        return CommandLine.Done;
    }

    private static string YesNo(bool value) => value ? "yes" : "no";
}
