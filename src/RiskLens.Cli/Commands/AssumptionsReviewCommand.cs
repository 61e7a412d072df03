using System.CommandLine;
using RiskLens.App.Companies;

namespace RiskLens.Cli.Commands;

/// <summary>assumptions review.</summary>
internal static class AssumptionsReviewCommand
{
    private static readonly Argument<string[]> Keys = new("KEY")
    {
        Description =
            "The keys of those reviewed (default: all that hold, and the priors that stand in for the rest)",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private static readonly Option<string?> By = new("--by") { Description = "Who reviewed them" };
    private static readonly Option<string?> Date = new("--date")
    {
        Description = "When, as 2026-11-30 (default: today)",
    };

    public static Command Build() =>
        Call.Runs(
            new Command("review", "Record who found them right; a report without that is a draft")
            {
                Keys,
                By,
                Date,
            },
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        await new ReviewAssumptions(workspace).RunAsync(
            call.Value(Keys)!,
            call.Value(By) ?? "",
            call.Value(Date) ?? "",
            cancellationToken
        );
        Output.Note("Studies from now on carry the review: run one with 'study run'.");
        return await ShownAssumptions.ShowAsync(call, workspace, cancellationToken);
    }
}
