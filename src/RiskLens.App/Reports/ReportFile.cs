namespace RiskLens.App.Reports;

/// <summary>What a report is written as; a PDF is printed from the HTML, which is kept beside it.</summary>
public enum ReportKind
{
    Pdf,
    Html,
}

/// <summary>
/// A written report. Where the PDF could not be printed, PdfPath is null and Problem and Remedy say why and what to
/// do; the HTML is there all the same. Sha256 (hex) is of the PDF where there is one, else of the HTML.
/// </summary>
/// <param name="Pages">Pages of the PDF; 0 without one.</param>
public sealed record ReportFile(
    string? PdfPath,
    string HtmlPath,
    int Pages,
    string Sha256,
    string? Problem,
    string? Remedy
);
