namespace RiskLens.Engine.Losses;

/// <summary>
/// Sums over stretches of time, by channels down and group of channels that fell and return together, then by cell: what
/// carrying the cell there costs, and what rerouting all of it adds. One a thread; <see cref="YearTable"/> reads them.
/// </summary>
internal sealed class YearRows(int cells)
{
    private readonly Dictionary<(int Down, int Group), Row> _rows = [];

    /// <summary>By cell, what it costs a year to reach none of it.</summary>
    public double[] Standing { get; } = new double[cells];

    /// <summary>The rows in order of their channels, whatever came first.</summary>
    public IReadOnlyList<(int Down, int Group, Row Row)> InOrder =>
        [
            .. _rows
                .OrderBy(r => r.Key.Down)
                .ThenBy(r => r.Key.Group)
                .Select(r => (r.Key.Down, r.Key.Group, r.Value)),
        ];

    /// <summary>Adds the stretch that a kernel walked and priced last.</summary>
    public void Add(LossKernel kernel, Downtime stretch, double weight)
    {
        for (var g = 0; g < kernel.Groups; g++)
        {
            var row = RowOf(stretch.DownMask, kernel.ChannelsOf(g));
            DemandTable.AddTo(row.Carried, kernel.OfCarried(g), weight * stretch.Weight);
            kernel.AddLeastSwitched(g, weight * stretch.Weight, row.Switched);
        }
    }

    /// <summary>Adds other rows.</summary>
    public void Add(YearRows others)
    {
        foreach (var ((down, group), other) in others._rows)
        {
            var row = RowOf(down, group);
            DemandTable.AddTo(row.Carried, other.Carried, 1);
            DemandTable.AddTo(row.Switched, other.Switched, 1);
        }
        DemandTable.AddTo(Standing, others.Standing, 1);
    }

    private Row RowOf(int down, int group)
    {
        if (_rows.TryGetValue((down, group), out var known))
            return known;
        var row = new Row(new double[cells], new double[cells]);
        _rows.Add((down, group), row);
        return row;
    }

    /// <summary>By cell: carried on channels down, and what rerouting all of that adds (mostly less than 0).</summary>
    internal readonly record struct Row(double[] Carried, double[] Switched);
}
