using System.CommandLine;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Outages;
using RiskLens.App.Reports;
using RiskLens.App.Storage;
using RiskLens.App.Studies;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>study run | list | show | compare | register.</summary>
internal static class StudyCommand
{
    private static readonly Option<string?> Seed = new("--seed")
    {
        Description = "Seed of the trials (default: derived from the inputs)",
        HelpName = "N",
    };
    private static readonly Option<string?> AsOf = new("--as-of")
    {
        Description = "Use nothing from this UTC date or time on (default: the end of the logs)",
        HelpName = "DATE",
    };
    private static readonly Option<string?> Threads = new("--threads")
    {
        Description = "Threads to use; the result does not depend on it",
        HelpName = "N",
    };
    private static readonly Option<string?> Trials = new("--trials")
    {
        Description = "Simulated years (default: 100000)",
        HelpName = "N",
    };
    private static readonly Option<string?> Scenario = new("--scenario")
    {
        Description = "Length and channel of the outage, such as 24h@whatsapp (default: 24 h of the busiest)",
        HelpName = "HOURSh@CHANNEL",
    };
    private static readonly Argument<string> Id = new("ID") { Description = "The study's id, or latest" };

    private static readonly Argument<string> Earlier = new("EARLIER")
    {
        Description = "The earlier study's id",
    };
    private static readonly Argument<string> Later = new("LATER")
    {
        Description = "The later study's id, or latest",
        DefaultValueFactory = _ => StudyArchive.Latest,
    };
    private static readonly Argument<string> Registered = new("STUDY")
    {
        Description = "The study's id, or latest",
        DefaultValueFactory = _ => StudyArchive.Latest,
    };
    private static readonly Option<string?> Register = new("--output", "--out")
    {
        Description = "The CSV file to write (default: register.csv in this folder)",
        HelpName = "FILE",
    };

    public static Command Build() =>
        new("study", "What an outage would cost, how likely it is, and what to do about it")
        {
            Call.Runs(
                new Command("run", "Run a study on what was imported, and keep it")
                {
                    Seed,
                    AsOf,
                    Threads,
                    Trials,
                    Scenario,
                },
                RunAsync
            ),
            Call.Runs(new Command("list", "List the studies, the latest first"), ListAsync),
            Call.Runs(new Command("show", "Show a study") { Id }, ShowAsync),
            Call.Runs(
                new Command("compare", "Tell step by step what changed from one study to another")
                {
                    Earlier,
                    Later,
                },
                CompareAsync
            ),
            Call.Runs(
                new Command(
                    "register",
                    "Write the register of providers as CSV, filled as far as a study tells"
                )
                {
                    Registered,
                    Register,
                },
                RegisterAsync
            ),
        };

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var (hours, channel) = Typed.Scenario(call.Value(Scenario));
        var request = new StudyRequest(
            Typed.Seed(call.Value(Seed)),
            Typed.Moment(call.Value(AsOf), AsOf.Name),
            Typed.Whole(call.Value(Threads), Threads.Name, 2),
            Typed.Whole(call.Value(Trials), Trials.Name, 100_000),
            channel,
            hours
        );
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var run = new RunStudy(workspace, await new CompanyCatalogue(workspace).LoadAsync(cancellationToken));
        var study = await ProgressBars.ShowAsync(bars => run.RunAsync(request, bars, cancellationToken));
        await call.Output.DocumentTextAsync(StudyJson.Write(study), cancellationToken);
        await TellAsync(call, workspace, study, cancellationToken);
        await TellChangesAsync(call, workspace, study, cancellationToken);
        call.Output.Say("");
        call.Output.Say("Write its report with: risklens report latest");
        return CommandLine.Done;
    }

    private static async Task<int> ShowAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var json = await new StudyArchive(workspace).GetJsonAsync(call.Value(Id)!, cancellationToken);
        await call.Output.DocumentTextAsync(json, cancellationToken);
        await TellAsync(call, workspace, StudyJson.Read(json), cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> CompareAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var studies = new StudyArchive(workspace);
        var earlier = await studies.GetAsync(call.Value(Earlier)!, cancellationToken);
        var later = await studies.GetAsync(call.Value(Later)!, cancellationToken);
        var changes = await ProgressBars.ShowAsync(bars =>
            new CompareStudies(workspace).RunAsync(
                earlier,
                later,
                Environment.ProcessorCount,
                bars,
                cancellationToken
            )
        );
        await call.Output.DocumentTextAsync(StudyJson.Write(changes), cancellationToken);
        var code = changes.Status == StudyChanges.Compared ? CommandLine.Done : CommandLine.Correctable;
        if (call.Output.Json)
            return code;
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        ChangedLines.Tell(
            call.Output,
            new ChangeWords(new StudyWords(later, ReportLanguage.Of(company.Language)), changes),
            changes
        );
        return code;
    }

    private static async Task<int> RegisterAsync(Call call, CancellationToken cancellationToken)
    {
        var named = call.Value(Register) ?? "register.csv";
        if (string.IsNullOrWhiteSpace(named))
            throw new RiskLensException("The register's file has an empty name.", "Name one with --output.");
        var path = Path.GetFullPath(named);
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var rows = await new WriteRegister(workspace).RunAsync(
            call.Value(Registered)!,
            path,
            cancellationToken
        );
        call.Output.Table(
            ["provider", "channel", "substitutability", "impact of discontinuing", "alternatives"],
            rows.Select(r =>
                (string[])
                    [
                        r.Provider,
                        r.Channel,
                        r.Substitutability,
                        r.ImpactOfDiscontinuing,
                        string.Join(' ', r.Alternatives),
                    ]
            )
        );
        call.Output.Say(
            $"Written to {path}; last audit date, exit plan and reintegration are left for you to fill in."
        );
        await call.Output.DocumentAsync(new { Path = path, Rows = rows }, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task TellAsync(
        Call call,
        Workspace workspace,
        Study study,
        CancellationToken cancellationToken
    )
    {
        if (call.Output.Json)
            return;
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        foreach (var line in Headline.Of(study, ReportLanguage.Of(company.Language)))
            call.Output.Say(line);
    }

    private static async Task TellChangesAsync(
        Call call,
        Workspace workspace,
        Study study,
        CancellationToken cancellationToken
    )
    {
        if (call.Output.Json || study.Changes is not { } changes)
            return;
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var words = new StudyWords(study, ReportLanguage.Of(company.Language));
        call.Output.Say("");
        foreach (var sentence in new ChangeWords(words, changes).Sentences)
            call.Output.Say(sentence);
    }

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var studies = await new StudyArchive(workspace).ListAsync(cancellationToken);
        if (studies.Count == 0)
            call.Output.Say("No study has been run in this workspace yet.");
        else
            call.Output.Table(
                ["id", "logs to", "scenario", "lost at worst", "lost in a year"],
                studies.Select(s =>
                    (string[])
                        [
                            s.Id,
                            s.AsOf,
                            FormattableString.Invariant($"{s.ScenarioHours}h@{s.ScenarioChannel}"),
                            Conversations(s.WorstStart?.Conversations.Mean),
                            Conversations(s.YearMean),
                        ]
                )
            );
        await call.Output.DocumentAsync(new { Studies = studies }, cancellationToken);
        return CommandLine.Done;
    }

    private static string Conversations(double? number) =>
        number is { } n ? n.ToString("N0", CultureInfo.InvariantCulture) + " conversations" : "not known";
}
