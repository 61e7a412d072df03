using Microsoft.AspNetCore.Components;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Reports.Components;

/// <summary>What every part of the report has: the study in words, handed down by the report's root.</summary>
public abstract class ReportPart : ComponentBase
{
    [CascadingParameter]
    public required StudyWords Words { get; set; }

    protected ReportLanguage L => Words.Language;

    protected Study S => Words.Study;
}
