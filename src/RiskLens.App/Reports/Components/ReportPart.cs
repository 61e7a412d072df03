using Microsoft.AspNetCore.Components;
using RiskLens.App.Reports.Charts;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Reports.Components;

/// <summary>What every part of the report has: the study in words, handed down by the report's root.</summary>
public abstract class ReportPart : ComponentBase
{
    [CascadingParameter]
    public required StudyWords Words { get; set; }

    [Inject]
    public required DrawnCharts Drawn { get; set; }

    [CascadingParameter]
    public Branding Branding { get; set; } = Branding.None;

    protected ReportLanguage L => Words.Language;

    protected Study S => Words.Study;

    /// <summary>A chart's picture; its data go into the bundle beside the report.</summary>
    protected MarkupString Draw(Chart chart) => (MarkupString)Drawn.Draw(chart);
}
