using System.Text;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// The first 64 KiB of a history as text, by which formats know their files. Where the text is a script that sets a
/// variable to a status page's JSON ("var status = [...]"), <see cref="Text"/> begins with that JSON.
/// </summary>
public sealed class HistoryHead
{
    private const int LongestAssignment = 200;

    private readonly Lazy<JsonPaths?> _paths;
    private readonly Lazy<bool> _areLines;

    private HistoryHead(string text, Encoding encoding)
    {
        var start = StartOfJson(text);
        (Text, Encoding, IsScript) = (text[start..], encoding, start > 0);
        _paths = new Lazy<JsonPaths?>(() => JsonPaths.Of(Text));
        _areLines = new Lazy<bool>(() => !IsScript && JsonLines.Are(Text));
    }

    /// <summary>The text; its last line may be cut.</summary>
    public string Text { get; }

    /// <summary>The encoding of the file.</summary>
    internal Encoding Encoding { get; }

    /// <summary>Whether the JSON is the value of a variable in a script.</summary>
    internal bool IsScript { get; }

    /// <summary>Whether the file is one JSON object a line.</summary>
    internal bool AreLines => _areLines.Value;

    /// <summary>Reads the head of a history; an empty or binary file is refused.</summary>
    public static HistoryHead Of(LogSource source)
    {
        if (WideWithoutMark(source) is { } encoding)
        {
            using var reader = new StreamReader(source.Open(), encoding);
            var text = new char[32 * 1024];
            return new HistoryHead(new string(text, 0, reader.ReadBlock(text)), encoding);
        }
        var head = LogHead.Of(source);
        return new HistoryHead(head.Text, head.Encoding);
    }

    /// <summary>Whether it is JSON in which a property stands under these names ("incidents/impact"); arrays do not show.</summary>
    internal bool Has(string path) => _paths.Value?.Has(path) == true;

    /// <summary>Whether the properties stand together at the top or in one of the lists.</summary>
    internal bool HasEntries(IReadOnlyList<string> lists, params ReadOnlySpan<string> properties) =>
        _paths.Value?.HasRecords(lists, properties) == true;

    /// <summary>Where the JSON begins: 0, or behind "var status =", "export default" or the like.</summary>
    private static int StartOfJson(string text)
    {
        var front = text.AsSpan(0, Math.Min(text.Length, LongestAssignment));
        var at = front.IndexOfAny('{', '[');
        if (at <= 0)
            return 0;
        front = front[..at].TrimEnd();
        if (front.IsEmpty || !(front[^1] is '=' or '(' || front.EndsWith("export default")))
            return 0;
        foreach (var letter in front)
        {
            if (
                !(
                    char.IsAsciiLetterOrDigit(letter)
                    || char.IsWhiteSpace(letter)
                    || "_$.=(\"'".Contains(letter)
                )
            )
                return 0;
        }
        return at;
    }

    /// <summary>
    /// JSON begins with two ASCII characters: with a zero byte among the first two it is UTF-16 whose mark is missing.
    /// </summary>
    private static Encoding? WideWithoutMark(LogSource source)
    {
        Span<byte> bytes = stackalloc byte[4];
        using var stream = source.Open();
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..count] switch
        {
            [(byte)'[' or (byte)'{', 0, not 0, 0] => Encoding.Unicode,
            [0, (byte)'[' or (byte)'{', 0, not 0] => Encoding.BigEndianUnicode,
            _ => null,
        };
    }
}
