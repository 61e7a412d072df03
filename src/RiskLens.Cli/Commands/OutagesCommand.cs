using System.CommandLine;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>outages list | import | detect | confirm | reject | weeks | model.</summary>
internal static class OutagesCommand
{
    private const int ShownPlaces = 3;

    private static readonly Option<bool> Own = new("--own") { Description = "Only your own history" };
    private static readonly Option<string?> Node = new("--node")
    {
        Description = "Only outages of this node",
        HelpName = "ID",
    };

    public static Command Build() =>
        new("outages", "The outages that studies learn from: the shipped catalogue and your own history")
        {
            Call.Runs(new Command("list", "List them with their sources") { Own, Node }, ListAsync),
            OutagesImportCommand.Build(),
            OutagesJudgeCommands.BuildDetect(),
            OutagesJudgeCommands.BuildConfirm(),
            OutagesJudgeCommands.BuildReject(),
            OutagesWeeksCommand.Build(),
            OutagesModelCommand.Build(),
        };

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var (catalogue, own) = await LoadAsync(call, cancellationToken);
        var node = NodeOf(call.Value(Node), catalogue);
        var rows = own.Where(o => node is null || o.Node == node.Id)
            .Select(o => Of(o, catalogue))
            .Concat(
                call.Value(Own)
                    ? []
                    : catalogue.Outages.Where(o => node is null || OutageModel.Strikes(o, node)).Select(Of)
            )
            .OrderBy(row => row.StartUtc, StringComparer.Ordinal)
            .ToList();
        if (rows.Count == 0)
            call.Output.Say(
                node is not null
                    ? $"No outage of {node.Id} is known."
                    : "No outage is known. Bring your own history in with 'outages import', or look for outages in your logs with 'outages detect'."
            );
        else
            call.Output.Table(
                [
                    "id",
                    "status",
                    "node",
                    "start (UTC)",
                    "end (UTC)",
                    "known to the",
                    "severity",
                    "places",
                    "what",
                ],
                rows.Select(o =>
                    (string[])
                        [
                            o.Id,
                            o.Status,
                            o.Node,
                            o.StartUtc,
                            o.EndUtc ?? "not known",
                            o.Precision,
                            o.Severity,
                            PlacesOf(o.Places),
                            o.Title,
                        ]
                )
            );
        await call.Output.DocumentAsync(new { Outages = rows }, cancellationToken);
        return CommandLine.Done;
    }

    private static Node? NodeOf(string? typed, Catalogue catalogue) =>
        typed is null
            ? null
            : catalogue.Nodes.FirstOrDefault(n => n.Id == typed)
                ?? throw new RiskLensException(
                    $"There is no node {typed}.",
                    "Choose one that 'nodes list' shows."
                );

    private static string PlacesOf(IReadOnlyList<string> places) =>
        places.Count <= ShownPlaces
            ? string.Join(' ', places)
            : $"{string.Join(' ', places.Take(ShownPlaces))} and {Counted.Of(places.Count - ShownPlaces, "more", "more")}";

    private static async Task<(Catalogue, IReadOnlyList<OwnOutageRow>)> LoadAsync(
        Call call,
        CancellationToken cancellationToken
    )
    {
        if (!Workspace.ExistsAt(call.WorkspaceFolder()))
            return (ReferenceData.Load(), []);
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var catalogue = await new CompanyCatalogue(workspace).LoadAsync(cancellationToken);
        return (catalogue, await new OwnOutages(workspace, catalogue).ListAsync(cancellationToken));
    }

    private static ShownOutage Of(CatalogueOutage o) =>
        new(
            o.Id,
            "catalogue",
            o.Node,
            o.Channels,
            ShownOutage.Minute(o.Start),
            o.End is { } end ? ShownOutage.Minute(end) : null,
            o.Precision,
            o.Partial ? "partial" : "full",
            o.FunctionStopped,
            o.CustomersStruck,
            o.Places,
            o.Cause,
            o.Source,
            o.Note,
            null
        );

    private static ShownOutage Of(OwnOutageRow row, Catalogue catalogue) => ShownOutage.Of(row, catalogue);
}
