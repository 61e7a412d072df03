namespace RiskLens.Engine.Losses;

/// <summary>
/// Demand laid out for walking hour by hour: one row an hour, one column a cell.
/// The horizon (whole weeks) repeats before its start and beyond its end. Shared by threads.
/// </summary>
public sealed class DemandTable
{
    private readonly double[] _paths;
    private readonly double[] _open;

    /// <summary>Lays out demand and campaigns, all over the same hours.</summary>
    /// <exception cref="ArgumentException">The paths differ in length.</exception>
    public DemandTable(IReadOnlyList<DemandCell> cells)
    {
        Cells = cells;
        Hours = cells.Count == 0 ? 1 : cells[0].Path.Length;
        if (cells.Any(c => c.Path.Length != Hours))
            throw new ArgumentException("All demand spans the same hours.", nameof(cells));
        Purposes =
        [
            .. cells.Select(c => c.Purpose).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        PurposeOf = [.. cells.Select(c => Purposes.ToList().IndexOf(c.Purpose))];
        MeanPerHour = [.. cells.Select(c => c.Path.Average())];
        AnyOpen = cells.Any(c => c.Facts.OpenHours is > 0);
        (_paths, _open) = (new double[Hours * cells.Count], new double[Hours * cells.Count]);
        for (var k = 0; k < cells.Count; k++)
        {
            var open = OpenAt(cells[k]);
            for (var h = 0; h < Hours; h++)
            {
                _paths[(h * cells.Count) + k] = cells[k].Path[h];
                _open[(h * cells.Count) + k] = open[h];
            }
        }
    }

    /// <summary>Demand cells and campaigns: the columns.</summary>
    public IReadOnlyList<DemandCell> Cells { get; }

    /// <summary>Length of the horizon.</summary>
    public int Hours { get; }

    /// <summary>Purposes, in ordinal order.</summary>
    public IReadOnlyList<string> Purposes { get; }

    /// <summary>For each cell, the index of its purpose.</summary>
    public int[] PurposeOf { get; }

    /// <summary>Mean of each cell's path.</summary>
    public double[] MeanPerHour { get; }

    /// <summary>Whether any conversation lasts: else none is ever open.</summary>
    public bool AnyOpen { get; }

    /// <summary>Expected conversations begun in an hour (of campaigns: what is at risk), by cell.</summary>
    public ReadOnlySpan<double> Hour(long hour) => _paths.AsSpan(Row(hour) * Cells.Count, Cells.Count);

    /// <summary>Expected conversations open at the start of an hour, by cell.</summary>
    public ReadOnlySpan<double> OpenAtStartOf(long hour) =>
        _open.AsSpan(Row(hour) * Cells.Count, Cells.Count);

    /// <summary>Expected conversations of a cell that are open at a moment: between whole hours, in proportion.</summary>
    public double Open(int cell, double moment)
    {
        var hour = (long)Math.Floor(moment);
        var within = moment - hour;
        return ((1 - within) * OpenAtStartOf(hour)[cell]) + (within * OpenAtStartOf(hour + 1)[cell]);
    }

    private int Row(long hour) => (int)(((hour % Hours) + Hours) % Hours);

    /// <summary>
    /// Expected conversations open at the start of each hour: those begun evenly within past hours that still last,
    /// lengths exponential with the mean that the log shows. The path before the horizon is its own end.
    /// </summary>
    private static double[] OpenAt(DemandCell cell)
    {
        var open = new double[cell.Path.Length];
        if (cell.Facts.OpenHours is not > 0)
            return open;
        var mean = cell.Facts.OpenHours.Value;
        var (stays, ofHour) = (Math.Exp(-1 / mean), mean * (1 - Math.Exp(-1 / mean)));
        var now = 0.0;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var h = 0; h < open.Length; h++)
            {
                open[h] = now;
                now = (now * stays) + (cell.Path[h] * ofHour);
            }
        }
        return open;
    }
}
