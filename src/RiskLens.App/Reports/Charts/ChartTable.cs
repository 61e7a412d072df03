namespace RiskLens.App.Reports.Charts;

/// <summary>What a chart shows, as a table.</summary>
/// <param name="Columns">Heads; a column of figures names its unit.</param>
/// <param name="Rows">Cells: a text, a number as the chart holds it, or null where there is none.</param>
public sealed record ChartTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);
