namespace RiskLens.Engine.Messages;

/// <summary>What the cells of one column have in common, over the sample of a table.</summary>
internal sealed class ColumnContent
{
    private const double Filled = 0.9;
    private const int FewestNumbers = 10;

    /// <summary>A damaged row among many does not hide what a column is.</summary>
    private const double Nearly = 0.95;

    /// <summary>A log is written in order of time, one way or the other, with few late rows.</summary>
    private const double Ordered = 0.9;

    private readonly List<string> _cells;
    private readonly int _rows;

    public ColumnContent(int column, IReadOnlyList<string[]> sample)
    {
        Column = column;
        _rows = sample.Count;
        _cells =
        [
            .. sample
                .Where(row => column < row.Length)
                .Select(row => row[column].Trim())
                .Where(cell => cell.Length > 0 && !TableWords.IsNothing(cell)),
        ];
        Values = _cells.ToHashSet(StringComparer.Ordinal);
    }

    public int Column { get; }

    /// <summary>The distinct values.</summary>
    public IReadOnlySet<string> Values { get; }

    /// <summary>Values by row, as far as all rows are filled: to compare columns with one another.</summary>
    public IReadOnlyList<string> Cells => _cells;

    public bool IsFilled => _cells.Count > 0 && _cells.Count >= Filled * _rows;

    public bool IsOnceEach => Values.Count == _cells.Count;

    /// <summary>The cells are full moments; of plain numbers only where there are many and they run one way.</summary>
    public bool AreMoments =>
        IsFilled && Most(TableCells.IsMoment) && (!Most(c => TableCells.IsNumber(c)) || RunOneWay());

    public bool AreDays => IsFilled && Most(cell => TableCells.Read(cell, out _) == TimeOutcome.NoHour);

    public bool AreTimesOfDay => IsFilled && Most(TableCells.IsTimeOfDay);

    public bool AreAddresses => IsFilled && Most(TableCells.IsAddress) && !Most(TableCells.IsMoment);

    public bool AreIdentifiers => IsFilled && Most(TableCells.IsIdentifier);

    public bool AreNumbers => IsFilled && Most(cell => TableCells.IsNumber(cell));

    public bool AreMoney => _cells.Count > 0 && All(TableCells.IsMoney);

    /// <summary>Words for in and words for out, both seen: one of them alone could be a status.</summary>
    public bool AreDirections =>
        IsFilled
        && All(cell => TableWords.TryDirection(cell, out _))
        && Values.Select(DirectionOf).Distinct().Count() == 2;

    public bool AreStatuses => _cells.Count > 0 && All(cell => TableWords.IsStatus(cell));

    /// <summary>Sentences, most of them different.</summary>
    public bool AreTexts =>
        _cells.Count > 0
        && Values.Count > _cells.Count / 2
        && _cells.Average(cell => (double)cell.Count(letter => letter == ' ')) >= 1.5;

    /// <summary>Short names without sense of their own: neither status nor direction.</summary>
    public bool AreNicknames =>
        IsFilled
        && Values.Count >= 2
        && !AreStatuses
        && All(cell => cell.Length <= 40 && cell.Any(char.IsLetter) && !TableWords.TryDirection(cell, out _));

    public bool AreChannels(IReadOnlySet<string> channels) =>
        IsFilled && Values.Select(Folded.Of).All(channels.Contains);

    private bool Most(Predicate<string> test) => _cells.Count(cell => test(cell)) >= Nearly * _cells.Count;

    private bool All(Predicate<string> test) => _cells.TrueForAll(test);

    private static Direction DirectionOf(string cell)
    {
        TableWords.TryDirection(cell, out var direction);
        return direction;
    }

    private bool RunOneWay()
    {
        if (_cells.Count < FewestNumbers)
            return false;
        var times = _cells.ConvertAll(cell =>
            TableCells.Read(cell, out var time) == TimeOutcome.Read ? time : 0
        );
        var steps = times.Zip(times.Skip(1), (before, after) => after.CompareTo(before)).ToList();
        return steps.Count(step => step >= 0) >= Ordered * steps.Count
            || steps.Count(step => step <= 0) >= Ordered * steps.Count;
    }
}
