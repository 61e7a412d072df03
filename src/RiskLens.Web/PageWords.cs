using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using RiskLens.App.Reports;

namespace RiskLens.Web;

/// <summary>
/// The words of the pages in one language, from one embedded file, Texts/CODE.json; numbers, dates and names of
/// months are the report's.
/// </summary>
public sealed class PageWords
{
    /// <summary>The cookie that keeps the choice.</summary>
    public const string Cookie = "risklens-language";

    private const string Folder = "RiskLens.Web.Texts.";
    private const string SentenceMark = "sentence: ";
    private static readonly Dictionary<string, PageWords> ByCode = ReportLanguage.Codes.ToDictionary(
        code => code,
        code => new PageWords(code),
        StringComparer.Ordinal
    );

    private readonly Dictionary<string, string> _texts;
    private readonly IReadOnlyList<(Regex Pattern, string Text)> _sentences;

    private PageWords(string code)
    {
        Report = ReportLanguage.Of(code);
        using var stream = typeof(PageWords).Assembly.GetManifestResourceStream($"{Folder}{code}.json")!;
        var all = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
        _texts = all.Where(text => !text.Key.StartsWith(SentenceMark, StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal);
        _sentences =
        [
            .. all.Where(text => text.Key.StartsWith(SentenceMark, StringComparison.Ordinal))
                .Select(text => (PatternOf(text.Key[SentenceMark.Length..]), text.Value)),
        ];
    }

    /// <summary>The languages there are.</summary>
    public static IReadOnlyCollection<string> Codes => ByCode.Keys;

    /// <summary>The code, such as en.</summary>
    public string Code => Report.Code;

    /// <summary>The conventions for numbers, money, hours and dates.</summary>
    public ReportLanguage Report { get; }

    /// <summary>Every key but those of the program's sentences.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>The text of a key; a key that is not in the file is a fault of the program.</summary>
    public string this[string key] =>
        _texts.TryGetValue(key, out var text)
            ? text
            : throw new KeyNotFoundException($"The page's text '{key}' is missing in {Code}.json.");

    /// <summary>A language by its code.</summary>
    public static PageWords Of(string code) => ByCode[code];

    /// <summary>The language kept in the cookie, else the first that the browser asks for, else English.</summary>
    public static PageWords Chosen(IHttpContextAccessor accessor)
    {
        var request = accessor.HttpContext?.Request;
        if (request?.Cookies[Cookie] is { } kept && ByCode.TryGetValue(kept, out var words))
            return words;
        var wanted = request?.GetTypedHeaders().AcceptLanguage ?? [];
        return wanted
                .OrderByDescending(language => language.Quality ?? 1)
                .Select(language =>
                    ByCode.GetValueOrDefault(language.Value.ToString().Split('-')[0].ToLowerInvariant())
                )
                .FirstOrDefault(found => found is not null)
            ?? ByCode["en"];
    }

    /// <summary>A text with its {holes} filled.</summary>
    public string Text(string key, params ReadOnlySpan<(string Hole, string Value)> holes)
    {
        var text = this[key];
        foreach (var (hole, value) in holes)
            text = text.Replace($"{{{hole}}}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>
    /// A sentence of the program (a problem, a remedy, a reason) as this page says it; one that the file does not
    /// hold stays as it is.
    /// </summary>
    public string Sentence(string sentence)
    {
        foreach (var (pattern, text) in _sentences)
        {
            if (pattern.Match(sentence) is not { Success: true } match)
                continue;
            return match
                .Groups.Values.Skip(1)
                .Aggregate(
                    text,
                    (filled, hole) => filled.Replace($"{{{hole.Name}}}", hole.Value, StringComparison.Ordinal)
                );
        }

        return sentence;
    }

    /// <summary>A sentence of the file, whose {holes} match anything.</summary>
    private static Regex PatternOf(string sentence) =>
        new(
            "^"
                + Regex.Replace(
                    Regex.Escape(sentence),
                    @"\\\{(?<hole>\w+)}",
                    "(?<${hole}>.+?)",
                    RegexOptions.ExplicitCapture,
                    Patience
                )
                + "$",
            RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking,
            Patience
        );

    private static TimeSpan Patience => TimeSpan.FromSeconds(1);
}
