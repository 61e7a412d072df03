using System.Globalization;
using System.IO.Compression;
using System.Text;
using RiskLens.App.Companies;
using RiskLens.App.Reports.Charts;
using RiskLens.App.Studies;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Reports;

/// <summary>
/// Writes what a report is drawn from beside it: a zip of one CSV a chart, the register of assumptions, the study's
/// document and a README. The same study gives the same bytes.
/// </summary>
/// <param name="report">Renders the pages that the charts stand on.</param>
public sealed class WriteData(WriteReport report)
{
    // With the mark Excel reads accents and francs right wherever it is set to; other programs skip it.
    private static readonly UTF8Encoding Marked = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Writes the bundle and tells its path.</summary>
    public async Task<string> RunAsync(
        Study study,
        string language,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var words = new StudyWords(study, ReportLanguage.Of(language));
        var drawn = new DrawnCharts();
        var html = await report.RenderAsync(study, words.Language, drawn: drawn);
        var path = Path.Combine(folder, WriteReport.NameOf(study, words.Language) + "-data.zip");
        Directory.CreateDirectory(folder);
        await WriteReport.WriteWholeAsync(path, Zip(words, drawn.In(html)), cancellationToken);
        return path;
    }

    private static byte[] Zip(StudyWords words, IReadOnlyList<(int Page, int Figure, Chart Chart)> charts)
    {
        var names = Names(charts);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var at = StudyWords.Utc(words.Study.Settings.AsOf);
            void Add(string name, string text, Encoding encoding)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = at;
                using var stream = new StreamWriter(entry.Open(), encoding);
                stream.Write(text);
            }
            Add("README.txt", Readme(words, charts, names), Marked);
            foreach (var ((_, _, chart), name) in charts.Zip(names))
                Add(name, Csv(ChartTables.Of(chart)), Marked);
            Add("assumptions.csv", Csv(Assumptions(words)), Marked);
            Add("study.json", StudyJson.Write(words.Study), new UTF8Encoding(false));
            if (words.Study.Changes is { } changes)
                Add("changes.json", StudyJson.Write(changes), new UTF8Encoding(false));
        }
        return bytes.ToArray();
    }

    private static string Csv(ChartTable table)
    {
        var text = new StringBuilder().AppendRow(table.Columns);
        foreach (var row in table.Rows)
            text.AppendRow(row);
        return text.ToString();
    }

    private static ChartTable Assumptions(StudyWords words) =>
        new(
            ["key", "name", "law", "low", "central", "high", "unit", "origin", "source", "owner", "date"],
            [
                .. words.Study.Assumptions.Select(a =>
                    (IReadOnlyList<object?>)
                        [
                            a.Key,
                            words.Names.Assumption(a.Key),
                            a.Law,
                            a.Low,
                            a.Central,
                            a.High,
                            a.Unit,
                            a.Origin,
                            a.Source,
                            a.Owner,
                            a.Date,
                        ]
                ),
            ]
        );

    /// <summary>Page, the figure's number in the report and its kind: page-03-figure-04-line-band-chart.csv.</summary>
    private static string[] Names(IReadOnlyList<(int Page, int Figure, Chart Chart)> charts) =>
        [
            .. charts.Select(c =>
            {
                var figure = c.Figure > 0 ? FormattableString.Invariant($"figure-{c.Figure:00}-") : "";
                return FormattableString.Invariant(
                    $"page-{c.Page:00}-{figure}{Kebab(c.Chart.GetType().Name)}.csv"
                );
            }),
        ];

    private static string Kebab(string name) =>
        string.Concat(
            name.Select(
                (c, i) =>
                    char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()
            )
        );

    private static string Readme(
        StudyWords words,
        IReadOnlyList<(int Page, int Figure, Chart Chart)> charts,
        string[] names
    )
    {
        var (study, text) = (words.Study, words.Language);
        string[] lines =
        [
            text.Text("document.title", ("company", words.Company)),
            "",
            $"{text["made.study"]}: {study.Id}",
            string.Create(CultureInfo.InvariantCulture, $"{text["made.seed"]}: {study.Seed}"),
            $"{text["made.version"]}: {study.EngineVersion}",
            $"{text["made.as_of"]}: {words.Moment(study.Settings.AsOf)} ({study.Company.Zone})",
            "",
            text["data.form"],
            text["data.excel"],
            "",
            .. charts.Zip(names, (c, name) => $"{name}: {c.Chart.Title}"),
            $"assumptions.csv: {text["assumptions.title"]}",
            $"study.json: {text["data.study"]}",
            .. study.Changes is null ? [] : new[] { $"changes.json: {text["changes.title"]}" },
        ];
        return string.Join('\n', lines) + "\n";
    }
}
