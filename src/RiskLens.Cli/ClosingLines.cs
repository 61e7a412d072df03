using RiskLens.App.Reports;

namespace RiskLens.Cli;

/// <summary>
/// What demo and report say about their own steps, in the language chosen for the report; everything else on the
/// command line is in English.
/// </summary>
internal sealed record ClosingLines(
    string PreparingLogs,
    string WritingReport,
    string Report,
    string Data,
    string Page,
    string Pages,
    string PdfMissing
)
{
    /// <summary>The lines in a language of the report.</summary>
    public static ClosingLines In(string code)
    {
        var language = ReportLanguage.Of(code);
        return new ClosingLines(
            language["closing.preparing"],
            language["closing.writing"],
            language["closing.report"] + " ",
            language["closing.data"] + " ",
            language["closing.page"],
            language["closing.pages"],
            language["closing.pdf_missing"]
        );
    }
}
