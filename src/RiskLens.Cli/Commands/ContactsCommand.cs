using System.CommandLine;
using RiskLens.App.Companies;
using RiskLens.App.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>contacts erase | consent.</summary>
internal static class ContactsCommand
{
    private static readonly Argument<string> Address = new("ADDRESS")
    {
        Description = "Telephone number, mail address, name or handle, in any way a log writes it",
    };
    private static readonly Option<string?> Channel = new("--channel")
    {
        Description = "Erase only what they wrote on this channel",
        HelpName = "CHANNEL",
    };

    public static Command Build() =>
        new("contacts", "The people behind the pseudonyms")
        {
            Call.Runs(
                new Command("erase", "Erase a person, with the addresses that the identity map links")
                {
                    Address,
                    Channel,
                },
                EraseAsync
            ),
            ConsentCommand.Build(),
        };

    private static async Task<int> EraseAsync(Call call, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(call.Value(Address)))
            throw new RiskLensException("The address is empty.", "Name the person by an address of theirs.");
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var erased = await new EraseContact(
            workspace,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken)
        ).RunAsync(call.Value(Address)!, call.Value(Channel), cancellationToken);
        var linked =
            erased.Contacts > 1
                ? $" under {Counted.Of(erased.Contacts, "address", "addresses")} linked by the identity map or the number"
                : "";
        var listed =
            erased.Listed > 0 ? $", {Counted.Of(erased.Listed, "entry", "entries")} of consent lists" : "";
        call.Output.Say(
            $"Erased{linked}: {Counted.Of(erased.Messages, "message")} in {Counted.Of(erased.Imports, "import")}{listed}."
        );
        Output.Note(
            "A log that holds this person, imported again, brings them back; so does a backup from before."
        );
        await call.Output.DocumentAsync(new { Erased = erased }, cancellationToken);
        return CommandLine.Done;
    }
}
