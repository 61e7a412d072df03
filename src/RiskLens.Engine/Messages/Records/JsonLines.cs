using System.Buffers;
using System.Text;
using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>JSON lines: one object a line. A line that is none is refused, and the next is read.</summary>
internal static class JsonLines
{
    private const int LinesBetweenLooks = 1024;

    /// <summary>
    /// Whether the head holds at least two lines and at least half of those that it holds whole are one object each.
    /// </summary>
    public static bool Are(string head)
    {
        var (lines, objects, last) = (0, 0, false);
        foreach (var line in head.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
                continue;
            lines++;
            last = line[0] == '{' && IsObject(line);
            objects += last ? 1 : 0;
        }
        // The last line of a long file is cut.
        return lines >= 2 && objects >= 1 && objects * 2 >= lines - (last ? 0 : 1);
    }

    /// <summary>Hands on the object of each line with the line's number, from 1; refuses the other lines.</summary>
    public static void Read(
        LogSource source,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        Action<JsonElement, long> take,
        CancellationToken cancellationToken
    )
    {
        var encoding = LogHead.Of(source).Encoding;
        using var lines = new LogLines(new WatchedBytes(source, bytesRead, pass: 0, passes: 1), encoding);
        while (lines.Next())
        {
            if (lines.Number % LinesBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var line = lines.Current;
            if (line.IsWhiteSpace())
                continue;
            var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(line.Length));
            try
            {
                if (Parse(bytes.AsMemory(0, Encoding.UTF8.GetBytes(line, bytes))) is { } document)
                {
                    using (document)
                        take(document.RootElement, lines.Number);
                }
                else
                {
                    sink.Reject(
                        new Rejected(lines.Number, RejectionReason.BrokenJson, LineShape.Of(lines.Current))
                    );
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }

    private static bool IsObject(ReadOnlySpan<char> line)
    {
        using var document = Parse(Encoding.UTF8.GetBytes(line.ToArray()));
        return document is not null;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
