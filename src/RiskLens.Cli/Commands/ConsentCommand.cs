using System.CommandLine;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Outages;
using RiskLens.App.Storage;

namespace RiskLens.Cli.Commands;

/// <summary>contacts consent import | list | clear.</summary>
internal static class ConsentCommand
{
    private const int MostLinesShown = 10;

    private static readonly Argument<string> File = new("FILE")
    {
        Description =
            "CSV: contact,channel,state,date; the state is consented, told (that they may write there) or opted_out",
    };

    public static Command Build() =>
        new("consent", "Who agreed to be written to on a channel, or was told of it; kept as pseudonyms")
        {
            Call.Runs(
                new Command("import", "Add a list to what is held; the latest date of a contact holds")
                {
                    File,
                },
                ImportAsync
            ),
            Call.Runs(new Command("list", "Show what the lists hold, in numbers"), ListAsync),
            Call.Runs(new Command("clear", "Drop all lists"), ClearAsync),
        };

    private static async Task<int> ImportAsync(Call call, CancellationToken cancellationToken)
    {
        var lists = await ListsOf(await call.OpenWorkspaceAsync(cancellationToken), cancellationToken);
        var imported = await lists.ImportAsync(call.Value(File)!, cancellationToken);
        call.Output.Say(
            $"{Counted.Of(imported.Lines, "line")} read, {Counted.Of(imported.Changed, "line")} with something new; {Counted.Of(imported.Refused.Count, "line")} refused."
        );
        foreach (var refused in imported.Refused.Take(MostLinesShown))
            call.Output.Say(FormattableString.Invariant($"  line {refused.Line}: {refused.Reason}"));
        if (imported.Refused.Count > MostLinesShown)
            call.Output.Say("  and more; --json lists them all");
        await call.Output.DocumentAsync(new { Import = imported }, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var lists = await ListsOf(await call.OpenExistingAsync(cancellationToken), cancellationToken);
        var facts = await lists.ListAsync(cancellationToken);
        if (facts.Count == 0)
            call.Output.Say("No list of consents is held.");
        else
            call.Output.Table(
                ["channel", "consented", "told", "opted out", "seen in logs", "latest"],
                facts.Select(f =>
                    (string[])
                        [f.Channel, Text(f.Consented), Text(f.Told), Text(f.OptedOut), Text(f.Seen), f.Latest]
                )
            );
        await call.Output.DocumentAsync(new { Lists = facts }, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> ClearAsync(Call call, CancellationToken cancellationToken)
    {
        var lists = await ListsOf(await call.OpenExistingAsync(cancellationToken), cancellationToken);
        var dropped = await lists.ClearAsync(cancellationToken);
        call.Output.Say($"{Counted.Of(dropped, "entry", "entries")} dropped.");
        await call.Output.DocumentAsync(new { Dropped = dropped }, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<ReachLists> ListsOf(Workspace workspace, CancellationToken cancellationToken) =>
        new(workspace, await new CompanyCatalogue(workspace).LoadAsync(cancellationToken));

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
