using System.CommandLine;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;

namespace RiskLens.Cli.Commands;

/// <summary>
/// channels and nodes list | import | clear, purposes list: reference data, shipped and the company's own.
/// </summary>
internal static class CatalogueCommands
{
    private static readonly Argument<string?> File = new("FILE")
    {
        Description = "CSV with the columns of the shipped file of that name under data/",
    };

    private static readonly Option<string?> Country = new("--country")
    {
        Description = "Of which country to tell what channels can do (default: the company's)",
        HelpName = "CM",
    };

    public static Command BuildChannels() =>
        new("channels", "The channels that a log can belong to")
        {
            Call.Runs(
                new Command("list", "List them, and what they can do in a country") { Country },
                ListChannelsAsync
            ),
            Call.Runs(
                new Command("import", "Take your own channels, in the place of those given before") { File },
                ImportChannelsAsync
            ),
            Call.Runs(new Command("clear", "Drop your own channels"), ImportChannelsAsync),
        };

    public static Command BuildNodes() =>
        new("nodes", "What can fail, and the channels that it takes")
        {
            Call.Runs(new Command("list", "List them"), ListNodesAsync),
            Call.Runs(
                new Command("import", "Take your own nodes, in the place of those given before") { File },
                ImportNodesAsync
            ),
            Call.Runs(new Command("clear", "Drop your own nodes"), ImportNodesAsync),
        };

    public static Command BuildPurposes() =>
        new("purposes", "What a conversation can be for")
        {
            Call.Runs(new Command("list", "List them"), ListPurposesAsync),
            PurposeRulesCommand.Build(),
        };

    private static async Task<int> ListChannelsAsync(Call call, CancellationToken cancellationToken) =>
        await TellChannelsAsync(call, await CatalogueAsync(call, cancellationToken), cancellationToken);

    private static async Task<int> ImportChannelsAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        var catalogue = await new CompanyCatalogue(workspace).SetChannelsAsync(
            call.Value(File),
            cancellationToken
        );
        return await TellChannelsAsync(call, catalogue, cancellationToken);
    }

    private static async Task<int> ImportNodesAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        var catalogue = await new CompanyCatalogue(workspace).SetNodesAsync(
            call.Value(File),
            cancellationToken
        );
        return await TellNodesAsync(call, catalogue, cancellationToken);
    }

    // The shipped data where there is no workspace to ask: a list makes none.
    internal static async Task<Catalogue> CatalogueAsync(Call call, CancellationToken cancellationToken) =>
        Workspace.ExistsAt(call.WorkspaceFolder())
            ? await new CompanyCatalogue(await call.OpenWorkspaceAsync(cancellationToken)).LoadAsync(
                cancellationToken
            )
            : ReferenceData.Load();

    private static async Task<int> TellChannelsAsync(
        Call call,
        Catalogue catalogue,
        CancellationToken cancellationToken
    )
    {
        var rows = catalogue.Channels;
        call.Output.Table(
            ["id", "name", "owner", "customers write first", "company writes first", "numbered by phone"],
            rows.Select(c =>
                (string[])
                    [c.Id, c.Name.En, c.Owner, YesNo(c.Inbound), YesNo(c.Outbound), YesNo(c.PhoneNumbered)]
            )
        );
        var country = await CountryAsync(call, call.Value(Country), cancellationToken);
        var terms = rows.SelectMany(c =>
                Enum.GetValues<Direction>().Select(d => catalogue.TermsOf(c.Id, country, d))
            )
            .OfType<ChannelTerms>()
            .ToList();
        call.Output.Say("");
        call.Output.Say(
            country.Length > 0
                ? $"What they can do in {country}; what a company states goes before it."
                : "What they can do where no country says otherwise; what a company states goes before it."
        );
        call.Output.Table(
            [
                "id",
                "direction",
                "offered",
                "answers",
                "money",
                "characters",
                "messages/h",
                "switches in h",
                "arrive",
                "days to set up",
            ],
            terms.Select(t =>
                (string[])
                    [
                        t.Channel,
                        t.Direction == Direction.In ? "in" : "out",
                        YesNo(t.Offered),
                        YesNo(t.Interactive),
                        YesNo(t.CarriesMoney),
                        Number(t.Characters),
                        Number(t.MessagesPerHour),
                        Number(t.SwitchingHours),
                        Number(t.DeliveryRate),
                        Number(t.LeadDays),
                    ]
            )
        );
        await call.Output.DocumentAsync(new { Rows = rows, Terms = terms }, cancellationToken);
        return CommandLine.Done;
    }

    /// <summary>The country typed, else the company's; empty where neither is known.</summary>
    internal static async Task<string> CountryAsync(
        Call call,
        string? typed,
        CancellationToken cancellationToken
    )
    {
        if (typed is not null)
            return typed.Trim().ToUpperInvariant();
        return Workspace.ExistsAt(call.WorkspaceFolder())
            ? (
                await new SetCompany(await call.OpenWorkspaceAsync(cancellationToken)).GetAsync(
                    cancellationToken
                )
            ).Country
            : "";
    }

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static async Task<int> ListNodesAsync(Call call, CancellationToken cancellationToken) =>
        await TellNodesAsync(call, await CatalogueAsync(call, cancellationToken), cancellationToken);

    private static async Task<int> TellNodesAsync(
        Call call,
        Catalogue catalogue,
        CancellationToken cancellationToken
    )
    {
        var rows = catalogue.Nodes;
        call.Output.Table(
            ["id", "name", "kind", "place", "takes"],
            rows.Select(n => (string[])[n.Id, n.Name.En, n.Kind, n.Place, string.Join(' ', n.Channels)])
        );
        foreach (
            var id in catalogue
                .Channels.Select(c => c.Id)
                .Where(id => !rows.Any(n => n.Channels.Contains(id, StringComparer.Ordinal)))
        )
            Output.Note(
                $"No node takes the channel {id}: studies would say that it never fails. Add one with 'nodes import'."
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
