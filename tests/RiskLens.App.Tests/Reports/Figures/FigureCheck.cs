using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RiskLens.App.Tests.Reports.Figures;

/// <summary>How a figure of the report was found to be right.</summary>
internal enum FigureKind
{
    /// <summary>A number of the document.</summary>
    Stored,

    /// <summary>Derived from the document by a named rule.</summary>
    Derived,

    /// <summary>A date or a clock time of the document, on the company's clock.</summary>
    Time,

    /// <summary>Digits of a text of the document: an id, a version, a source.</summary>
    Text,

    /// <summary>A label of an axis: a position, evenly spaced, not a result.</summary>
    Axis,

    /// <summary>Digits of the language's own sentences: 80 %, 24 hours, page 12.</summary>
    Word,

    /// <summary>The number of a page, a row or a mark.</summary>
    Ordinal,

    /// <summary>Nothing in the document explains it.</summary>
    Unexplained,
}

/// <summary>One figure and how it was explained.</summary>
internal sealed record CheckedFigure(ReportBlock Block, PrintedFigure Figure, FigureKind Kind, string Rule)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"page {Block.Page}: '{Figure.Text}' in '{Block.Text}'");
}

/// <summary>
/// Looks every figure of a report up in the study's document. Nothing of the product's code is used: the text is parsed
/// anew, the document is read as JSON, the sentences' own digits come from the language's file.
/// </summary>
internal sealed class FigureCheck
{
    private const double Margin = 1e-9;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly StudyNumbers _study;
    private readonly string _language;
    private readonly IReadOnlyList<string> _sentences;
    private readonly string[] _texts;
    private readonly ReportTimes _times;
    private readonly Regex _more;
    private readonly double[][] _stored;
    private readonly (string Rule, double Value)[][] _derived;

    /// <summary>Binds a document to a language's file.</summary>
    public FigureCheck(StudyNumbers study, string language, string languageFile)
    {
        (_study, _language) = (study, language);
        _times = new ReportTimes(study, language);
        using var file = JsonDocument.Parse(languageFile);
        _sentences =
        [
            .. file
                .RootElement.EnumerateObject()
                .SelectMany(text =>
                    Regex.Split(text.Value.GetString()!, @"\{[a-z0-9_]+\}", RegexOptions.IgnoreCase, Patience)
                )
                .Where(piece =>
                    piece.Any(char.IsAsciiDigit)
                    && piece.Count(c => !char.IsAsciiDigit(c) && !char.IsWhiteSpace(c)) >= 3
                )
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(piece => piece.Length),
        ];
        // How many rows a table has room for is the layout's; of how many is checked.
        _more = new Regex(
            "^"
                + Regex
                    .Escape(file.RootElement.GetProperty("table.more").GetString()!)
                    .Replace(@"\{shown}", @"(?<shown>\d+)", StringComparison.Ordinal)
                    .Replace(@"\{all}", @"\d+", StringComparison.Ordinal)
                + "$",
            RegexOptions.None,
            Patience
        );
        _texts =
        [
            .. study
                .Texts.Where(t => !t.Key.EndsWith(".law", StringComparison.Ordinal))
                .Select(t => t.Value)
                .Where(t => t.Length >= 5 && t.Any(char.IsAsciiDigit))
                .Distinct(),
        ];
        _stored = [.. Enumerable.Range(0, 13).Select(page => Sorted(FigureRules.Stored(study, page)))];
        _derived = [.. Enumerable.Range(0, 13).Select(page => FigureRules.Derived(study, page).ToArray())];
    }

    /// <summary>Every figure of a report, in its order.</summary>
    public IReadOnlyList<CheckedFigure> Of(string html)
    {
        var blocks = ReportBlock.Of(html);
        var axes = AxisLabels.Of(blocks, _language);
        return [.. blocks.SelectMany(block => Of(block, axes.Contains(block)))];
    }

    private IEnumerable<CheckedFigure> Of(ReportBlock block, bool isAxis)
    {
        var known = new List<(int Start, int End, FigureKind Kind, string Rule)>();
        if (
            block.Text.Any(char.IsLetter)
            && block.Text.Length >= 5
            && Array.Exists(_texts, t => t.Contains(block.Text, StringComparison.Ordinal))
        )
            known.Add((0, block.Text.Length, FigureKind.Text, "text"));
        if (_more.Match(block.Text) is { Success: true } more)
            known.Add(
                (
                    0,
                    more.Groups["shown"].Index + more.Groups["shown"].Length,
                    FigureKind.Ordinal,
                    "rows shown"
                )
            );
        foreach (var (start, end) in TextsIn(block.Text))
            known.Add((start, end, FigureKind.Text, "text"));
        known.AddRange(
            _times
                .In(block.Text)
                .Select(t => (t.Start, t.End, t.Right ? FigureKind.Time : FigureKind.Unexplained, "time"))
        );
        foreach (var sentence in _sentences)
        {
            for (
                var at = block.Text.IndexOf(sentence.Trim(), StringComparison.Ordinal);
                at >= 0;
                at = block.Text.IndexOf(sentence.Trim(), at + 1, StringComparison.Ordinal)
            )
                known.Add((at, at + sentence.Trim().Length, FigureKind.Word, sentence.Trim()));
        }
        foreach (var figure in PrintedFigure.In(block.Text, _language))
        {
            var of = known.Find(k => k.Start <= figure.Start && figure.Start < k.End);
            if (of.End > 0)
                yield return new CheckedFigure(block, figure, of.Kind, of.Rule);
            else if (isAxis)
                yield return new CheckedFigure(block, figure, FigureKind.Axis, "axis");
            else if (block.Tag == "h2" && figure.Start == 0)
                yield return new CheckedFigure(
                    block,
                    figure,
                    figure.Value == block.Page ? FigureKind.Ordinal : FigureKind.Unexplained,
                    "page"
                );
            else
                yield return Explained(block, figure);
        }
    }

    private CheckedFigure Explained(ReportBlock block, PrintedFigure figure)
    {
        if (Holds(_stored[block.Page], figure))
            return new CheckedFigure(block, figure, FigureKind.Stored, "");
        var rule = _derived[block.Page].FirstOrDefault(d => figure.Says(d.Value)).Rule;
        return new CheckedFigure(
            block,
            figure,
            rule is null ? FigureKind.Unexplained : FigureKind.Derived,
            rule ?? ""
        );
    }

    /// <summary>Whether the document holds a number that a figure of this page rounds from.</summary>
    public bool Explains(int page, PrintedFigure figure) =>
        Holds(_stored[page], figure) || Array.Exists(_derived[page], d => figure.Says(d.Value));

    private static bool Holds(double[] sorted, PrintedFigure figure)
    {
        var reach = (figure.Steps.Max() * (0.5 + Margin)) + (figure.Percent ? 0.002 : 0);
        var from = Array.BinarySearch(sorted, figure.Value - reach);
        for (var i = from < 0 ? ~from : from; i < sorted.Length && sorted[i] <= figure.Value + reach; i++)
        {
            if (figure.Says(sorted[i]))
                return true;
        }
        return false;
    }

    private static double[] Sorted(IEnumerable<double> values) => [.. values.Distinct().Order()];

    /// <summary>Where texts of the document stand, in full or cut off behind their eighth letter.</summary>
    private IEnumerable<(int Start, int End)> TextsIn(string block)
    {
        foreach (var text in _texts)
        {
            var head = text[..Math.Min(8, text.Length)];
            for (
                var at = block.IndexOf(head, StringComparison.Ordinal);
                at >= 0;
                at = block.IndexOf(head, at + 1, StringComparison.Ordinal)
            )
            {
                var length = head.Length;
                while (
                    length < text.Length && at + length < block.Length && block[at + length] == text[length]
                )
                    length++;
                yield return (at, at + length);
            }
        }
    }
}
