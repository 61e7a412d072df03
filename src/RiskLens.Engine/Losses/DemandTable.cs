using System.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Demand laid out for walking hour by hour: one row an hour, one column a cell.
/// The horizon (whole weeks) repeats before its start and beyond its end. Shared by threads.
/// </summary>
public sealed class DemandTable
{
    private readonly double[] _paths;

    // Open at each whole hour, and by cell how long a conversation lasts; the latter's inverse is 0 where it lasts no time.
    private readonly double[] _open;
    private readonly double[] _meanHours;
    private readonly double[] _endedPerHour;

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
        _meanHours = [.. cells.Select(c => c.Facts.OpenHours ?? 0)];
        _endedPerHour = [.. _meanHours.Select(mean => mean > 0 ? 1 / mean : 0)];
        (_paths, _open) = (new double[Hours * cells.Count], new double[Hours * cells.Count]);
        for (var k = 0; k < cells.Count; k++)
        {
            var open = InFlight.Of(cells[k]);
            for (var h = 0; h < Hours; h++)
            {
                _paths[(h * cells.Count) + k] = cells[k].Path[h];
                _open[(h * cells.Count) + k] = open?.At(h) ?? 0;
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

    /// <summary>Expected conversations of a cell that are open at the start of an hour.</summary>
    public double Open(int cell, long hour) => _open[(Row(hour) * Cells.Count) + cell];

    /// <summary>
    /// Writes expected conversations open at a moment, times a level, by cell: <see cref="InFlight.At"/> for whole rows.
    /// </summary>
    public void Open(double moment, double level, Span<double> byCell)
    {
        var hour = (long)Math.Floor(moment);
        var path = Hour(hour);
        var open = _open.AsSpan(Row(hour) * Cells.Count, Cells.Count);
        var (width, k) = (Vector<double>.Count, 0);
        for (; k + width <= path.Length; k += width)
        {
            var still = Vector.Exp(new Vector<double>(_endedPerHour, k) * (hour - moment));
            var even = new Vector<double>(path[k..]) * new Vector<double>(_meanHours, k);
            ((even + ((new Vector<double>(open[k..]) - even) * still)) * level).CopyTo(byCell[k..]);
        }
        for (; k < path.Length; k++)
        {
            var even = path[k] * _meanHours[k];
            byCell[k] = (even + ((open[k] - even) * Math.Exp(_endedPerHour[k] * (hour - moment)))) * level;
        }
    }

    private int Row(long hour) => (int)(((hour % Hours) + Hours) % Hours);
}
