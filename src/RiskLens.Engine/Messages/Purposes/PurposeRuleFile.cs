using System.Globalization;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Reads a rule file. A line is a rule, <c>purpose: field value|value, field value</c>; lines that are empty or begin
/// with # are not. Fields: channel, account, category, direction, keyword, sender. A value with a comma, a bar or a
/// quotation mark in it stands in quotation marks. * stands for any letters in accounts, categories and senders, and
/// at an end of a keyword for the rest of its word.
/// </summary>
internal static class PurposeRuleFile
{
    private const int MostRules = 200;
    private const int MostKeywords = 2000;
    private const int LongestPurpose = 40;
    private const int LongestValue = 200;

    private const string Example = "transfer: channel whatsapp, direction in, keyword virement|send money";

    /// <summary>The rules of a file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="channels">Channel ids of the catalogue.</param>
    /// <param name="numbers">Writes the numbers of the rules as those of contacts are written.</param>
    /// <exception cref="RiskLensException">A line is no rule; it is named by its number.</exception>
    public static IReadOnlyList<PurposeRule> Read(
        string text,
        IReadOnlySet<string> channels,
        PhoneNumbers numbers
    )
    {
        var rules = new List<PurposeRule>();
        foreach (
            var (number, line) in text.TrimStart('\uFEFF').Split('\n').Select(line => line.Trim()).Index()
        )
        {
            if (line.Length > 0 && line[0] != '#')
                rules.Add(RuleOf(number + 1, line, channels, numbers));
        }

        if (rules.Count == 0)
            throw new RiskLensException(
                "The file holds no rule.",
                $"Write one rule a line, such as: {Example}"
            );
        if (rules.Count > MostRules || rules.Sum(rule => rule.Keywords.Count) > MostKeywords)
        {
            throw new RiskLensException(
                $"The file holds more than {MostRules} rules or {MostKeywords} keywords.",
                "Keep those that matter most; the first rule that takes a message decides."
            );
        }

        return rules;
    }

    private static PurposeRule RuleOf(
        int number,
        string line,
        IReadOnlySet<string> channels,
        PhoneNumbers numbers
    )
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var purpose = colon < 0 ? "" : line[..colon].Trim().ToLowerInvariant();
        if (!IsPurpose(purpose))
        {
            throw At(
                number,
                "does not begin with a purpose and a colon.",
                $"Begin it with one word and a colon, such as: {Example}"
            );
        }

        var rule = new PurposeRule(number, purpose, line);
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var condition in Split(number, line[(colon + 1)..], ','))
        {
            var space = condition.IndexOf(' ', StringComparison.Ordinal);
            var field = (space < 0 ? condition : condition[..space]).ToLowerInvariant();
            if (!given.Add(field))
                throw At(
                    number,
                    $"gives '{field}' twice.",
                    $"Join its values with a bar, such as: {field} one|two"
                );
            var values = space < 0 ? [] : Split(number, condition[space..], '|').ConvertAll(Unquoted);
            if (values.Count == 0 || values.Exists(value => value.Length is 0 or > LongestValue))
                throw At(number, $"gives '{field}' no value, or one too long.", $"Write it as in: {Example}");
            Set(rule, field, values, channels, numbers);
        }

        return given.Count > 0
            ? rule
            : throw At(
                number,
                "has no condition.",
                "Give it one; 'sender *' takes every message that no rule before it took."
            );
    }

    private static void Set(
        PurposeRule rule,
        string field,
        List<string> values,
        IReadOnlySet<string> channels,
        PhoneNumbers numbers
    )
    {
        switch (field)
        {
            case "channel":
                rule.Channels = values.ConvertAll(value => ChannelOf(rule.Line, value, channels));
                break;
            case "direction":
                rule.Direction = values is [var way] ? DirectionOf(rule.Line, way) : throw Ways(rule.Line);
                break;
            case "account":
                rule.Accounts = values.ConvertAll(value => AddressOf(value, numbers));
                break;
            case "sender":
                rule.Senders = values.ConvertAll(value => AddressOf(value, numbers));
                break;
            case "category":
                rule.Categories = values.ConvertAll(value => new PurposeRulePattern(
                    string.Join('*', value.Split('*').Select(part => PurposeRuleText.Of(part)))
                ));
                break;
            case "keyword":
                rule.Keywords = values.ConvertAll(value => KeywordOf(rule.Line, value));
                break;
            default:
                throw At(
                    rule.Line,
                    $"has the field '{field}', which is none.",
                    "Use channel, account, category, direction, keyword or sender; put a value that holds a comma into quotation marks."
                );
        }
    }

    private static string ChannelOf(int line, string value, IReadOnlySet<string> channels) =>
        channels.Contains(value.ToLowerInvariant())
            ? value.ToLowerInvariant()
            : throw At(
                line,
                $"names the channel '{value}', which is not in the catalogue.",
                "Use an id of 'channels list'."
            );

    private static Direction DirectionOf(int line, string value) =>
        value.ToLowerInvariant() switch
        {
            "in" => Direction.In,
            "out" => Direction.Out,
            _ => throw Ways(line),
        };

    private static RiskLensException Ways(int line) =>
        At(
            line,
            "gives a direction that is none.",
            "Write direction in (customers) or direction out (the company)."
        );

    /// <summary>An address as contacts are written; one with * keeps its digits and signs where it is a number.</summary>
    private static PurposeRulePattern AddressOf(string value, PhoneNumbers numbers)
    {
        if (
            value.Contains('*', StringComparison.Ordinal)
            && value.All(c => char.IsAsciiDigit(c) || " +*-().".Contains(c, StringComparison.Ordinal))
        )
            return new PurposeRulePattern(
                string.Concat(value.Where(c => char.IsAsciiDigit(c) || c is '+' or '*'))
            );
        var buffer = new char[value.Length];
        var address = buffer.AsSpan(0, ContactName.Normalise(value, buffer));
        return new PurposeRulePattern(numbers.ToE164(address, out _).ToString());
    }

    private static string KeywordOf(int line, string value)
    {
        var word = PurposeRuleText.Of(value.Trim('*'));
        if (word.Length == 0 || value.Trim('*').Contains('*', StringComparison.Ordinal))
        {
            throw At(
                line,
                "has a keyword without letters, or with * inside it.",
                "Write words, and * at their end or beginning alone, such as: keyword vir*|send money"
            );
        }

        var begins = value[0] == '*' || PurposeRuleText.RunsOn(word[0]) ? "" : " ";
        var ends = value[^1] == '*' || PurposeRuleText.RunsOn(word[^1]) ? "" : " ";
        return begins + word + ends;
    }

    private static bool IsPurpose(string text) =>
        text is { Length: > 0 and <= LongestPurpose }
        && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');

    /// <summary>Parts between marks that do not stand in quotation marks.</summary>
    private static List<string> Split(int line, string text, char mark)
    {
        var (parts, start, quoted) = (new List<string>(), 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            if (text[i] != mark || quoted)
                continue;
            parts.Add(text[start..i].Trim());
            start = i + 1;
        }

        if (quoted)
            throw At(line, "has a quotation mark that is never closed.", "Close it.");
        parts.Add(text[start..].Trim());
        return parts is [""] ? [] : parts;
    }

    private static string Unquoted(string value) =>
        value is ['"', .., '"'] && value.Length > 1
            ? value[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim()
            : value;

    private static RiskLensException At(int line, string what, string remedy) =>
        new($"Line {line.ToString(CultureInfo.InvariantCulture)} of the rules {what}", remedy);
}
