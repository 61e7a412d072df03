using System.Text;
using System.Text.Unicode;

namespace RiskLens.Engine.Messages;

/// <summary>The head of a table as text, and the encoding in which its bytes are to be cut into cells.</summary>
/// <param name="Text">The head, each line in its own encoding where they differ.</param>
/// <param name="Encoding">UTF-16, or UTF-8 where each cell is decoded by itself.</param>
internal sealed record TableHead(string Text, Encoding Encoding)
{
    private const int Length = 64 * 1024;

    /// <summary>Reads the head of a log.</summary>
    public static TableHead Of(LogSource source)
    {
        var head = LogHead.Of(source);
        return head.Encoding.CodePage == 1252
            ? new TableHead(ByLine(source), Encoding.UTF8)
            : new TableHead(head.Text, head.Encoding);
    }

    private static string ByLine(LogSource source)
    {
        var bytes = new byte[Length];
        using var stream = source.Open();
        var rest = bytes.AsSpan(0, stream.ReadAtLeast(bytes, Length, throwOnEndOfStream: false));
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var text = new StringBuilder(Length);
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n') + 1;
            var line = rest[..(end == 0 ? rest.Length : end)];
            text.Append((Utf8.IsValid(line) ? Encoding.UTF8 : windows).GetString(line));
            rest = rest[line.Length..];
        }
        return text.ToString().TrimStart('\uFEFF');
    }
}
