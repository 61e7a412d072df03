using System.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Demand laid out for walking hour by hour: one row an hour, one column a cell.
/// The horizon (whole weeks) repeats before its start and beyond its end. Shared by threads.
/// </summary>
public sealed class DemandTable
{
    private readonly double[] _paths;

    // By hour: the sum of all hours before it; one row more than there are hours.
    private readonly double[] _before;

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
        _before = new double[(Hours + 1) * cells.Count];
        for (var k = 0; k < cells.Count; k++)
        {
            var open = InFlight.Of(cells[k]);
            for (var h = 0; h < Hours; h++)
            {
                var at = (h * cells.Count) + k;
                _paths[at] = cells[k].Path[h];
                _open[at] = open?.At(h) ?? 0;
                _before[at + cells.Count] = _before[at] + _paths[at];
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

    /// <summary>
    /// By cell, what begins from one moment to another, so many times: whole hours from running sums, the parts of an hour
    /// at either end as they are.
    /// </summary>
    internal void Begun(double from, double to, double weight, Span<double> sums)
    {
        var (first, last) = ((long)Math.Ceiling(from - 1e-9), (long)Math.Floor(to + 1e-9));
        sums.Clear();
        if (first > last)
        {
            AddTo(sums, Hour(last), (to - from) * weight);
            return;
        }
        if (first - from > 1e-9)
            AddTo(sums, Hour(first - 1), (first - from) * weight);
        if (to - last > 1e-9)
            AddTo(sums, Hour(last), (to - last) * weight);
        var rounds = Math.DivRem(last - first, Hours, out var rest);
        AddTo(sums, Before(Hours), rounds * weight);
        var row = Row(first);
        var beyond = row + (int)rest - Hours;
        AddTo(sums, Before(beyond > 0 ? Hours : row + (int)rest), weight);
        AddTo(sums, Before(row), -weight);
        if (beyond > 0)
            AddTo(sums, Before(beyond), weight);
    }

    /// <summary>Adds so many times a row of cells.</summary>
    internal static void AddTo(Span<double> sums, ReadOnlySpan<double> row, double weight)
    {
        if (weight == 0)
            return;
        var width = Vector<double>.Count;
        var k = 0;
        for (; k + width <= row.Length; k += width)
            (new Vector<double>(sums[k..]) + (new Vector<double>(row[k..]) * weight)).CopyTo(sums[k..]);
        for (; k < row.Length; k++)
            sums[k] += row[k] * weight;
    }

    private ReadOnlySpan<double> Before(int hour) => _before.AsSpan(hour * Cells.Count, Cells.Count);

    /// <summary>Conversations of an hour, so much of each cell's.</summary>
    internal double ConversationsIn(long hour, ReadOnlySpan<double> shares)
    {
        var path = Hour(hour);
        var sum = 0.0;
        for (var k = 0; k < path.Length; k++)
            sum += Cells[k].Campaign == CampaignUnit.None ? shares[k] * path[k] : 0;
        return sum;
    }

    private int Row(long hour) => (int)(((hour % Hours) + Hours) % Hours);
}
