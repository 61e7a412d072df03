using System.CommandLine;
using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Reports;
using RiskLens.App.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>report STUDY.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Id = new("STUDY")
    {
        Description = "The study's id, or latest",
        DefaultValueFactory = _ => StudyArchive.Latest,
    };
    private static readonly Option<string?> Language = new("--lang")
    {
        Description = $"{string.Join(" or ", ReportLanguage.Codes)} (default: the company's language)",
        HelpName = "LANGUAGE",
    };
    private static readonly Option<bool> Html = new("--html")
    {
        Description = "Write one self-contained HTML file and no PDF",
    };
    private static readonly Option<bool> Data = new("--data")
    {
        Description = "Write the data of its charts and its assumptions beside it, as a zip of CSV files",
    };
    private static readonly Option<string?> Folder = new("--output")
    {
        Description = "Folder to write to (default: reports/ of the checkout, else of the workspace)",
        HelpName = "DIR",
    };

    public static Command Build() =>
        Call.Runs(
            new Command("report", "Write a study's report as PDF") { Id, Language, Html, Data, Folder },
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Value(Folder) is { } named && string.IsNullOrWhiteSpace(named))
            throw new RiskLensException("The report's folder has an empty name.", "Name one with --output.");
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var study = await new StudyArchive(workspace).GetAsync(call.Value(Id)!, cancellationToken);
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var language = call.Value(Language) ?? company.Language;
        var folder = Path.GetFullPath(call.Value(Folder) ?? Places.ReportsFolder(workspace));
        ReportFile report;
        string? data;
        try
        {
            var kind = call.Value(Html) ? ReportKind.Html : ReportKind.Pdf;
            var write = new WriteReport
            {
                Branding = await new SetBranding(workspace).GetAsync(cancellationToken),
            };
            report = await write.RunAsync(study, language, folder, kind, cancellationToken);
            data = call.Value(Data)
                ? await new WriteData(write).RunAsync(study, language, folder, cancellationToken)
                : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new RiskLensException(
                $"The report cannot be written to {folder}.",
                "Name a folder that you may write to with --output, on a disk with room.",
                refused
            );
        }

        var lines = ClosingLines.In(language);
        Tell(call.Output, report, lines);
        if (data is not null)
            call.Output.Say(lines.Data + data);
        await call.Output.DocumentAsync(Document(report, data), cancellationToken);
        return ExitCode(report);
    }

    /// <summary>Where the report is; what is missing goes to standard error.</summary>
    public static void Tell(Output output, ReportFile report, ClosingLines lines)
    {
        output.Say(
            report.PdfPath is { } pdf
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{lines.Report}{pdf} ({report.Pages} {(report.Pages == 1 ? lines.Page : lines.Pages)})"
                )
                : lines.Report + report.HtmlPath
        );
        if (report is { Problem: { } problem, Remedy: { } remedy })
        {
            Output.Note($"{lines.PdfMissing} {problem}");
            Output.Note(remedy);
        }
    }

    /// <summary>The report in a JSON answer: path is the PDF, or the HTML where there is none.</summary>
    public static object Document(ReportFile report, string? data = null) =>
        new
        {
            Path = report.PdfPath ?? report.HtmlPath,
            report.Pages,
            report.Sha256,
            Html = report.HtmlPath,
            Data = data,
            report.Problem,
            report.Remedy,
        };

    public static int ExitCode(ReportFile report) =>
        report.Problem is null ? CommandLine.Done : CommandLine.Correctable;
}
