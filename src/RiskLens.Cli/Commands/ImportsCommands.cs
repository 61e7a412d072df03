using System.CommandLine;
using System.Globalization;
using RiskLens.App.Logs;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>import list | rejected | undo.</summary>
internal static class ImportsCommands
{
    private static readonly Argument<string> Id = new("ID")
    {
        Description = "Number of the import, as 'import list' shows it",
    };
    private static readonly Option<bool> Csv = new("--csv") { Description = "Print a table (CSV)" };

    public static IEnumerable<Command> Build() =>
        [
            Call.Runs(new Command("list", "List what was imported; names of files are not kept"), ListAsync),
            Call.Runs(
                new Command("rejected", "List the lines that an import refused, masked") { Id, Csv },
                RejectedAsync
            ),
            Call.Runs(
                new Command("undo", "Take an import back out, as if it had never come") { Id },
                UndoAsync
            ),
        ];

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var imports = await new ListImports(workspace).RunAsync(cancellationToken);
        if (imports.Count == 0)
            call.Output.Say("Nothing was imported yet.");
        else
            call.Output.Table(
                [
                    "id",
                    "imported (UTC)",
                    "format",
                    "channels",
                    "first",
                    "last",
                    "messages",
                    "rejected",
                    "bytes",
                ],
                imports.Select(import =>
                    (string[])
                        [
                            import.Id.ToString(CultureInfo.InvariantCulture),
                            import.ImportedUtc,
                            import.Format,
                            import.Channel,
                            import.FirstUtc ?? "",
                            import.LastUtc ?? "",
                            N(import.Messages),
                            N(import.Rejected),
                            N(import.Bytes),
                        ]
                )
            );
        await call.Output.DocumentAsync(new { Imports = imports }, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> RejectedAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var lines = await new ListImports(workspace).RejectedAsync(Number(call), cancellationToken);
        if (call.Value(Csv))
        {
            call.Output.Say("line,reason,shape");
            foreach (var line in lines)
                call.Output.Say(
                    $"{line.Line.ToString(CultureInfo.InvariantCulture)},{Cell(line.Reason)},{Cell(line.Shape ?? "")}"
                );
        }
        else if (lines.Count == 0)
        {
            call.Output.Say("No line was refused.");
        }
        else
        {
            call.Output.Table(["line", "reason", "shape"], lines.Select(Row));
        }

        await call.Output.DocumentAsync(new { Rejected = lines }, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> UndoAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var id = Number(call);
        var fewer = await new UndoImport(workspace).RunAsync(id, cancellationToken);
        call.Output.Say(
            $"Import {call.Value(Id)} is undone: the ledger holds {Counted.Of(fewer, "message")} fewer. What another import holds too stays."
        );
        await call.Output.DocumentAsync(new { Undone = id, Messages = fewer }, cancellationToken);
        return CommandLine.Done;
    }

    private static int Number(Call call) => Typed.Whole(call.Value(Id), "the command", 1) ?? throw NoNumber();

    private static RiskLensException NoNumber() =>
        new("No import was named.", "Give its number, as 'import list' shows it.");

    private static string[] Row(Rejected line) => [N(line.Line), line.Reason, line.Shape ?? ""];

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
