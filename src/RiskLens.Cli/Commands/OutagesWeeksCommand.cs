using System.CommandLine;
using RiskLens.App.Outages;
using RiskLens.Engine.Outages;

namespace RiskLens.Cli.Commands;

/// <summary>outages weeks add FROM TO --what TEXT | list | clear.</summary>
internal static class OutagesWeeksCommand
{
    private static readonly Argument<string> From = new("FROM")
    {
        Description = "First day, such as 2027-10-04",
    };
    private static readonly Argument<string> To = new("TO") { Description = "Last day, such as 2027-10-17" };
    private static readonly Option<string> What = new("--what")
    {
        Description = "What happens then, such as \"presidential election\"",
        HelpName = "TEXT",
        Required = true,
    };

    public static Command Build() =>
        new("weeks", "Weeks of elections and exams, in which orders to cut services are likelier")
        {
            Call.Runs(new Command("list", "List them"), ListAsync),
            Call.Runs(new Command("add", "Add one") { From, To, What }, AddAsync),
            Call.Runs(new Command("clear", "Drop them all"), ClearAsync),
        };

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken) =>
        await TellAsync(
            call,
            await new SensitiveWeeks(await call.OpenExistingAsync(cancellationToken)).ListAsync(
                cancellationToken
            ),
            cancellationToken
        );

    private static async Task<int> AddAsync(Call call, CancellationToken cancellationToken) =>
        await TellAsync(
            call,
            await new SensitiveWeeks(await call.OpenWorkspaceAsync(cancellationToken)).AddAsync(
                Typed.Day(call.Value(From)!),
                Typed.Day(call.Value(To)!),
                call.Value(What)!,
                cancellationToken
            ),
            cancellationToken
        );

    private static async Task<int> ClearAsync(Call call, CancellationToken cancellationToken) =>
        await TellAsync(
            call,
            await new SensitiveWeeks(await call.OpenExistingAsync(cancellationToken)).ClearAsync(
                cancellationToken
            ),
            cancellationToken
        );

    private static async Task<int> TellAsync(
        Call call,
        IReadOnlyList<SensitiveWeek> weeks,
        CancellationToken cancellationToken
    )
    {
        if (weeks.Count == 0)
            call.Output.Say("No weeks are named: orders are taken as equally likely all the year.");
        else
            call.Output.Table(
                ["from", "to", "what"],
                weeks.Select(w => (string[])[Typed.Text(w.From), Typed.Text(w.To), w.What])
            );
        await call.Output.DocumentAsync(
            new
            {
                Weeks = weeks.Select(w => new
                {
                    From = Typed.Text(w.From),
                    To = Typed.Text(w.To),
                    w.What,
                }),
            },
            cancellationToken
        );
        return CommandLine.Done;
    }
}
