using System.CommandLine;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>assumptions list | set | import.</summary>
internal static class AssumptionsCommand
{
    private static readonly Argument<string> Key = new("KEY")
    {
        Description = "Such as transfer.margin, transfer.served_elsewhere, switch_rate or sms.yearly_cost",
    };
    private static readonly Argument<string> Value = new("VALUE")
    {
        Description = "A number, or the range LOW..HIGH that holds it nine times in ten",
    };
    private static readonly Argument<string> Unit = new("UNIT") { Description = "The currency, or share" };
    private static readonly Option<string?> Source = new("--source")
    {
        Description = "Where the value comes from",
    };
    private static readonly Option<string?> Owner = new("--owner") { Description = "Who answers for it" };
    private static readonly Option<string?> Date = new("--date")
    {
        Description = "When it was stated, as 2026-11-30 (default: today)",
    };
    private static readonly Argument<string[]> Removed = new("KEY")
    {
        Description = "The keys of those that no longer hold",
        Arity = ArgumentArity.OneOrMore,
    };
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "CSV with the header key,low,high,unit,source,owner,date",
    };

    public static Command Build() =>
        new("assumptions", "What the logs cannot tell, each with its source")
        {
            Call.Runs(new Command("list", "List those that hold"), ListAsync),
            Call.Runs(
                new Command("set", "Set one; the value before it stays in the history")
                {
                    Key,
                    Value,
                    Unit,
                    Source,
                    Owner,
                    Date,
                },
                SetAsync
            ),
            Call.Runs(new Command("remove", "Withdraw some; their history stays") { Removed }, RemoveAsync),
            Call.Runs(new Command("import", "Set those of a file, all or none") { File }, ImportAsync),
        };

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        return await ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<int> SetAsync(Call call, CancellationToken cancellationToken)
    {
        var (low, high) = Typed.Range(call.Value(Value)!);
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        await (await OfAsync(workspace, cancellationToken)).SetAsync(
            new Assumption(
                call.Value(Key)!,
                low,
                high,
                call.Value(Unit)!,
                call.Value(Source) ?? "",
                call.Value(Owner) ?? "",
                call.Value(Date) ?? ""
            ),
            cancellationToken
        );
        return await ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<int> RemoveAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        foreach (var key in call.Value(Removed)!)
            await (await OfAsync(workspace, cancellationToken)).RemoveAsync(key, cancellationToken);
        return await ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<int> ImportAsync(Call call, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(call.Value(File)))
            throw new RiskLensException("The file's name is empty.", "Name the file to import.");
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        await (await OfAsync(workspace, cancellationToken)).ImportAsync(call.Value(File)!, cancellationToken);
        return await ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<int> ShowAsync(
        Call call,
        Workspace workspace,
        CancellationToken cancellationToken
    )
    {
        var rows = await (await OfAsync(workspace, cancellationToken)).ListAsync(cancellationToken);
        if (rows.Count == 0)
            call.Output.Say("No assumption has been set: studies speak in conversations, not in money.");
        else
            call.Output.Table(
                ["key", "low", "high", "unit", "source", "owner", "date"],
                rows.Select(a => (string[])[a.Key, N(a.Low), N(a.High), a.Unit, a.Source, a.Owner, a.Date])
            );
        foreach (
            var purpose in await (await OfAsync(workspace, cancellationToken)).UnknownPurposesAsync(
                cancellationToken
            )
        )
        {
            Output.Note(
                $"The purpose {purpose} is neither in the catalogue nor in your logs; check its spelling with 'purposes list'."
            );
        }

        await call.Output.DocumentAsync(new { Rows = rows }, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<Assumptions> OfAsync(
        Workspace workspace,
        CancellationToken cancellationToken
    ) => new(workspace, await new CompanyCatalogue(workspace).LoadAsync(cancellationToken));

    private static string N(double number) => number.ToString(CultureInfo.InvariantCulture);
}
