namespace RiskLens.App.Reports.Charts;

/// <summary>
/// Turns a chart's description into one self-contained SVG element: vector, labelled for screen readers, without
/// scripts, styles or references. Where another charting library is to draw, this is the one place to put it.
/// </summary>
public static class Svg
{
    /// <summary>The picture of a chart as markup; every text in it is escaped.</summary>
    public static string Render(Chart chart)
    {
        var canvas = new SvgCanvas(chart.Half);
        switch (chart)
        {
            case LineBandChart lines:
                LineBandDrawing.Draw(canvas, lines);
                break;
            case ActivityStrips strips:
                StripsDrawing.Draw(canvas, strips);
                break;
            case HourOfWeekHeatMap week:
                WeekDrawing.Draw(canvas, week);
                break;
            case StackedParts parts:
                PartsDrawing.Draw(canvas, parts);
                break;
            case ExceedanceChart curves:
                ExceedanceDrawing.Draw(canvas, curves);
                break;
            case NodeChannelHeatMap nodes:
                NodeDrawing.Draw(canvas, nodes);
                break;
            case MixBars mix:
                MixDrawing.Draw(canvas, mix);
                break;
            case ForestPlot forest:
                ForestDrawing.Draw(canvas, forest);
                break;
            case ReachSets reach:
                ReachDrawing.Draw(canvas, reach);
                break;
            case FrontierChart frontier:
                FrontierDrawing.Draw(canvas, frontier);
                break;
            case TornadoChart tornado:
                TornadoDrawing.Draw(canvas, tornado);
                break;
            case RankedBars ranked:
                RankedDrawing.Draw(canvas, ranked);
                break;
            case WaterfallChart steps:
                WaterfallDrawing.Draw(canvas, steps);
                break;
            default:
                throw new ArgumentException($"No drawing for {chart.GetType().Name}.", nameof(chart));
        }
        var title = SvgCanvas.Escape(chart.Title);
        var description = SvgCanvas.Escape(chart.Description);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SvgCanvas.N(canvas.Width)} {SvgCanvas.N(canvas.Height)}\" "
            + $"role=\"img\" aria-label=\"{title.TrimEnd('.')}. {description}\" font-family=\"inherit\">"
            + $"<title>{title}</title><desc>{description}</desc>{canvas}</svg>";
    }
}
