using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace RiskLens.App.Tests.Reports.Figures;

/// <summary>A run of text that a reader of the report sees: a paragraph, a cell, or a text of a chart.</summary>
/// <param name="Chart">Number of the chart that it stands in; 0 for none.</param>
/// <param name="X">Where it stands in its chart.</param>
internal sealed partial record ReportBlock(int Page, string Tag, string Text, int Chart, double X, double Y)
{
    private static readonly HashSet<string> Blocks = new(
        "p td th li h1 h2 h3 h4 tr figcaption div dt dd section text svg table figure header footer ol ul dl code main body".Split(
            ' '
        ),
        StringComparer.Ordinal
    );

    /// <summary>What is visible of a report; titles and descriptions that only screen readers tell are left out.</summary>
    public static IReadOnlyList<ReportBlock> Of(string html)
    {
        var blocks = new List<ReportBlock>();
        var text = new StringBuilder();
        var (page, chart, tag, x, y) = (0, 0, "", 0.0, 0.0);
        var inChart = false;
        void Flush()
        {
            var read = Blank().Replace(WebUtility.HtmlDecode(text.ToString()), " ").Trim(' ');
            text.Clear();
            if (read.Length > 0 && page > 0)
                Add(blocks, new ReportBlock(page, tag, read, inChart ? chart : 0, x, y));
        }
        foreach (Match match in Parts().Matches(Hidden().Replace(html, "")))
        {
            var part = match.Value;
            if (part[0] != '<')
            {
                text.Append(part);
                continue;
            }
            var name = Name().Match(part).Value.TrimStart('<', '/');
            if (!Blocks.Contains(name))
                continue;
            Flush();
            var opens = part[1] != '/';
            (tag, x, y) = (opens ? name : "", Number(part, "x"), Number(part, "y"));
            if (name == "svg")
                (inChart, chart) = (opens, chart + (opens ? 1 : 0));
            if (part.StartsWith("<section class=\"page", StringComparison.Ordinal))
                page++;
        }
        Flush();
        return blocks;
    }

    /// <summary>A chart's text that goes on in the next line is one.</summary>
    private static void Add(List<ReportBlock> blocks, ReportBlock block)
    {
        const double LineHeight = 13;
        if (
            blocks.Count > 0
            && blocks[^1] is var last
            && block.Chart > 0
            && (last.Chart, last.X) == (block.Chart, block.X)
            && block.Y - last.Y is > 0 and <= LineHeight
            && last.Text.Any(char.IsLetter)
            && (block.Text.Any(char.IsLetter) || Year().IsMatch(block.Text))
        )
            blocks[^1] = last with { Text = $"{last.Text} {block.Text}", Y = block.Y };
        else
            blocks.Add(block);
    }

    private static double Number(string tag, string attribute) =>
        Regex.Match(tag, $" {attribute}=\"([-0-9.]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1))
            is { Success: true } found
            ? double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex("<[^>]*>|[^<]+", RegexOptions.None, 5000)]
    private static partial Regex Parts();

    [GeneratedRegex("^</?[a-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(
        "<head>.*?</head>|<style.*?</style>|<title>.*?</title>|<desc>.*?</desc>",
        RegexOptions.Singleline,
        5000
    )]
    private static partial Regex Hidden();

    [GeneratedRegex("^[0-9]{4}$", RegexOptions.None, 1000)]
    private static partial Regex Year();

    [GeneratedRegex("[ \r\n\t]+", RegexOptions.None, 1000)]
    private static partial Regex Blank();
}
