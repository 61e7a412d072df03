using System.CommandLine;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>import FILE...</summary>
internal static class ImportCommand
{
    private const int ShownRejections = 10;

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description =
            "Log files as they were exported: chats, mail, gateways, helpdesks, tables, workbooks; .zip and .gz too",
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
        Description =
            "Columns of a table by header or number, such as time=sent_at,contact=3, or the name of saved ones",
        HelpName = "FIELD=COLUMN,...|NAME",
    };
    private static readonly Option<string?> SaveMap = new("--save-map")
    {
        Description =
            "Keep the columns under a name; tables with the same header then take them by themselves",
        HelpName = "NAME",
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
            SaveMap,
            DryRun,
            Rules,
        };
        foreach (var command in ImportsCommands.Build())
            import.Add(command);
        return Call.Runs(import, RunAsync);
    }

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var order = Typed.DateOrderOf(call.Value(Order));
        var named = call.Value(Map) is { } map && !map.Contains('=', StringComparison.Ordinal) ? map : null;
        var typed = named is null ? Typed.Columns(call.Value(Map)) : null;
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        var profiles = new ColumnProfiles(workspace);
        var options = new ImportOptions(
            call.Value(Channel),
            call.Value(Zone),
            order,
            call.Value(DryRun),
            named is null ? typed : await profiles.FindAsync(named, cancellationToken)
        )
        {
            TrialRules = await TrialRulesAsync(call, cancellationToken),
        };
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
        var import = new ImportLogs(
            workspace,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken)
        );
        var result = await ProgressBars.ShowAsync(bars =>
            import.RunAsync(files, options, bars, cancellationToken)
        );
        foreach (var file in result.Files)
            Tell(call.Output, file, options.DryRun);
        if (call.Value(SaveMap) is { } name && !options.DryRun)
            await SaveAsync(profiles, name, result, call.Output, cancellationToken);
        await call.Output.DocumentAsync(new { result.Files, options.DryRun }, cancellationToken);
        return result.Files.Any(file => file.Refused is not null)
            ? CommandLine.Correctable
            : CommandLine.Done;
    }

    private static async Task SaveAsync(
        ColumnProfiles profiles,
        string name,
        ImportResult result,
        Output output,
        CancellationToken cancellationToken
    )
    {
        if (
            result.Files.Select(file => file.Columns).FirstOrDefault(columns => columns is not null)
            is not { } columns
        )
        {
            Output.Note("No file was read as a table, so there are no columns to keep.");
            return;
        }
        await profiles.SaveAsync(name, columns, cancellationToken);
        output.Say($"Columns kept as '{name.Trim()}'");
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
            $"{file.File}: {Counted.Of(file.Messages, "message")} of {Counted.Of(file.Contacts, "contact")} on {file.Channel} ({file.Format}), {file.FirstUtc} to {file.LastUtc}{(dryRun ? "; nothing kept (--dry-run)" : "")}"
        );
        ImportDetails.TellSides(output, file);
        if (
            file.Columns is { } columns
            && (dryRun || columns.Columns.Any(one => one.How != ColumnEvidence.Name))
        )
            output.Say($"  columns: {string.Join(", ", columns.Columns.Select(Described))}");
        if (file.AlreadyImported)
            output.Say("  already imported: nothing is counted twice");
        else if (file.Duplicates == 1)
            output.Say("  1 line was a repeat or a later word on a message already counted");
        else if (file.Duplicates > 1)
            output.Say(
                $"  {N(file.Duplicates)} lines were repeats or later words on messages already counted"
            );
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

    private static string Described(ProposedColumn column)
    {
        var name = column.Header is { Length: > 0 } header ? header : $"column {N(column.Column)}";
        var how = column.How switch
        {
            ColumnEvidence.Content => " (by what it holds)",
            ColumnEvidence.Profile => " (as told)",
            _ => "",
        };
        return $"{column.Field.ToString().ToLowerInvariant()} = {name}{how}";
    }

    private static string Were(long number) => number == 1 ? "was" : "were";

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
