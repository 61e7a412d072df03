using System.CommandLine;
using RiskLens.App.Companies;
using RiskLens.App.Outages;

namespace RiskLens.Cli.Commands;

/// <summary>identities import | list | clear.</summary>
internal static class IdentitiesCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "CSV: a line a customer, a column a channel, such as customer,whatsapp,telegram,email",
    };

    public static Command Build() =>
        new("identities", "Which addresses are one customer's; kept as links between pseudonyms")
        {
            Call.Runs(
                new Command(
                    "import",
                    "Take a map in the place of the one before, for past and future imports"
                )
                {
                    File,
                },
                ImportAsync
            ),
            Call.Runs(new Command("list", "Show what the map links, in numbers"), ListAsync),
            Call.Runs(new Command("clear", "Drop the map"), ClearAsync),
        };

    private static async Task<int> ImportAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        var facts = await new Identities(
            workspace,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken)
        ).ImportAsync(call.Value(File)!, cancellationToken);
        return await TellAsync(call, facts, cancellationToken);
    }

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var facts = await new Identities(
            workspace,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken)
        ).ListAsync(cancellationToken);
        return await TellAsync(call, facts, cancellationToken);
    }

    private static async Task<int> ClearAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var facts = await new Identities(
            workspace,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken)
        ).ClearAsync(cancellationToken);
        return await TellAsync(call, facts, cancellationToken);
    }

    private static async Task<int> TellAsync(
        Call call,
        IdentityFacts facts,
        CancellationToken cancellationToken
    )
    {
        call.Output.Say(
            facts.Customers == 0
                ? "No identity map: each address is a customer."
                : $"{Counted.Of(facts.Customers, "customer")} with {Counted.Of(facts.Addresses, "address", "addresses")}; the logs show {Counted.Of(facts.Seen, "of them", "of them")}, and {Counted.Of(facts.Linked, "customer")} under two or more."
        );
        await call.Output.DocumentAsync(new { Identities = facts }, cancellationToken);
        return CommandLine.Done;
    }
}
