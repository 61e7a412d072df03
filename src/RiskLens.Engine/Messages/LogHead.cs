using System.Text;
using System.Text.Unicode;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>The first bytes of a log, decoded, and the encoding they are in.</summary>
/// <param name="Text">At most 64 KiB, without byte order mark; the last line may be cut.</param>
/// <param name="Encoding">UTF-8; UTF-16 by its byte order mark; Windows-1252 where the bytes are not UTF-8.</param>
public sealed record LogHead(string Text, Encoding Encoding)
{
    private const int Length = 64 * 1024;

    /// <summary>Reads the head of a log; an empty or binary file is refused.</summary>
    public static LogHead Of(LogSource source) => Of(source, out var refusal) ?? throw refusal!;

    /// <summary>Reads the head of a log; null, with the reason, where the file is empty or binary.</summary>
    public static LogHead? Of(LogSource source, out RiskLensException? refusal)
    {
        refusal = null;
        var bytes = new byte[Length];
        int count;
        using (var stream = source.Open())
            count = stream.ReadAtLeast(bytes, Length, throwOnEndOfStream: false);
        var head = bytes.AsSpan(0, count);
        if (count == 0)
        {
            refusal = new RiskLensException(
                "The file is empty.",
                "Export the log again and give the new file."
            );
            return null;
        }
        if (EncodingOf(head, cut: count == Length) is not { } encoding)
        {
            refusal = new RiskLensException(
                "The file is binary, not a text log.",
                "Give a CSV, TSV or TXT export, as it is or packed as .gz or .zip."
            );
            return null;
        }
        var text = encoding.GetString(head).TrimStart('\uFEFF');
        if (!string.IsNullOrWhiteSpace(text))
            return new LogHead(text, encoding);
        refusal = new RiskLensException(
            "The file holds nothing but blank space.",
            "Export the log again and give the new file."
        );
        return null;
    }

    /// <summary>Null for what is no text.</summary>
    private static Encoding? EncodingOf(ReadOnlySpan<byte> head, bool cut)
    {
        if (head is [0xFF, 0xFE, ..])
            return Encoding.Unicode;
        if (head is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode;
        if (head.Contains((byte)0))
            return null;
        return IsUtf8(head, cut) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    }

    /// <summary>A head cut in the middle of a character is still UTF-8: up to three bytes may lack their rest.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> head, bool cut)
    {
        for (var rest = 0; rest <= (cut ? Math.Min(3, head.Length) : 0); rest++)
        {
            if (Utf8.IsValid(head[..^rest]))
                return true;
        }
        return false;
    }
}
