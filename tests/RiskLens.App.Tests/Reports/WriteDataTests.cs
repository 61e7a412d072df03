using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RiskLens.App.Reports;
using RiskLens.App.Studies;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Tests.Reports;

/// <summary>The bundle of a report's data, read back without the code that wrote it.</summary>
public sealed class WriteDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("risklens-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_chart_of_the_report_has_a_file_that_names_its_page()
    {
        var study = SampleStudy.Make();
        var files = await FilesAsync(study, "fr");
        var html = await new WriteReport().RenderAsync(study, ReportLanguage.Of("fr"));
        var pages = html.Split("<section class=\"page")[1..];
        Assert.All(
            pages.Select((page, i) => (Charts: page.Split("<svg ").Length - 1, Number: i + 1)),
            page =>
                Assert.Equal(
                    page.Charts,
                    files.Keys.Count(name =>
                        name.StartsWith(
                            string.Create(CultureInfo.InvariantCulture, $"page-{page.Number:00}-"),
                            StringComparison.Ordinal
                        )
                    )
                )
        );
        Assert.True(files.Keys.Count(name => name.StartsWith("page-", StringComparison.Ordinal)) >= 10);
        Assert.Contains(study.Id, files["README.txt"], StringComparison.Ordinal);
        Assert.Contains("8231904117", files["README.txt"], StringComparison.Ordinal);
        Assert.All(
            files.Keys,
            name => Assert.Contains(name, files["README.txt"] + "README.txt", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Values_are_those_of_the_studys_document_to_the_last_digit()
    {
        var study = SampleStudy.Make();
        var files = await FilesAsync(study, "en");
        using var json = JsonDocument.Parse(files["study.json"]);
        Assert.Equal(StudyJson.Write(study), files["study.json"]);

        var curves = Rows(
            files.Single(f => f.Key.EndsWith("exceedance-chart.csv", StringComparison.Ordinal)).Value
        );
        var stored = json
            .RootElement.GetProperty("year")
            .GetProperty("money")
            .GetProperty("exceedance")
            .EnumerateArray()
            .Select(p => p.GetProperty("aggregate").GetDouble());
        Assert.Equal(stored, curves.Skip(1).Take(10).Select(row => Number(row[2])));

        var week = Rows(
            files.Single(f => f.Key.EndsWith("hour-of-week-heat-map.csv", StringComparison.Ordinal)).Value
        );
        Assert.Equal(
            json.RootElement.GetProperty("scenario")
                .GetProperty("byStartingHour")
                .EnumerateArray()
                .Select(h => h.GetProperty("money").GetProperty("mean").GetDouble()),
            week.Skip(1).Select(row => Number(row[^1]))
        );

        var strips = Rows(
            files.Single(f => f.Key.EndsWith("activity-strips.csv", StringComparison.Ordinal)).Value
        );
        Assert.Equal(
            json.RootElement.GetProperty("activity")[3]
                .GetProperty("conversations")
                .EnumerateArray()
                .Select(d => d.ValueKind == JsonValueKind.Null ? "" : d.GetRawText()),
            strips.Skip(1).Select(row => row[2 + 3])
        );
    }

    [Fact]
    public async Task The_whole_register_of_assumptions_is_in_it_and_nothing_of_it_is_a_formula()
    {
        var study = SampleStudy.Make();
        study = study with
        {
            Assumptions =
            [
                .. study.Assumptions,
                new AssumptionUsed(
                    "x.margin",
                    -1.5,
                    0.1,
                    3e20,
                    "XAF",
                    "typed",
                    "=HYPERLINK(\"x\")",
                    "@me",
                    "+1"
                )
                {
                    Law = "uniform(-1.5,3e20)",
                },
            ],
        };
        var rows = Rows((await FilesAsync(study, "fr"))["assumptions.csv"]);
        Assert.Equal(study.Assumptions.Count + 1, rows.Count);
        Assert.Equal(study.Assumptions.Select(a => a.Key), rows.Skip(1).Select(row => row[0]));
        var odd = rows[^1];
        // A number may begin with a sign; a text may not.
        Assert.Equal(["-1.5", "0.1", "3E+20"], odd[3..6]);
        Assert.Equal(["'=HYPERLINK(\"x\")", "'@me", "'+1"], odd[8..]);
    }

    [Fact]
    public async Task The_same_study_gives_the_same_bytes()
    {
        var first = await File.ReadAllBytesAsync(await WriteAsync(SampleStudy.Make(), "en"), Stop);
        var path = await WriteAsync(SampleStudy.Make(), "en");
        Assert.Equal(first, await File.ReadAllBytesAsync(path, Stop));
        // Dated by what the study knows, not by the clock.
        await using var zip = await ZipFile.OpenReadAsync(path, Stop);
        Assert.All(zip.Entries, e => Assert.Equal(new DateTime(2023, 1, 1), e.LastWriteTime.DateTime));
    }

    [Fact]
    public async Task A_study_of_any_kind_has_its_bundle()
    {
        foreach (var (name, study) in ExtremeStudies.All)
            Assert.True((await FilesAsync(study, "en")).ContainsKey("assumptions.csv"), name);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<string> WriteAsync(Study study, string language) =>
        new WriteData(new WriteReport()).RunAsync(study, language, _folder, Stop);

    private async Task<Dictionary<string, string>> FilesAsync(Study study, string language)
    {
        await using var zip = await ZipFile.OpenReadAsync(await WriteAsync(study, language), Stop);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Stop), Encoding.UTF8);
            files.Add(entry.FullName, await reader.ReadToEndAsync(Stop));
        }
        return files;
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static List<string[]> Rows(string csv)
    {
        var rows = new List<string[]>();
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (csv[i] == '"' && quoted && i + 1 < csv.Length && csv[i + 1] == '"')
                field.Append(csv[i++]);
            else if (csv[i] == '"')
                quoted = !quoted;
            else if (quoted || csv[i] is not (',' or '\n'))
                field.Append(csv[i]);
            else
            {
                fields.Add(field.ToString());
                field.Clear();
                if (csv[i] == ',')
                    continue;
                rows.Add([.. fields]);
                fields.Clear();
            }
        }
        return rows;
    }
}
