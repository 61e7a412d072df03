using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RiskLens.App.Reports;

/// <summary>
/// The report's one style sheet: layout, running header and footer, and the open font where one is installed
/// beside the program (fonts/FAMILY-SUBSET-WEIGHT-STYLE.woff2, as npm's fontsource packages name them).
/// </summary>
public sealed partial class ReportStyle(string? fontsFolder = null)
{
    private const string SystemFaces =
        "\"Segoe UI\", \"Helvetica Neue\", Helvetica, Arial, \"Liberation Sans\", \"Noto Sans\", \"DejaVu Sans\", sans-serif";

    /// <summary>So pale that all the report's text keeps its contrast above it.</summary>
    private static readonly Colour DraftMark = Colour.Parse("#e9edf0");

    /// <summary>Google Fonts' division of the Latin script, which fontsource's files follow.</summary>
    private static readonly Dictionary<string, string> RangeBySubset = new(StringComparer.Ordinal)
    {
        ["latin"] =
            "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
        ["latin-ext"] =
            "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF",
    };

    private readonly string _fontsFolder = fontsFolder ?? Path.Combine(AppContext.BaseDirectory, "fonts");

    /// <summary>The CSS of a report: everything inline, nothing fetched.</summary>
    public string For(StudyWords words, Branding branding, double size)
    {
        var faces = FontFaces();
        var family = faces.Length > 0 ? $"\"RiskLens Text\", {SystemFaces}" : SystemFaces;
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream(
            "RiskLens.App.Reports.report.css"
        )!;
        using var reader = new StreamReader(stream);
        var draft = words.Unreviewed > 0;
        var accent = branding.Accent is { } colour
            ? $":root {{ --accent: {Colour.Parse(colour).ReadableOn(draft ? DraftMark : Colour.White)}; }}\n"
            : "";
        var mark = draft ? Watermark(words.Language) : "";
        return $"{faces}:root {{ --face: {family}; }}\n{reader.ReadToEnd()}\n{accent}{mark}{Margins(words, family)}{Size(size)}";
    }

    /// <summary>
    /// The word across each page, behind its text; made by the style alone and with an empty alternative text, it is no
    /// part of the document's structure.
    /// </summary>
    private static string Watermark(ReportLanguage language) =>
        $$"""
            .page { position: relative; isolation: isolate; }
            .hero { background: none; outline: 1pt solid var(--rule); }
            .page::before { content: {{Quoted(
                language["draft.mark"]
            )}} / ""; position: absolute; z-index: -1; top: 110mm; left: 0; right: 0; text-align: center; font: 700 110pt/1 var(--face); letter-spacing: 0.06em; color: {{DraftMark}}; transform: rotate(-52deg); pointer-events: none; }

            """;

    private static string Size(double size) =>
        size == 1 ? "" : FormattableString.Invariant($"\n@media print {{ .page {{ zoom: {size}; }} }}");

    /// <summary>The running header and footer; page boxes take their text from CSS strings only.</summary>
    private static string Margins(StudyWords words, string family)
    {
        var language = words.Language;
        // What stands on the right needs its room.
        var company = Charts.TextFit.Within(words.Company, 260, 7.6);
        var mark = words.Study.Company.Fictional
            ? language["company.fictional"]
            : language["header.confidential"];
        var page = language.Text("header.page", ("page", "\u0001"), ("pages", "\u0002"));
        var number = Quoted(page)
            .Replace("\u0001", "\" counter(page) \"", StringComparison.Ordinal)
            .Replace("\u0002", "\" counter(pages) \"", StringComparison.Ordinal);
        var text = $"font: 7.6pt {family}; color: #51606e;";
        return $$"""
            @page {
              @top-left { content: {{Quoted(
                $"{company} · {language["header.title"]}"
            )}}; {{text}} white-space: nowrap; }
              @top-right { content: {{Quoted(
                mark
            )}}; {{text}} font-weight: 600; color: #b33a0b; white-space: nowrap; }
              @bottom-left { content: {{Quoted(
                language.Text("header.as_of", ("date", words.Date(words.Study.Coverage.LastHour)))
            )}}; {{text}} white-space: nowrap; }
              @bottom-right { content: {{number}}; {{text}} white-space: nowrap; }
            }
            @page :first { @top-left { content: ""; } }
            """;
    }

    /// <summary>A CSS string in which nothing but plain letters and digits stands unescaped: it cannot end early.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ =
                Rune.IsLetterOrDigit(rune) && rune.IsAscii || rune.Value is ' ' or 1 or 2
                    ? quoted.Append(rune.ToString())
                    : quoted.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:x6} ");
        }

        return quoted.Append('"').ToString();
    }

    private string FontFaces()
    {
        if (!Directory.Exists(_fontsFolder))
            return "";
        var css = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(_fontsFolder, "*.woff2").Order(StringComparer.Ordinal))
        {
            var name = FontFile().Match(Path.GetFileName(path));
            if (!name.Success)
                continue;
            var weight = name.Groups["weight"].Value is "wght" ? "100 900" : name.Groups["weight"].Value;
            var range = RangeBySubset.TryGetValue(name.Groups["subset"].Value, out var known)
                ? $" unicode-range: {known};"
                : "";
            css.Append("@font-face { font-family: \"RiskLens Text\"; ")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"font-style: {name.Groups["style"].Value}; font-weight: {weight};{range} "
                )
                .Append(
                    CultureInfo.InvariantCulture,
                    $"src: url(data:font/woff2;base64,{Convert.ToBase64String(File.ReadAllBytes(path))}) format(\"woff2\"); }}\n"
                );
        }
        return css.ToString();
    }

    [GeneratedRegex(
        @"^.+?-(?<subset>latin-ext|latin)-(?<weight>[1-9]00|wght)-(?<style>normal|italic)\.woff2$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex FontFile();
}
