using System.Globalization;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Finds by what the columns hold those that have no usual name. A guess must be the only one possible: two columns
/// that could be the time, or the contact, are for the user to choose between.
/// </summary>
internal sealed class ColumnGuess
{
    private const int MostNamesShown = 20;
    private const int FewestIds = 20;

    private readonly TableLayout _layout;
    private readonly DelimitedColumns _columns;
    private readonly List<ColumnContent> _contents;

    private ColumnGuess(TableLayout layout, DelimitedColumns columns)
    {
        (_layout, _columns) = (layout, columns);
        _contents =
        [
            .. Enumerable
                .Range(0, layout.Width)
                .Where(column => !columns.Uses(column))
                .Select(column => new ColumnContent(column, layout.Sample)),
        ];
    }

    /// <summary>Completes the columns, and refuses a table of which no message can be made.</summary>
    /// <param name="layout">The table.</param>
    /// <param name="columns">What its names and the user told.</param>
    /// <param name="channels">Channel ids of the catalogue.</param>
    public static void Complete(TableLayout layout, DelimitedColumns columns, IReadOnlySet<string> channels)
    {
        var guess = new ColumnGuess(layout, columns);
        guess.FindTime();
        guess.FindWords(channels);
        if (!columns.HaveSomebody)
            guess.FindSomebody();
        if (layout.Headers.Count == 0)
            guess.FindRest();
        if (!columns.AreEnough)
            throw guess.Refusal(null);
    }

    private void FindTime()
    {
        if (_columns.Time < 0)
        {
            if (Only(TableField.Time, content => content.AreMoments))
                return;
        }
        else if (
            _columns.Day >= 0
            || _columns.How(TableField.Time) == ColumnEvidence.Profile
            || !new ColumnContent(_columns.Time, _layout.Sample).AreDays
        )
        {
            return;
        }
        FindDayAndTime();
    }

    /// <summary>A day in one column and the time of day in another.</summary>
    private void FindDayAndTime()
    {
        var days = _columns.Time >= 0 ? [_columns.Time] : ColumnsWith(content => content.AreDays);
        var times = ColumnsWith(content => content.AreTimesOfDay);
        if (days is not [var day] || times is not [var time])
            return;
        Set(TableField.Day, day);
        Set(TableField.Time, time);
    }

    private void FindWords(IReadOnlySet<string> channels)
    {
        var folded = channels.Select(Folded.Of).ToHashSet(StringComparer.Ordinal);
        if (_columns.Direction < 0 && _columns.EveryRow is null)
            OnlyOrNone(TableField.Direction, content => content.AreDirections);
        if (_columns.Channel < 0)
            OnlyOrNone(TableField.Channel, content => content.AreChannels(folded));
        if (_columns.Status < 0)
            OnlyOrNone(TableField.Status, content => content.AreStatuses);
    }

    private void FindSomebody()
    {
        if (Only(TableField.Contact, content => content.AreAddresses))
            return;
        if (_layout.Headers.Count > 0)
            return;
        if (FindEdges() || FindIdentifiers())
            return;
        FindChat();
    }

    /// <summary>
    /// Edge lists (sender, recipient, time): two columns of numbers or identifiers that name the same people.
    /// </summary>
    private bool FindEdges()
    {
        var people = _contents.FindAll(content =>
            !_columns.Uses(content.Column) && (content.AreNumbers || content.AreIdentifiers)
        );
        if (_layout.Width != 3 || people is not [var first, var second])
            return false;
        var shared = first.Values.Count(second.Values.Contains);
        if (shared * 4 < Math.Min(first.Values.Count, second.Values.Count))
            return false;
        Set(TableField.From, first.Column);
        Set(TableField.To, second.Column);
        return true;
    }

    /// <summary>
    /// Identifiers that come again and again; several columns of them only where each is another name of the same
    /// (a person's number and nickname), and then the first.
    /// </summary>
    private bool FindIdentifiers()
    {
        var people = _contents.FindAll(content =>
            !_columns.Uses(content.Column)
            && content is { AreIdentifiers: true, IsOnceEach: false, Values.Count: > 1 }
        );
        if (people.Count == 0 || !people.TrueForAll(content => AreOneAndTheSame(content, people[0])))
            return false;
        Set(TableField.Contact, people[0].Column);
        return true;
    }

    /// <summary>Time, nickname, text, and nothing else: a chat room.</summary>
    private void FindChat()
    {
        var texts = ColumnsWith(content => content.AreTexts);
        if (_columns.Time < 0 || texts is not [var text])
            return;
        var rest = _contents.FindAll(content => !_columns.Uses(content.Column) && content.Column != text);
        if (rest is [{ AreNicknames: true, IsOnceEach: false } name])
            Set(TableField.Contact, name.Column);
    }

    /// <summary>What serves to tell messages apart; only where no header says what the columns are.</summary>
    private void FindRest()
    {
        OnlyOrNone(
            TableField.Id,
            content => content is { AreIdentifiers: true, IsOnceEach: true, Values.Count: >= FewestIds }
        );
        OnlyOrNone(TableField.Amount, content => content.AreMoney);
        OnlyOrNone(TableField.Body, content => content.AreTexts);
    }

    private static bool AreOneAndTheSame(ColumnContent one, ColumnContent other)
    {
        if (one.Cells.Count != other.Cells.Count)
            return false;
        var pairs = one.Cells.Zip(other.Cells).Distinct().Count();
        return pairs == one.Values.Count && pairs == other.Values.Count;
    }

    private List<int> ColumnsWith(Predicate<ColumnContent> test) =>
        [
            .. _contents
                .Where(content => !_columns.Uses(content.Column) && test(content))
                .Select(content => content.Column),
        ];

    /// <summary>Takes the one column that passes; refuses the table where several do.</summary>
    private bool Only(TableField field, Predicate<ColumnContent> test)
    {
        var columns = ColumnsWith(test);
        if (columns.Count > 1)
            throw Refusal((field, columns));
        OnlyOrNone(field, test);
        return columns.Count == 1;
    }

    private void OnlyOrNone(TableField field, Predicate<ColumnContent> test)
    {
        if (ColumnsWith(test) is [var column])
            Set(field, column);
    }

    private void Set(TableField field, int column) => _columns.Set(field, column, ColumnEvidence.Content);

    /// <summary>Says what is missing or in doubt. Columns are named only where the first row clearly is a header.</summary>
    private RiskLensException Refusal((TableField Field, List<int> Columns)? doubt)
    {
        var headers = _layout.Headers;
        var showing = headers.Count > 0 && !headers.Any(LooksLikeData);
        string NameOf(int column) =>
            showing && column < headers.Count
                ? headers[column].Trim()
                : (column + 1).ToString(CultureInfo.InvariantCulture);
        if (doubt is { } several)
        {
            var field = several.Field == TableField.Time ? "time" : "contact";
            var names = string.Join(", ", several.Columns.Select(NameOf));
            return new RiskLensException(
                $"Several columns of the table could be its {field}: {names}.",
                $"Say which one it is (--map {field}={NameOf(several.Columns[0])} on the command line)."
            );
        }
        if (!showing || _columns.Count == 0)
        {
            return new RiskLensException(
                "The first line of the table does not name a time column and a contact column, and what the columns hold does not tell them.",
                "Name them in the first line, such as time,contact, or say their numbers (--map time=1,contact=2 on the command line)."
            );
        }
        var missing = (_columns.Time >= 0, _columns.HaveSomebody) switch
        {
            (false, false) => "time or contact",
            (false, true) => "time",
            _ => "contact",
        };
        return new RiskLensException(
            $"The table has no {missing} column; its columns are {string.Join(", ", headers.Take(MostNamesShown))}.",
            "Name a time column and a contact column in the first line, such as time,contact, or name the columns (--map on the command line)."
        );
    }

    private static bool LooksLikeData(string name) =>
        name.Length > 40 || name.Contains('@', StringComparison.Ordinal) || name.Count(char.IsAsciiDigit) > 3;
}
