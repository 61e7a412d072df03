namespace RiskLens.App.Tests.Reports.Figures;

/// <summary>
/// The other way round: numbers of the document that a page must print, so that a page that shows another number in
/// their place is found even where that number stands somewhere else in the document.
/// </summary>
internal static class KeyFigures
{
    private static readonly (int Page, string Path)[] Patterns =
    [
        (1, @"^scenario\.anyStart\.UNIT\.(mean|lower80|upper80)$"),
        (1, @"^year\.UNIT\.(mean|valueAtRisk95|conditionalValueAtRisk95|chanceOfNoLoss)$"),
        (1, @"^mix\.(lossAvoided|extraCost)$"),
        (1, @"^mix\.lossAvoidedInterval\.(lower80|upper80)$"),
        (2, @"^scenario\.byLength\.\d+\.(anyStart|worstStart)\.UNIT\.(mean|lower80|upper80)$"),
        (2, @"^scenario\.byLength\.4\.purposes\.\d+\.components\.total$"),
        (3, @"^pastOutages\.\d+\.(demand|shortfall)\.(mean|lower80|upper80)$"),
        (4, @"^year\.UNIT\.(mean|meanStandardError|median|valueAtRisk95|conditionalValueAtRisk95)$"),
        (4, @"^year\.UNIT\.exceedance\.\d+\.(aggregate|occurrence)$"),
        (5, @"^outageRisk\.nodes\.\d+\.ratePerYear\.(mean|lower80|upper80)$"),
        (5, @"^outageRisk\.regimes\.\d+\.(medianHours|longestHours|shareOverDay)$"),
        (7, @"^mix\.lossAvoided$"),
        (8, @"^mix\.floor\.mean$"),
        (9, @"^sensitivity\.(meanLoss|simulatedMean)$"),
        (9, @"^sensitivity\.tornado\.[0-7]\.(lossAtLow|lossAtHigh)$"),
        (11, @"^coverage\.(messages|rejectedLines)$"),
        (11, @"^coverage\.channels\.\d+\.(messages|conversationsIn|contacts|observedHours)$"),
        (11, @"^placebo\.(meanAbsoluteError|coverage80|coverage95)$"),
        (11, @"^forecast\.totalDay\.(mean|lower80|upper80|lower95|upper95)$"),
    ];

    /// <summary>Paths whose numbers a page must print.</summary>
    public static IEnumerable<(int Page, string Path)> Of(StudyNumbers study)
    {
        var unit = study.Number("scenario.anyStart.money.mean") is null ? "conversations" : "money";
        return Patterns.SelectMany(p =>
            study
                .PathsLike(p.Path.Replace("UNIT", unit, StringComparison.Ordinal))
                .Where(path => !IsBetween(study, path))
                .Select(path => (p.Page, path))
        );
    }

    /// <summary>Whether a page prints a number.</summary>
    public static bool IsPrinted(IReadOnlyList<CheckedFigure> figures, int page, double value) =>
        figures.Any(f => f.Block.Page == page && IsPrinted(f, value));

    // Rarer and other years are drawn, and stand in no row.
    private static bool IsBetween(StudyNumbers study, string path) =>
        study.Number(path[..(path.LastIndexOf('.') + 1)] + "returnYears")
            is not (null or 2 or 5 or 10 or 20 or 50 or 100 or 200 or 500 or 1000);

    // A saving is told without its sign.
    private static bool IsPrinted(CheckedFigure figure, double value) =>
        figure.Kind is FigureKind.Stored or FigureKind.Derived
        && (figure.Figure.Says(value) || (value < 0 && figure.Figure.Says(-value)));
}
