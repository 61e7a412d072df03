using System.CommandLine;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>import FILE...</summary>
internal static class ImportCommand
{
    private const int ShownRejections = 10;

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Log files: CSV or TSV (.gz, .zip too) and WhatsApp chat exports",
        Arity = ArgumentArity.OneOrMore,
    };
    private static readonly Option<string?> Channel = new("--channel")
    {
        Description = "Channel of messages whose file names none, such as whatsapp ('channels list')",
        HelpName = "CHANNEL",
    };
    private static readonly Option<string?> Zone = new("--timezone")
    {
        Description = "IANA zone of times without an offset (default: the company's)",
        HelpName = "IANA",
    };
    private static readonly Option<string?> Order = new("--date-order")
    {
        Description = "Order of numeric dates: dmy, mdy or ymd (default: found in the file)",
        HelpName = "ORDER",
    };
    private static readonly Option<string?> Map = new("--map")
    {
        Description = "Columns of a table, such as time=sent_at,contact=customer",
        HelpName = "FIELD=COLUMN,...",
    };
    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Read and count everything, then keep nothing",
    };

    private static readonly Option<string?> Rules = new("--rules")
    {
        Description = "Purpose rules to try, with --dry-run ('purposes rules FILE' keeps them)",
        HelpName = "FILE",
    };

    public static Command Build()
    {
        var import = new Command(
            "import",
            "Detect the format of each log file and import it; each is all or nothing"
        )
        {
            Files,
            Channel,
            Zone,
            Order,
            Map,
            DryRun,
            Rules,
        };
        foreach (var command in ImportsCommands.Build())
            import.Add(command);
        return Call.Runs(import, RunAsync);
    }

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var options = new ImportOptions(
            call.Value(Channel),
            call.Value(Zone),
            Typed.DateOrderOf(call.Value(Order)),
            call.Value(DryRun),
            Typed.Columns(call.Value(Map))
        )
        {
            TrialRules = await TrialRulesAsync(call, cancellationToken),
        };
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        LeftUploads.Clear(workspace);
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        if (company.Fictional)
        {
            throw new RiskLensException(
                "This workspace holds the fictional company of the demo, and your own logs would mix with it.",
                "Choose another folder with --workspace."
            );
        }

        if (call.Value(Files)!.Any(string.IsNullOrWhiteSpace))
            throw new RiskLensException("A file's name is empty.", "Name the log files to import.");
        var files = call.Value(Files)!.Select(path => new LogFile(path, Path.GetFileName(path))).ToList();
        var import = new ImportLogs(workspace, ReferenceData.Load());
        var result = await ProgressBars.ShowAsync(bars =>
            import.RunAsync(files, options, bars, cancellationToken)
        );
        foreach (var file in result.Files)
            Tell(call.Output, file, options.DryRun);
        await call.Output.DocumentAsync(new { result.Files, options.DryRun }, cancellationToken);
        return result.Files.Any(file => file.Refused is not null)
            ? CommandLine.Correctable
            : CommandLine.Done;
    }

    private static async Task<string?> TrialRulesAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Value(Rules) is not { } file)
            return null;
        return call.Value(DryRun)
            ? await PurposeRuleBook.TextOfAsync(file, cancellationToken)
            : throw new RiskLensException(
                "Rules given with an import are only tried, and nothing else is.",
                "Add --dry-run to try them; keep them with 'purposes rules FILE', and they hold for every import."
            );
    }

    /// <summary>What became of a file, for a person; a refusal goes to standard error.</summary>
    public static void Tell(Output output, ImportedFile file, bool dryRun)
    {
        if (file.Refused is { } refused)
        {
            Output.Note($"{file.File}: {refused.Problem} {refused.Remedy}");
            return;
        }

        output.Say(
            $"{file.File}: {Counted.Of(file.Messages + file.Duplicates, "message")} of {Counted.Of(file.Contacts, "contact")} on {file.Channel} ({file.Format}), {file.FirstUtc} to {file.LastUtc}{(dryRun ? "; nothing kept (--dry-run)" : "")}"
        );
        if (file.Duplicates > 0)
        {
            output.Say(
                file.Messages == 0
                    ? "  already imported: nothing is counted twice"
                    : $"  {N(file.Duplicates)} of them {Were(file.Duplicates)} already counted"
            );
        }

        if (file.System > 0)
            output.Say(
                $"  {Counted.Of(file.System, "line")} {Were(file.System)} made by the messaging program itself"
            );
        if (file.DateOrderAmbiguous)
            output.Say(
                $"  nothing in the file tells day from month: read as {file.DateOrder}; say --date-order if that is wrong"
            );
        ImportDetails.Tell(output, file);
        if (file.Rejected == 0)
            return;
        output.Say($"  {Counted.Of(file.Rejected, "line")} rejected:");
        foreach (var rejected in file.RejectedLines.Take(ShownRejections))
        {
            output.Say(
                $"    line {N(rejected.Line)}: {rejected.Reason}{(rejected.Shape is { } shape ? "  " + shape : "")}"
            );
        }
        if (file.Rejected <= ShownRejections)
            return;
        var known = file.RejectedLines.Count;
        output.Say(
            $"    and {N(file.Rejected - ShownRejections)} more ({(known < file.Rejected ? $"the first {N(known)}" : "all")} with --json)"
        );
    }

    private static string Were(long number) => number == 1 ? "was" : "were";

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
