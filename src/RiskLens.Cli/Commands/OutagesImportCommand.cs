using System.CommandLine;
using RiskLens.App.Companies;
using RiskLens.App.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>outages import FILE...</summary>
internal static class OutagesImportCommand
{
    private const int ShownNames = 5;

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description =
            "Outage histories of status pages and monitors, or a table with the columns node,start,end",
        Arity = ArgumentArity.OneOrMore,
    };
    private static readonly Option<string?> Node = new("--node")
    {
        Description = "What every entry is about, where page and components do not tell ('nodes list')",
        HelpName = "ID",
    };
    private static readonly Option<string?> Zone = new("--timezone")
    {
        Description = "Zone of times that carry none (IANA; default: the company's)",
        HelpName = "IANA",
    };
    private static readonly Option<string?> From = new("--watched-from")
    {
        Description = "The source told every outage from this day on: quiet years count too",
        HelpName = "DATE",
    };
    private static readonly Option<string?> To = new("--watched-to")
    {
        Description = "And until this day",
        HelpName = "DATE",
    };

    public static Command Build() =>
        Call.Runs(
            new Command("import", "Take outage histories into your own") { Files, Node, Zone, From, To },
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Value(Files)!.Any(string.IsNullOrWhiteSpace))
            throw new RiskLensException("A file's name is empty.", "Name the files to import.");
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        if ((await new SetCompany(workspace).GetAsync(cancellationToken)).Fictional)
        {
            throw new RiskLensException(
                "This workspace holds the fictional company of the demo, and your own history would mix with it.",
                "Choose another folder with --workspace."
            );
        }

        var files = await new ImportHistory(
            workspace,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken)
        ).RunAsync(
            call.Value(Files)!,
            new HistoryOptions(
                call.Value(Node),
                call.Value(Zone),
                Typed.Moment(call.Value(From), From.Name),
                Typed.Moment(call.Value(To), To.Name)
            ),
            cancellationToken
        );
        foreach (var file in files)
            Tell(call.Output, file);
        await call.Output.DocumentAsync(new { Files = files.Select(Shown) }, cancellationToken);
        return files.Any(file => file.Refused is not null) ? CommandLine.Correctable : CommandLine.Done;
    }

    private static void Tell(Output output, ImportedHistory file)
    {
        var name = Path.GetFileName(file.File);
        if (file.Refused is { } refused)
        {
            Output.Note($"{name}: {refused.Problem} {refused.Remedy}");
            return;
        }

        output.Say(
            $"{name}: {Counted.Of(file.Outages, "new outage")} ({file.Format}){(file.First is { } first ? $", {ShownOutage.Minute(first)} to {ShownOutage.Minute(file.Last!.Value)}" : "")}"
        );
        if (file is { First: null, Rejected.Count: 0 })
            output.Say("  the file tells of no outage");
        if (file.Renewed > 0)
            output.Say(
                $"  {Counted.Of(file.Renewed, "outage")} known before and told otherwise now: renewed"
            );
        if (file.Unchanged > 0)
            output.Say($"  {Counted.Of(file.Unchanged, "outage")} known before: nothing is counted twice");
        if (file.Maintenance > 0)
            output.Say(
                $"  {Counted.Of(file.Maintenance, "entry", "entries")} of planned work, which is no outage"
            );
        if (file.Notices > 0)
            output.Say($"  {Counted.Of(file.Notices, "notice")} without a failure");
        if (file.OtherWindows > 0)
            output.Say(
                $"  {Counted.Of(file.OtherWindows, "outage")} whose text gives other times: see 'outages list --own --json', take one with 'outages confirm ID --window N'"
            );
        if (file.UnplacedEntries > 0)
        {
            output.Say(
                $"  {Counted.Of(file.UnplacedEntries, "entry", "entries")} left out, about what is no node here: {string.Join(", ", file.Unplaced.Take(ShownNames))}{(file.Unplaced.Count > ShownNames ? " ..." : "")}; say --node to take them"
            );
        }

        if (file.Watched.Count > 0)
            output.Say($"  time without an outage counts for {string.Join(", ", file.Watched)}");
        foreach (var rejected in file.Rejected)
            output.Say($"  rejected, {rejected}");
    }

    private static object Shown(ImportedHistory file) =>
        new
        {
            File = Path.GetFileName(file.File),
            file.Format,
            file.Outages,
            file.Renewed,
            file.Unchanged,
            file.Maintenance,
            file.Notices,
            file.OtherWindows,
            file.UnplacedEntries,
            file.Unplaced,
            file.Rejected,
            file.Watched,
            FirstUtc = file.First is { } first ? ShownOutage.Minute(first) : null,
            LastUtc = file.Last is { } last ? ShownOutage.Minute(last) : null,
            Refused = file.Refused is { } refused ? new { refused.Problem, refused.Remedy } : null,
        };
}
