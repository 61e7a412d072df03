using System.CommandLine;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Storage;

namespace RiskLens.Cli.Commands;

/// <summary>rates list | set | import.</summary>
internal static class RatesCommand
{
    private static readonly Argument<string> Date = new("DATE") { Description = "Such as 2026-11-30" };
    private static readonly Argument<string> From = new("FROM") { Description = "ISO 4217, such as EUR" };
    private static readonly Argument<string> To = new("TO") { Description = "ISO 4217, such as USD" };
    private static readonly Argument<string> Rate = new("RATE")
    {
        Description = "How many TO one FROM is worth",
    };
    private static readonly Option<string?> Source = new("--source") { Description = "Who says so" };
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "CSV with the header date,from,to,rate,source",
    };

    public static Command Build() =>
        new("rates", "Exchange rates by day; 655.957 XAF or XOF to the euro is known")
        {
            Call.Runs(new Command("list", "List those that were stated"), ListAsync),
            Call.Runs(
                new Command("set", "Set one; another of the same day is replaced")
                {
                    Date,
                    From,
                    To,
                    Rate,
                    Source,
                },
                SetAsync
            ),
            Call.Runs(new Command("import", "Set those of a file, all or none") { File }, ImportAsync),
        };

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken) =>
        await ShowAsync(call, await call.OpenExistingAsync(cancellationToken), cancellationToken);

    private static async Task<int> SetAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        await new Rates(workspace).SetAsync(
            call.Value(Date)!,
            call.Value(From)!,
            call.Value(To)!,
            call.Value(Rate)!,
            call.Value(Source) ?? "",
            cancellationToken
        );
        return await ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<int> ImportAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        await new Rates(workspace).ImportAsync(call.Value(File)!, cancellationToken);
        return await ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<int> ShowAsync(
        Call call,
        Workspace workspace,
        CancellationToken cancellationToken
    )
    {
        var rates = await new Rates(workspace).ListAsync(cancellationToken);
        if (rates.Count == 0)
            call.Output.Say("No rate was stated; 655.957 XAF or XOF to the euro is known.");
        else
            call.Output.Table(
                ["date", "from", "to", "rate", "source"],
                rates.Select(r =>
                    (string[])
                        [
                            r.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                            r.From,
                            r.To,
                            r.Rate.ToString(CultureInfo.InvariantCulture),
                            r.Source,
                        ]
                )
            );
        await call.Output.DocumentAsync(
            new
            {
                Rates = rates.Select(r => new
                {
                    r.Date,
                    r.From,
                    r.To,
                    r.Rate,
                    r.Source,
                }),
            },
            cancellationToken
        );
        return CommandLine.Done;
    }
}
