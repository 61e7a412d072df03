using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RiskLens.App.Reports;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Reports.Figures;

namespace RiskLens.App.Tests.Reports;

/// <summary>A language of the report is one file, and each file is a language's own.</summary>
public sealed partial class LanguageTests
{
    /// <summary>Words that are alike in English and French; a single letter is a unit.</summary>
    private static readonly HashSet<string> Alike = new(
        [
            "million",
            "millions",
            "conversations",
            "contact",
            "contacts",
            "minute",
            "minutes",
            "message",
            "messages",
            "figure",
            "verdict",
            "version",
            "page",
            "pages",
            "catalogue",
            "services",
            "action",
            "VaR",
            "CVaR",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    [Fact]
    public void French_is_not_English_but_for_words_that_are_alike_in_both()
    {
        var (english, french) = (ReportTexts.Of("en"), ReportTexts.Of("fr"));
        Assert.Empty(
            english
                .Where(text =>
                    french[text.Key] == text.Value
                    && !Words(Hole().Replace(text.Value, ""))
                        .All(word => word.Length == 1 || Alike.Contains(word))
                )
                .Select(text => $"{text.Key}: {text.Value}")
        );
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Apostrophes_and_quotation_marks_are_those_of_print(string language) =>
        Assert.Empty(
            ReportTexts.Of(language).Where(text => text.Value.IndexOfAny(['\'', '"']) >= 0).ToList()
        );

    [Fact]
    public void French_has_a_narrow_unbreakable_space_before_high_marks_and_inside_guillemets() =>
        Assert.Empty(ReportTexts.Of("fr").Where(text => WrongSpace().IsMatch(text.Value)).ToList());

    [Fact]
    public void English_has_no_space_before_a_mark() =>
        Assert.Empty(
            ReportTexts
                .Of("en")
                .Where(text =>
                    Regex.IsMatch(text.Value, @"\w\s[;:!?%]", RegexOptions.None, TimeSpan.FromSeconds(1))
                )
                .ToList()
        );

    [Theory]
    [InlineData("en", "USD", "USD\u00a01,234,567")]
    [InlineData("en", "XOF", "XOF\u00a01,234,567")]
    [InlineData("en", "NGN", "NGN\u00a01,234,567")]
    [InlineData("fr", "USD", "1\u202f234\u202f567\u00a0$\u00a0US")]
    [InlineData("fr", "XOF", "1\u202f234\u202f567\u00a0FCFA")]
    [InlineData("fr", "NGN", "1\u202f234\u202f567\u00a0NGN")]
    public void Every_currency_has_its_place_and_its_spaces_do_not_break(
        string language,
        string currency,
        string written
    ) => Assert.Equal(written, Measure.Money(ReportLanguage.Of(language), currency).Full(1_234_567));

    [Fact]
    public void No_text_is_left_that_nothing_asks_for()
    {
        var sources = string.Join(
            '\n',
            Directory
                .EnumerateFiles(
                    Path.Combine(ReportTexts.Folder, "..", ".."),
                    "*",
                    SearchOption.AllDirectories
                )
                .Where(path => Path.GetExtension(path) is ".cs" or ".razor")
                .Select(File.ReadAllText)
        );
        var literals = Literal()
            .Matches(sources)
            .Select(m => m.Groups["text"].Value)
            .ToHashSet(StringComparer.Ordinal);
        var begun = literals
            .Where(l => l.Contains('.', StringComparison.Ordinal))
            .Select(l => l.TrimEnd('.') + ".")
            .Concat(Asking().Matches(sources).Select(m => m.Groups["text"].Value + "."))
            .Concat(Counting().Matches(sources).Select(m => $"count.{m.Groups["text"].Value}."))
            .Concat(["weekday.", "month.", "month_short."])
            .ToHashSet(StringComparer.Ordinal);
        Regex[] filled =
        [
            .. literals
                .Where(l => l.Contains('{', StringComparison.Ordinal))
                .Select(l => new Regex(
                    "^"
                        + Regex.Replace(
                            Regex.Escape(l),
                            @"\\\{[^}]*}",
                            ".+",
                            RegexOptions.None,
                            TimeSpan.FromSeconds(1)
                        )
                        + "$",
                    RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                ))
                .Where(r => r.ToString().Length > 6),
        ];
        Assert.Empty(
            ReportTexts
                .Of("en")
                .Keys.Where(key =>
                    !literals.Contains(key)
                    && !begun.Any(b => key.StartsWith(b, StringComparison.Ordinal))
                    && !Array.Exists(filled, r => r.IsMatch(key))
                )
                .ToList()
        );
    }

    /// <summary>
    /// A language made up here: English with every letter of its sentences as an o with a stroke. What a report in it still
    /// says in plain letters does not come from its file.
    /// </summary>
    [Fact]
    public async Task A_third_language_is_one_file_and_no_word_of_the_report_comes_from_elsewhere()
    {
        var texts = ReportTexts.Of("en").ToDictionary(text => text.Key, text => Veiled(text.Key, text.Value));
        texts["format.decimal"] = "\u00b7";
        texts["format.group"] = "_";
        await using var file = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(texts));
        var language = ReportLanguage.Read("xx", file);
        foreach (var study in new[] { SampleStudy.Make(), DemoStudy.Stored })
        {
            var html = await new WriteReport().RenderAsync(study, language);
            Assert.Contains("<html lang=\"xx\"", html, StringComparison.Ordinal);
            var document = StudyNumbers.Of(StudyJson.Write(study));
            var known = Words(string.Join(' ', document.Texts.Values))
                .Concat(["risklens", "assumptions", "review", "set", "source", "XAF", "SHA"])
                .ToHashSet(StringComparer.Ordinal);
            var blocks = ReportBlock.Of(html);
            Assert.True(blocks.Count(b => b.Text.Contains('ø', StringComparison.Ordinal)) > 200);
            Assert.Empty(
                blocks
                    .SelectMany(b => Words(b.Text).Select(word => (b.Page, Word: word, b.Text)))
                    .Where(w =>
                        w.Word.Length > 2
                        && !w.Word.Contains('ø', StringComparison.Ordinal)
                        && !known.Contains(w.Word)
                        && !known.Any(k => k.StartsWith(w.Word, StringComparison.Ordinal))
                    )
                    .ToList()
            );
            Assert.Contains("1_2", html, StringComparison.Ordinal);
        }
    }

    private static string Veiled(string key, string text)
    {
        if (key is "format.plural")
            return text;
        var veiled = new StringBuilder();
        var inHole = false;
        foreach (var letter in text)
        {
            inHole = letter == '{' || (inHole && letter != '}');
            veiled.Append(!inHole && char.IsLetter(letter) ? 'ø' : letter);
        }
        return veiled.ToString();
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"\p{L}+", RegexOptions.None, 5000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\{[A-Za-z0-9_]+\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex(@"[^\u202f][;:!?%»](?=[\s),.]|$)|«[^\u202f]", RegexOptions.None, 1000)]
    private static partial Regex WrongSpace();

    [GeneratedRegex(@"""(?<text>[a-z0-9_.{}()\[\]A-Z+ ]+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bWord\(\s*""(?<text>[a-z_.]+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Asking();

    [GeneratedRegex(@"\bCount\(\s*""(?<text>[a-z_]+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Counting();
}
