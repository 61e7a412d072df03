namespace RiskLens.Cli;

/// <summary>
/// What demo and report say about their own steps, in the language chosen for the report; everything else on the
/// command line is in English.
/// </summary>
internal sealed record ClosingLines(
    string PreparingLogs,
    string WritingReport,
    string Report,
    string Page,
    string Pages,
    string PdfMissing
)
{
    private static readonly ClosingLines English = new(
        "Preparing the logs of a fictional bank ...",
        "Writing the report ...",
        "Report: ",
        "page",
        "pages",
        "The PDF is missing."
    );

    private static readonly ClosingLines French = new(
        "Préparation des journaux d’une banque fictive ...",
        "Rédaction du rapport ...",
        "Rapport\u00A0: ",
        "page",
        "pages",
        "Le PDF manque."
    );

    /// <summary>The lines in a language of the report.</summary>
    public static ClosingLines In(string code) =>
        code.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ? French : English;
}
