using System.CommandLine;
using System.Globalization;
using NodaTime;
using RiskLens.App.Companies;
using RiskLens.App.Outages;

namespace RiskLens.Cli.Commands;

/// <summary>campaigns import | list | clear.</summary>
internal static class CampaignsCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description =
            "CSV: start,end,name and, where known, channel,purpose,reach,value,window_hours; local times",
    };

    public static Command Build() =>
        new("campaigns", "Mass messages, past and planned: the forecast counts on their days")
        {
            Call.Runs(new Command("import", "Add those of a file, each once") { File }, ImportAsync),
            Call.Runs(new Command("list", "List them"), ListAsync),
            Call.Runs(new Command("clear", "Drop them all"), ClearAsync),
        };

    private static async Task<int> ImportAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        var imported = await new Campaigns(workspace).ImportAsync(
            call.Value(File)!,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken),
            cancellationToken
        );
        call.Output.Say(
            $"{Counted.Of(imported.Added, "campaign")} added, {Counted.Of(imported.Known, "campaign")} known before; {Counted.Of(imported.Total, "campaign")} in all."
        );
        await call.Output.DocumentAsync(new { Import = imported }, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var campaigns = await new Campaigns(await call.OpenExistingAsync(cancellationToken)).ListAsync(
            cancellationToken
        );
        if (campaigns.Count == 0)
            call.Output.Say("No campaigns are known: the forecast takes no day for one.");
        else
            call.Output.Table(
                ["start", "end", "name", "channel", "purpose", "reach", "value", "hours"],
                campaigns.Select(c =>
                    (string[])
                        [
                            Text(c.Start),
                            c.End is { } end ? Text(end) : "",
                            c.Name,
                            c.Channel,
                            c.Purpose,
                            Text(c.Reach),
                            Text(c.Value),
                            Text(c.WindowHours),
                        ]
                )
            );
        await call.Output.DocumentAsync(
            new
            {
                Campaigns = campaigns.Select(c => new
                {
                    Start = Text(c.Start),
                    End = c.End is { } end ? Text(end) : null,
                    c.Name,
                    c.Channel,
                    c.Purpose,
                    c.Reach,
                    c.Value,
                    c.WindowHours,
                }),
            },
            cancellationToken
        );
        return CommandLine.Done;
    }

    private static async Task<int> ClearAsync(Call call, CancellationToken cancellationToken)
    {
        var dropped = await new Campaigns(await call.OpenExistingAsync(cancellationToken)).ClearAsync(
            cancellationToken
        );
        call.Output.Say($"{Counted.Of(dropped, "campaign")} dropped.");
        await call.Output.DocumentAsync(new { Dropped = dropped }, cancellationToken);
        return CommandLine.Done;
    }

    private static string Text(LocalDateTime moment) =>
        moment.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
