using System.CommandLine;
using System.Text.Json.Nodes;
using RiskLens.App.Companies;
using RiskLens.App.Demo;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Reports;
using RiskLens.App.Reports.Printing;
using RiskLens.App.Storage;
using RiskLens.App.Studies;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>demo: the whole job on the bundled fictional company, in a workspace of its own.</summary>
internal static class DemoCommand
{
    private static readonly Option<string?> Language = new("--lang")
    {
        Description =
            $"Language of the headline figures and of the report: {string.Join(" or ", ReportLanguage.Codes)}",
        HelpName = "LANGUAGE",
    };

    private static readonly Option<string?> Trials = new("--trials")
    {
        Description = "Simulated years (default: 100000)",
        HelpName = "N",
    };

    // A bank of a tenth of the size or less, for tests: its figures are not those of the documentation.
    private static readonly Option<string?> Size = new("--size") { Hidden = true, HelpName = "PERCENT" };

    public static Command Build() =>
        Call.Runs(
            new Command("demo", "The whole job on a fictional bank: import, study, report")
            {
                Language,
                Trials,
                Size,
            },
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var language = ReportLanguage.Of(call.Value(Language) ?? "en");
        var lines = ClosingLines.In(language.Code);
        var request = new StudyRequest(Trials: Typed.Whole(call.Value(Trials), Trials.Name, 100_000));
        var bank = BankOptions.Bundled with
        {
            Scale = (Typed.Whole(call.Value(Size), Size.Name, 100) ?? 100) / 100.0,
        };
        var catalogue = ReferenceData.Load();
        var workspace = await Workspace.OpenAsync(
            call.WorkspaceFolder("demo"),
            TimeProvider.System,
            cancellationToken
        );
        await SetUpAsync(workspace, catalogue, language.Code, cancellationToken);
        Output.Note(lines.PreparingLogs);
        await ImportAsync(call.Output, bank, workspace, catalogue, cancellationToken);
        var study = await ProgressBars.ShowAsync(bars =>
            new RunStudy(workspace, catalogue).RunAsync(request, bars, cancellationToken)
        );
        Output.Note(lines.WritingReport);
        var report = await ReportAsync(study, workspace, language.Code, cancellationToken);

        call.Output.Say("");
        foreach (var line in Headline.Of(study, language))
            call.Output.Say(line);
        call.Output.Say("");
        ReportCommand.Tell(call.Output, report, lines);
        await call.Output.DocumentAsync(
            new { Study = JsonNode.Parse(StudyJson.Write(study)), Report = ReportCommand.Document(report) },
            cancellationToken
        );
        return ReportCommand.ExitCode(report);
    }

    /// <summary>The fictional bank's profile, assumptions and campaigns; a workspace with somebody's own data is refused.</summary>
    private static async Task SetUpAsync(
        Workspace workspace,
        Catalogue catalogue,
        string language,
        CancellationToken cancellationToken
    )
    {
        var company = new SetCompany(workspace);
        var before = await company.GetAsync(cancellationToken);
        var facts = await new LoadLedger(workspace).FactsAsync(cancellationToken);
        if (!before.Fictional && (facts.Imports > 0 || before.Name.Length > 0))
        {
            throw new RiskLensException(
                "This workspace holds a company's own data, and the demo's fictional data would mix with it.",
                "Choose another folder with --workspace, or leave it out."
            );
        }

        var bank = new CompanyProfile(
            FictionalBank.Name,
            FictionalBank.Currency,
            FictionalBank.Zone,
            FictionalBank.Country,
            language,
            Fictional: true
        );
        if (before != bank)
            await company.RunAsync(bank, cancellationToken);
        var assumptions = new Assumptions(workspace, catalogue);
        if ((await assumptions.ListAsync(cancellationToken)).Count == 0)
            await assumptions.ImportAsync(DataFile("assumptions.csv"), cancellationToken);
        var reviews = new ReviewAssumptions(workspace);
        if ((await reviews.ListAsync(cancellationToken)).Count == 0)
            await reviews.RunAsync([], FictionalBank.Reviewer, FictionalBank.ReviewedOn, cancellationToken);
        var campaigns = new Campaigns(workspace);
        if ((await campaigns.ListAsync(cancellationToken)).Count == 0)
            await campaigns.ImportAsync(DataFile("campaigns.csv"), catalogue, cancellationToken);
    }

    private static string DataFile(string name) =>
        Path.Combine(AppContext.BaseDirectory, "data", "demo", name);

    private static async Task ImportAsync(
        Output output,
        BankOptions bank,
        Workspace workspace,
        Catalogue catalogue,
        CancellationToken cancellationToken
    )
    {
        var paths = await new PrepareDemo(bank).RunAsync(workspace.Folder, cancellationToken);
        var files = paths.Select(path => new LogFile(path, Path.GetFileName(path))).ToList();
        var result = await ProgressBars.ShowAsync(bars =>
            new ImportLogs(workspace, catalogue).RunAsync(files, new ImportOptions(), bars, cancellationToken)
        );
        foreach (var file in result.Files)
        {
            if (file.Refused is { } refused)
                throw new RiskLensException(refused.Problem, refused.Remedy);
            ImportCommand.Tell(output, file, dryRun: false);
        }
    }

    private static async Task<ReportFile> ReportAsync(
        Study study,
        Workspace workspace,
        string language,
        CancellationToken cancellationToken
    )
    {
        var folder = Places.ReportsFolder(workspace);
        var branding = await new SetBranding(workspace).GetAsync(cancellationToken);
        var write = new WriteReport { Branding = branding };
        var report = await write.RunAsync(study, language, folder, ReportKind.Pdf, cancellationToken);
        if (report.PdfPath is not null)
            return report;
        try
        {
            await InstallBrowser.RunAsync(new Notes(), cancellationToken);
        }
        catch (RiskLensException missing)
        {
            return report with { Problem = missing.Problem, Remedy = missing.Remedy };
        }

        return await write.RunAsync(study, language, folder, ReportKind.Pdf, cancellationToken);
    }
}
