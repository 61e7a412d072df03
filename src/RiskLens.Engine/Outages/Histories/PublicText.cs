using System.Globalization;
using System.Text;

namespace RiskLens.Engine.Outages;

/// <summary>Public text of status pages without its markup, and addresses without what may be secret.</summary>
internal static class PublicText
{
    public const int LongestTitle = 200;
    private const int LongestName = 120;
    private const int LongestReference = 10;

    private static readonly Dictionary<string, char> Entities = new(StringComparer.Ordinal)
    {
        ["amp"] = '&',
        ["lt"] = '<',
        ["gt"] = '>',
        ["quot"] = '"',
        ["apos"] = '\'',
        ["nbsp"] = ' ',
        ["ndash"] = '–',
        ["mdash"] = '—',
        ["hellip"] = '…',
        ["rsquo"] = '’',
        ["lsquo"] = '‘',
    };

    /// <summary>Tags that end a line of text.</summary>
    private static readonly string[] Blocks =
    [
        "p",
        "/p",
        "br",
        "br/",
        "li",
        "/li",
        "div",
        "/div",
        "ul",
        "/ul",
        "tr",
    ];

    /// <summary>Text without HTML tags and references; paragraphs become lines.</summary>
    public static string Plain(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '<' && TagEnd(text, at) is var end and > 0)
            {
                var name = text.AsSpan(at + 1, end - at - 1).ToString().Split(' ')[0].ToLowerInvariant();
                plain.Append(Blocks.Contains(name, StringComparer.Ordinal) ? '\n' : ' ');
                at = end;
            }
            else if (text[at] == '&' && Reference(text, at, plain) is var last and > 0)
            {
                at = last;
            }
            else
            {
                plain.Append(text[at] == '\u00A0' ? ' ' : text[at]);
            }
        }
        return plain.ToString();
    }

    /// <summary>One line without markup, of at most a number of characters.</summary>
    public static string Line(string? text, int longest)
    {
        var line = string.Join(' ', Plain(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Cut(line, longest);
    }

    /// <summary>Cuts a text that is too long, never inside a character, and says so by an ellipsis.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>A name of a page, monitor or component; an address in its place without its query.</summary>
    public static string Name(string? name)
    {
        var line = Line(name, LongestName);
        return line.Contains("://", StringComparison.Ordinal) ? HostAndPath(line) ?? "" : BeforeQuery(line);
    }

    /// <summary>An http address: scheme, host and path alone, since the query may hold a secret; null for anything else.</summary>
    public static string? Address(string? url) =>
        Uri.TryCreate(url?.Trim(), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.Host.Length > 0
            ? PublicText.Cut($"{uri.Scheme}://{uri.Authority}{uri.AbsolutePath}", LongestTitle)
            : null;

    /// <summary>The host of an address, or null.</summary>
    public static string? Host(string? url) =>
        Uri.TryCreate(url?.Trim(), UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : null;

    private static string? HostAndPath(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? Cut((uri.Authority + uri.AbsolutePath).TrimEnd('/'), LongestName)
            : null;

    private static string BeforeQuery(string name) =>
        name.IndexOf('?', StringComparison.Ordinal) is var at and > 0
        && !name.AsSpan(0, at).Contains(' ')
        && name.AsSpan(0, at).Contains('.')
            ? name[..at]
            : name;

    /// <summary>The end of a tag; 0 where "&lt;" is just a sign.</summary>
    private static int TagEnd(string text, int at)
    {
        if (at + 1 >= text.Length || !(char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!'))
            return 0;
        return Math.Max(0, text.IndexOf('>', at));
    }

    /// <summary>Appends the character that a reference stands for; the place of its semicolon, or 0.</summary>
    private static int Reference(string text, int at, StringBuilder plain)
    {
        var end = text.AsSpan(at, Math.Min(LongestReference, text.Length - at)).IndexOf(';');
        if (end < 2)
            return 0;
        var name = text.AsSpan(at + 1, end - 1);
        if (Entities.TryGetValue(name.ToString(), out var letter))
        {
            plain.Append(letter);
            return at + end;
        }
        var isHex = name.StartsWith("#x", StringComparison.OrdinalIgnoreCase);
        if (
            name[0] == '#'
            && int.TryParse(
                isHex ? name[2..] : name[1..],
                isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var code
            )
            && Rune.IsValid(code)
        )
        {
            plain.Append(code == 0xA0 ? " " : new Rune(code).ToString());
            return at + end;
        }
        return 0;
    }
}
