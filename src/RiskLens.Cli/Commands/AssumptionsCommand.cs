using System.CommandLine;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.App.Studies;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>assumptions list | set | history | remove | import | propose | accept | review.</summary>
internal static class AssumptionsCommand
{
    private static readonly Argument<string> Key = new("KEY")
    {
        Description = "Such as transfer.margin, transfer.served_elsewhere, switch_rate or sms.yearly_cost",
    };
    private static readonly Argument<string> Value = new("VALUE")
    {
        Description =
            "A number; the range LOW..HIGH that holds it nine times in ten; or a law: pert(LEAST,LIKELY,MOST), pert-sd(...), gamma(MEAN,SD), uniform(LEAST,MOST), empirical(A;B;C)",
    };
    private static readonly Argument<string?> Unit = new("UNIT")
    {
        Description =
            "The currency, share, h, days, contacts, contacts/month, conversations/h or yes/no; the key says which",
        Arity = ArgumentArity.ZeroOrOne,
    };
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
        Description = "CSV with the header key,value,unit,source,owner,date, or low,high in place of value",
    };
    private static readonly Argument<string[]> Accepted = new("KEY")
    {
        Description = "The keys of the proposals to adopt",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private static readonly Option<bool> All = new("--all") { Description = "Adopt all that are proposed" };

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
            Call.Runs(new Command("history", "All values that one had") { Key }, HistoryAsync),
            Call.Runs(new Command("remove", "Withdraw some; their history stays") { Removed }, RemoveAsync),
            Call.Runs(new Command("import", "Set those of a file, all or none") { File }, ImportAsync),
            Call.Runs(
                new Command("propose", "What the latest study measured in your logs, and public prices"),
                ProposeAsync
            ),
            Call.Runs(
                new Command("accept", "Adopt what is proposed, so that later logs no longer change it")
                {
                    Accepted,
                    All,
                },
                AcceptAsync
            ),
            AssumptionsReviewCommand.Build(),
        };

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        return await ShownAssumptions.ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<int> SetAsync(Call call, CancellationToken cancellationToken)
    {
        var stated = new StatedAssumption(
            call.Value(Key)!,
            call.Value(Value)!,
            call.Value(Unit) ?? "",
            call.Value(Source) ?? "",
            call.Value(Owner) ?? "",
            call.Value(Date) ?? ""
        );
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        await (await OfAsync(workspace, cancellationToken)).SetAsync(stated, cancellationToken);
        return await ShownAssumptions.ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<int> HistoryAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var versions = await (await OfAsync(workspace, cancellationToken)).HistoryAsync(
            call.Value(Key)!,
            cancellationToken
        );
        if (versions.Count == 0)
            call.Output.Say("It was never set.");
        else
            call.Output.Table(
                ["version", "value", "unit", "origin", "source", "owner", "date"],
                versions.Select(v =>
                    (string[])
                        [
                            v.Version.ToString(CultureInfo.InvariantCulture),
                            v.Withdrawn ? "withdrawn" : v.Assumption.Law.ToString(),
                            v.Assumption.Unit,
                            v.Assumption.Origin,
                            v.Assumption.Source,
                            v.Assumption.Owner,
                            v.Assumption.Date,
                        ]
                )
            );
        await call.Output.DocumentAsync(
            new
            {
                Versions = versions.Select(v => new
                {
                    v.Version,
                    v.Set,
                    v.Withdrawn,
                    Assumption = ShownAssumptions.Row(v.Assumption),
                }),
            },
            cancellationToken
        );
        return CommandLine.Done;
    }

    private static async Task<int> RemoveAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        foreach (var key in call.Value(Removed)!)
            await (await OfAsync(workspace, cancellationToken)).RemoveAsync(key, cancellationToken);
        return await ShownAssumptions.ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<int> ImportAsync(Call call, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(call.Value(File)))
            throw new RiskLensException("The file's name is empty.", "Name the file to import.");
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        await (await OfAsync(workspace, cancellationToken)).ImportAsync(call.Value(File)!, cancellationToken);
        return await ShownAssumptions.ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<int> ProposeAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var proposals = await new ProposeAssumptions(workspace).RunAsync(cancellationToken);
        var currency = Currency.Of((await new SetCompany(workspace).GetAsync(cancellationToken)).Currency);
        if (proposals.Measured.Count == 0)
            call.Output.Say("The latest study, if there is one, measured no assumption on past outages.");
        else
        {
            ShownAssumptions.Table(call, proposals.Measured);
            call.Output.Say(
                "Nothing is stored: every study measures these anew until you adopt one with 'assumptions accept KEY'."
            );
        }
        foreach (var amount in proposals.Amounts)
        {
            call.Output.Say(
                $"{amount.Purpose}: {currency.Text(amount.Mean)} moved per conversation, over {Counted.Of(amount.Conversations, "conversation")}; state {amount.Purpose}.margin_rate to earn a share of it."
            );
        }
        TellPrices(call, proposals.Prices);
        await call.Output.DocumentAsync(
            new
            {
                Proposed = proposals.Assumptions.Select(ShownAssumptions.Row),
                proposals.Amounts,
                proposals.Prices,
            },
            cancellationToken
        );
        return CommandLine.Done;
    }

    private static void TellPrices(Call call, IReadOnlyList<PriceProposal> proposals)
    {
        if (proposals.Any(p => p.Assumption is not null))
        {
            call.Output.Say(
                "Public prices of channels for which you state none; yours are better. Adopt one with 'assumptions accept KEY'."
            );
            ShownAssumptions.Table(call, [.. proposals.Select(p => p.Assumption).OfType<Assumption>()]);
        }
        foreach (var unconverted in proposals.Where(p => p.Assumption is null))
        {
            call.Output.Say(
                $"{unconverted.Channel}: there are public prices in {unconverted.Prices[0].Currency} ('prices list'); state a rate with 'rates set' to have them proposed."
            );
        }
    }

    private static async Task<int> AcceptAsync(Call call, CancellationToken cancellationToken)
    {
        var keys = call.Value(Accepted)!;
        if (keys.Length == 0 != call.Value(All))
        {
            throw new RiskLensException(
                "It is not clear what to adopt.",
                "Name the keys of proposals, or give --all."
            );
        }
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var chosen = await new ProposeAssumptions(workspace).ChosenAsync(
            keys.Length == 0 ? null : keys,
            cancellationToken
        );
        await (await OfAsync(workspace, cancellationToken)).SetAsync(chosen, cancellationToken);
        return await ShownAssumptions.ShowAsync(call, workspace, cancellationToken);
    }

    private static async Task<Assumptions> OfAsync(
        Workspace workspace,
        CancellationToken cancellationToken
    ) => new(workspace, await new CompanyCatalogue(workspace).LoadAsync(cancellationToken));
}
