using System.Collections.Concurrent;
using System.Globalization;
using RiskLens.App.Reports;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Reports.Figures;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Tests.Reports;

/// <summary>
/// Every figure that a report prints is in the study's document, or derived from it by a named rule; and what a page
/// must tell is printed on it.
/// </summary>
public sealed class FiguresTests(ITestOutputHelper output)
{
    private static readonly string[] Studies = ["sample", "demo", "changed"];

    /// <summary>Pushed to where layouts break; what has no room on its page is not asked for.</summary>
    private static readonly string[] Extremes =
    [
        "no-money",
        "nothing-measured",
        "hostile-name",
        "huge",
        "zero",
        "no-channel",
        "one-channel",
        "twelve-channels",
        "thirty-channels",
        "worse-off",
        "long-names",
        "draft",
    ];

    /// <summary>Other values of a number, each clear of its rounding.</summary>
    private static readonly double[] Others = [1.07, 0.93, 1.13];

    private static readonly ConcurrentDictionary<(string, string), Task<Looked>> Kept = new();

    public static TheoryData<string, string> Reports =>
        new(from study in Studies from language in ReportLanguage.Codes select (study, language));

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Every_figure_of_a_report_is_in_the_studys_document(string study, string language)
    {
        var looked = await LookAsync(study, language);
        output.WriteLine(
            string.Join(
                ", ",
                looked
                    .Figures.CountBy(f => f.Kind)
                    .OrderBy(c => c.Key)
                    .Select(c => Invariant($"{c.Key} {c.Value}"))
            )
        );
        Assert.True(
            looked.Figures.Count > 400,
            Invariant($"Only {looked.Figures.Count} figures were found.")
        );
        Assert.Empty(Unexplained(looked));
    }

    [Fact]
    public async Task Every_figure_of_an_extreme_report_is_in_the_studys_document()
    {
        foreach (var study in Extremes)
        {
            foreach (var language in ReportLanguage.Codes)
            {
                var looked = await LookAsync(study, language);
                output.WriteLine(Invariant($"{study} {language}: {looked.Figures.Count}"));
                Assert.Empty(Unexplained(looked));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task What_a_page_must_tell_is_printed_on_it(string study, string language)
    {
        var looked = await LookAsync(study, language);
        var keys = KeyFigures.Of(looked.Study).ToList();
        output.WriteLine(Invariant($"{keys.Count} numbers of the document"));
        Assert.True(keys.Count > 90, Invariant($"Only {keys.Count} were asked for."));
        Assert.Empty(
            keys.Where(k => !KeyFigures.IsPrinted(looked.Figures, k.Page, looked.Study.Numbers[k.Path]))
                .ToList()
        );
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task A_digit_that_is_changed_in_the_report_is_noticed(string language)
    {
        var looked = await LookAsync("demo", language);
        bool IsNoticed(CheckedFigure f) =>
            !looked.Check.Explains(f.Block.Page, WithAnotherDigit(f, language));
        var results = looked.Figures.Where(f => f.Kind is FigureKind.Stored or FigureKind.Derived).ToList();
        foreach (var digits in results.GroupBy(f => Math.Min(6, f.Figure.Digits)).OrderBy(g => g.Key))
            output.WriteLine(
                Invariant($"{digits.Key} digits: {digits.Count(IsNoticed)} of {digits.Count()}")
            );
        var telling = results.Where(f => f.Figure.Digits >= 4).ToList();
        Assert.True(telling.Count > 200);
        Assert.InRange(telling.Count(IsNoticed) / (double)telling.Count, 0.95, 1);
        Assert.InRange(results.Count(IsNoticed) / (double)results.Count, 0.5, 1);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task A_number_that_is_changed_in_the_document_is_noticed(string language)
    {
        var looked = await LookAsync("demo", language);
        var keys = KeyFigures.Of(looked.Study).Where(k => looked.Study.Numbers[k.Path] != 0).ToList();
        // One other value may happen to be what the page prints of another number; two of three do not.
        bool IsNoticed((int Page, string Path) key) =>
            Others.Count(by =>
                !KeyFigures.IsPrinted(looked.Figures, key.Page, looked.Study.Numbers[key.Path] * by)
            ) >= 2;
        output.WriteLine(Invariant($"{keys.Count(IsNoticed)} of {keys.Count}"));
        Assert.Empty(
            keys.Where(k => Math.Abs(looked.Study.Numbers[k.Path]) >= 100_000 && !IsNoticed(k)).ToList()
        );
        Assert.InRange(keys.Count(IsNoticed) / (double)keys.Count, 0.9, 1);
    }

    [Fact]
    public async Task The_years_mean_is_noticed_when_a_digit_of_it_is_changed_and_when_it_is_another()
    {
        var looked = await LookAsync("demo", "en");
        var mean = looked.Study.Numbers["year.money.mean"];
        var printed = mean.ToString("N0", CultureInfo.InvariantCulture);
        Assert.Contains(printed, looked.Html, StringComparison.Ordinal);
        var (middle, digit) = (printed.Length / 2 - 1, printed[printed.Length / 2 - 1]);
        var changed = printed[..middle] + (digit == '9' ? '8' : (char)(digit + 1)) + printed[(middle + 1)..];
        var wrong = looked
            .Check.Of(looked.Html.Replace(printed, changed, StringComparison.Ordinal))
            .Where(f => f.Kind == FigureKind.Unexplained)
            .ToList();
        Assert.Contains(wrong, f => f.Figure.Text == changed && f.Block.Page == 4);
        Assert.True(KeyFigures.IsPrinted(looked.Figures, 1, mean));
        Assert.False(KeyFigures.IsPrinted(looked.Figures, 1, 1.07 * mean));
    }

    private static IEnumerable<string> Unexplained(Looked looked) =>
        looked.Figures.Where(f => f.Kind == FigureKind.Unexplained).Select(f => f.ToString());

    private static PrintedFigure WithAnotherDigit(CheckedFigure figure, string language)
    {
        var (text, at) = (figure.Block.Text, figure.Figure.Start);
        while (!char.IsAsciiDigit(text[at]))
            at++;
        var other = text[at] == '9' ? '8' : (char)(text[at] + 1);
        return PrintedFigure
            .In(text[..at] + other + text[(at + 1)..], language)
            .First(f => f.Start == figure.Figure.Start);
    }

    private static Task<Looked> LookAsync(string study, string language) =>
        Kept.GetOrAdd(
            (study, language),
            async _ =>
            {
                var made = Made(study);
                var numbers = StudyNumbers.Of(
                    study == "demo" ? DemoStudy.Json() : StudyJson.Write(made),
                    made.Changes is { } changes ? StudyJson.Write(changes) : null
                );
                var html = await new WriteReport().RenderAsync(made, ReportLanguage.Of(language));
                var check = new FigureCheck(numbers, language, ReportTexts.TextOf(language));
                return new Looked(numbers, html, check, check.Of(html));
            }
        );

    private static Study Made(string name) =>
        name switch
        {
            "sample" => SampleStudy.Make(),
            "demo" => DemoStudy.Stored,
            "changed" => SampleChanges.Made(),
            _ => ExtremeStudies.All.First(s => s.Name == name).Study,
        };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private sealed record Looked(
        StudyNumbers Study,
        string Html,
        FigureCheck Check,
        IReadOnlyList<CheckedFigure> Figures
    );
}
