using System.CommandLine;
using RiskLens.App.Companies;
using RiskLens.App.Outages;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>purposes rules [FILE] [--clear]</summary>
internal static class PurposeRulesCommand
{
    private static readonly Argument<string?> File = new("FILE")
    {
        Description =
            "Rule file: one rule a line, such as 'transfer: channel whatsapp, keyword virement|send money'",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<bool> Clear = new("--clear") { Description = "Drop the rules" };

    public static Command Build() =>
        Call.Runs(
            new Command("rules", "Keep the rules that give messages a purpose, or show them") { File, Clear },
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Value(File) is { } file)
            return await SetAsync(call, file, cancellationToken);
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var book = new PurposeRuleBook(
            workspace,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken)
        );
        if (call.Value(Clear))
            await book.ClearAsync(cancellationToken);
        var rules = await book.ListAsync(cancellationToken);
        if (rules.Count == 0)
            call.Output.Say("No rules: messages have the purpose that their log gives, or none.");
        await TellAsync(call.Output, rules, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> SetAsync(Call call, string file, CancellationToken cancellationToken)
    {
        if (call.Value(Clear))
        {
            throw new RiskLensException(
                "A rule file and --clear were given together.",
                "Give the file to keep its rules, or --clear to drop those that are kept."
            );
        }

        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        var rules = await new PurposeRuleBook(
            workspace,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken)
        ).SetAsync(file, cancellationToken);
        await TellAsync(call.Output, rules, cancellationToken);
        Output.Note(
            $"{Counted.Of(rules.Count, "rule")} kept. Logs imported before keep their purposes; give those files again to apply the rules."
        );
        return CommandLine.Done;
    }

    private static Task TellAsync(
        Output output,
        IReadOnlyList<PurposeRule> rules,
        CancellationToken cancellationToken
    )
    {
        foreach (var rule in rules)
            output.Say(rule.Text);
        return output.DocumentAsync(
            new
            {
                Rules = rules.Select(rule => new
                {
                    rule.Line,
                    rule.Purpose,
                    Rule = rule.Text,
                }),
            },
            cancellationToken
        );
    }
}
