using System.Globalization;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>Which column of a table holds what, by index; -1 where the table does not have it.</summary>
internal sealed class DelimitedColumns
{
    private static readonly TableField[] Fields = Enum.GetValues<TableField>();

    private readonly int[] _columns = Enumerable.Repeat(-1, Fields.Length).ToArray();
    private readonly ColumnEvidence[] _how = new ColumnEvidence[Fields.Length];

    public int Time => this[TableField.Time];

    /// <summary>A column with the day alone, for tables that keep day and time apart.</summary>
    public int Day => this[TableField.Day];
    public int Contact => this[TableField.Contact];
    public int From => this[TableField.From];
    public int To => this[TableField.To];
    public int Channel => this[TableField.Channel];
    public int Direction => this[TableField.Direction];
    public int Purpose => this[TableField.Purpose];
    public int Account => this[TableField.Account];
    public int Category => this[TableField.Category];
    public int Id => this[TableField.Id];
    public int Status => this[TableField.Status];
    public int Amount => this[TableField.Amount];
    public int Body => this[TableField.Body];

    /// <summary>The direction of every row, where the profile says so and no column does.</summary>
    public Direction? EveryRow { get; private set; }

    /// <summary>What "yes" in the direction column means, where it is a column of yes and no; else null.</summary>
    public Direction? Yes { get; private set; }

    /// <summary>Whether there is somebody.</summary>
    public bool HaveSomebody => Contact >= 0 || From >= 0 || To >= 0;

    /// <summary>Whether a message can be made of a row: it has a time and somebody.</summary>
    public bool AreEnough => Time >= 0 && HaveSomebody;

    /// <summary>How many fields have a column.</summary>
    public int Count => _columns.Count(column => column >= 0);

    /// <summary>The column of a field.</summary>
    public int this[TableField field] => _columns[(int)field];

    /// <summary>How the column of a field was found.</summary>
    public ColumnEvidence How(TableField field) => _how[(int)field];

    /// <summary>Whether a column stands for a field already.</summary>
    public bool Uses(int column) => _columns.Contains(column);

    /// <summary>Lets a column stand for a field.</summary>
    public void Set(TableField field, int column, ColumnEvidence how) =>
        (_columns[(int)field], _how[(int)field]) = (column, how);

    /// <summary>The columns that go by their header; none where there is no header.</summary>
    public static DelimitedColumns Named(IReadOnlyList<string> headers) =>
        Find(headers, headers.Count, profile: null);

    /// <summary>
    /// Finds the columns that the profile names and, for the other fields, those with a usual name. A profile that
    /// names a column which is not there is refused.
    /// </summary>
    /// <param name="headers">Names of the columns; empty where the table has no header.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="profile">The user's word, or null.</param>
    public static DelimitedColumns Find(IReadOnlyList<string> headers, int width, ColumnProfile? profile)
    {
        var names = new HeaderNames(headers);
        var columns = new DelimitedColumns();
        foreach (var field in Fields)
        {
            if (profile?[field] is { } given)
                columns.Give(field, given, names, width);
        }
        foreach (var field in Fields)
        {
            if (columns[field] < 0 && !columns.IsSettled(field, profile))
                columns.Guess(field, names);
        }
        // "De; A" and "De; À" are from and to; alone, a letter names nothing.
        if (
            columns.From >= 0
            && columns.To < 0
            && !columns.IsSettled(TableField.To, profile)
            && names.Folded("a") is var to and >= 0
        )
            columns.Set(TableField.To, to, ColumnEvidence.Name);
        // One column cannot be both the moment and the day of it.
        if (columns.Day == columns.Time)
            columns.Set(TableField.Day, -1, ColumnEvidence.Name);
        if (columns.Direction < 0 && columns.EveryRow is null)
            columns.FindYesAndNo(names);
        return columns;
    }

    /// <summary>What the columns are, for a person to look at.</summary>
    /// <param name="headers">Names of the columns; empty where the table has no header.</param>
    /// <param name="rowsAbove">Rows before the first row of data.</param>
    public ColumnProposal Propose(IReadOnlyList<string> headers, int rowsAbove) =>
        new(
            [
                .. Fields
                    .Where(field => this[field] >= 0)
                    .Select(field => new ProposedColumn(
                        field,
                        this[field] + 1,
                        this[field] < headers.Count ? headers[this[field]].Trim() : null,
                        How(field)
                    )),
            ],
            rowsAbove,
            headers.Count > 0,
            headers.Count > 0 ? ColumnProposal.HeaderOf(headers) : null,
            EveryRow
        );

    private void Give(TableField field, string given, HeaderNames names, int width)
    {
        if (names.Exactly(given) is var column and >= 0)
            Set(field, column, ColumnEvidence.Profile);
        else if (field == TableField.Direction && TableWords.TryDirection(given, out var direction))
            EveryRow = direction;
        else if (
            int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= width
        )
            Set(field, number - 1, ColumnEvidence.Profile);
        else
            throw new RiskLensException(
                $"The table has no column '{given}', which the column profile names.",
                "Correct the profile, or give the file that it was made for; a column without a name is named by its number, from 1."
            );
    }

    /// <summary>Whether the user's word on other fields leaves nothing to guess for this one.</summary>
    private bool IsSettled(TableField field, ColumnProfile? profile) =>
        field switch
        {
            TableField.Day => profile?.Time is not null,
            TableField.Contact => profile?.From is not null || profile?.To is not null,
            TableField.From or TableField.To => profile?.Contact is not null,
            TableField.Direction => EveryRow is not null,
            _ => false,
        };

    private void Guess(TableField field, HeaderNames names)
    {
        foreach (var name in TableNames.Of(field))
        {
            if (names.Folded(name) is not (var column and >= 0))
                continue;
            // What the user gave to one field is not guessed for another.
            if (!Fields.Any(other => this[other] == column && How(other) == ColumnEvidence.Profile))
                Set(field, column, ColumnEvidence.Name);
            return;
        }
    }

    private void FindYesAndNo(HeaderNames names)
    {
        foreach (var (words, meaning) in YesAndNo)
        {
            foreach (var name in words)
            {
                if (names.Folded(name) is not (var column and >= 0))
                    continue;
                Set(TableField.Direction, column, ColumnEvidence.Name);
                Yes = meaning;
                return;
            }
        }
    }

    private static readonly (IReadOnlyList<string> Words, Direction Meaning)[] YesAndNo =
    [
        (TableNames.CameIn, Messages.Direction.In),
        (TableNames.WentOut, Messages.Direction.Out),
    ];
}
