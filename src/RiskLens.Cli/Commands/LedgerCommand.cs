using System.CommandLine;
using System.Globalization;
using RiskLens.App.Logs;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>ledger.</summary>
internal static class LedgerCommand
{
    private static readonly Option<bool> Csv = new("--csv")
    {
        Description = "Print the hourly ledger as CSV",
    };

    public static Command Build() =>
        Call.Runs(
            new Command("ledger", "What was imported: a summary, or the hourly ledger with --csv or --json")
            {
                Csv,
            },
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Value(Csv) && call.Output.Json)
            throw new RiskLensException("The ledger is printed once.", "Choose --csv or --json.");
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var rows = new ExportLedgerRows(workspace).RunAsync(cancellationToken);
        if (call.Value(Csv))
            await WriteCsvAsync(rows, cancellationToken);
        else if (call.Output.Json)
            await call.Output.DocumentAsync(new { Rows = rows }, cancellationToken);
        else
            Summarise(call.Output, await new LoadLedger(workspace).FactsAsync(cancellationToken));
        return CommandLine.Done;
    }

    private static async Task WriteCsvAsync(
        IAsyncEnumerable<LedgerLine> rows,
        CancellationToken cancellationToken
    )
    {
        await using var text = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };
        await text.WriteLineAsync("hour,channel,purpose,in,out,conversations,contacts,failed,value");
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await text.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Hour},{row.Channel},{row.Purpose},{row.In},{row.Out},{row.Conversations},{row.Contacts},{row.Failed},{row.Value}"
                )
            );
        }
    }

    private static void Summarise(Output output, LedgerFacts facts)
    {
        if (facts.First is not { } first)
        {
            output.Say("Nothing has been imported into this workspace yet.");
            return;
        }

        output.Say(
            $"{Counted.Of(facts.Messages, "message")} of {Counted.Of(facts.Contacts, "contact")} from {Counted.Of(facts.Imports, "file")}, {first} to {facts.Last}"
        );
        output.Say($"channels: {string.Join(", ", facts.Channels)}");
        output.Say(
            $"{Counted.Of(facts.Rejected, "line")} {(facts.Rejected == 1 ? "was" : "were")} rejected on import"
        );
    }
}
