using System.Text;
using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Logs of JSON records, as providers' interfaces and helpdesks' exports give them: a document with the records in a
/// list, an array of records, or a record (or such a document) a line. A provider is a small class that names its
/// lists, knows its records by their properties, and maps one. Memory holds one record.
/// </summary>
internal abstract class RecordLog : ILogFormat
{
    private const int RecordsBetweenLooks = 1024;

    private static readonly JsonDocumentOptions OneRecord = new() { MaxDepth = 64 };

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string? DefaultChannel { get; }

    /// <summary>
    /// Where the lists of records lie, from the top of a document ("SMSMessageData/Messages"). A document that has
    /// none of them is itself a record.
    /// </summary>
    protected virtual IReadOnlyList<string> Lists => [];

    /// <inheritdoc/>
    public abstract bool Recognises(string head);

    /// <summary>Hands what a record holds to the sink; the record is an object.</summary>
    protected abstract void Take(JsonElement record, RecordSink sink);

    /// <inheritdoc/>
    public virtual LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var head = LogHead.Of(source);
        var records = new RecordSink(context, sink);
        var bytes = new WatchedBytes(source, bytesRead, pass: 0, passes: 1);
        if (IsRecordALine(head.Text))
        {
            using var lines = new LogLines(bytes, head.Encoding);
            while (lines.Next())
            {
                if (lines.Number % RecordsBetweenLooks == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                records.Line = lines.Number;
                ReadLine(lines.Current.Trim('\uFEFF').Trim(), records);
            }
        }
        else
        {
            using var json = new JsonPull(Utf8(bytes, head.Encoding));
            var listed = JsonPaths.Of(head.Text) is { } paths && Lists.Any(paths.Has);
            while (json.NextDocument())
                ReadDocument(json, records, listed, cancellationToken);
        }
        return records.Reading;
    }

    /// <summary>JSON is UTF-8, but a shell may have saved it as UTF-16.</summary>
    private static Stream Utf8(Stream bytes, Encoding encoding) =>
        encoding is UTF8Encoding ? bytes : Encoding.CreateTranscodingStream(bytes, encoding, Encoding.UTF8);

    /// <summary>
    /// Whether each line is a document of its own, so that a broken one costs a line and not the file: the first is
    /// whole and another begins behind it, or the first is longer than the head and is no list.
    /// </summary>
    private bool IsRecordALine(string head)
    {
        var text = head.AsSpan().TrimStart('\uFEFF').TrimStart();
        var end = text.IndexOf('\n');
        if (end < 0)
        {
            return text.StartsWith('{')
                && JsonPaths.Of(head) is { } paths
                && !Lists.Any(list => paths.Has(list))
                && !BeginsWhole(text);
        }
        var first = text[..end].TrimEnd();
        var rest = text[end..].TrimStart();
        if (!rest.StartsWith('{'))
            return false;
        // One broken line at the top must not turn a good log into a broken document; a line that goes on is none.
        var isBroken = first[0] == '{' && first[^1] is not ('{' or '[' or ',' or ':');
        return IsWhole(first)
            || (isBroken && rest.IndexOf('\n') is var next and > 0 && IsWhole(rest[..next]));
    }

    /// <summary>Whether a first value ends here: others may follow it without a line end.</summary>
    private static bool BeginsWhole(ReadOnlySpan<char> text)
    {
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(text.ToString()),
            isFinalBlock: false,
            default
        );
        try
        {
            return reader.Read() && reader.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsWhole(ReadOnlySpan<char> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.ToString(), OneRecord);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void ReadLine(ReadOnlySpan<char> line, RecordSink sink)
    {
        if (line.IsEmpty)
            return;
        try
        {
            using var document = JsonDocument.Parse(line.ToString(), OneRecord);
            TakeAll(document.RootElement, sink);
        }
        catch (JsonException)
        {
            sink.Reject(RejectionReason.BrokenRecord, line);
        }
    }

    private void ReadDocument(
        JsonPull json,
        RecordSink sink,
        bool listed,
        CancellationToken cancellationToken
    )
    {
        if (json.EnterArray())
            ReadElements(json, sink, cancellationToken);
        else if (listed && json.EnterObject())
            ReadProperties(json, sink, around: "", cancellationToken);
        else
            ReadValue(json, sink, cancellationToken);
    }

    private void ReadProperties(
        JsonPull json,
        RecordSink sink,
        string around,
        CancellationToken cancellationToken
    )
    {
        var depth = json.Depth;
        while (json.NextProperty(depth))
        {
            var path = around + json.Name;
            if (Lists.Contains(path) && json.EnterArray())
                ReadElements(json, sink, cancellationToken);
            else if (Lists.Any(list => IsInside(list, path)) && json.EnterObject())
                ReadProperties(json, sink, path + "/", cancellationToken);
        }
    }

    private void ReadElements(JsonPull json, RecordSink sink, CancellationToken cancellationToken)
    {
        var depth = json.Depth;
        while (json.NextElement(depth))
            ReadValue(json, sink, cancellationToken);
    }

    private void ReadValue(JsonPull json, RecordSink sink, CancellationToken cancellationToken)
    {
        if (++sink.Line % RecordsBetweenLooks == 0)
            cancellationToken.ThrowIfCancellationRequested();
        using var value = json.Value();
        TakeAll(value.RootElement, sink);
    }

    /// <summary>A line or element may be a record, an array of records, or a document with a list of them.</summary>
    private void TakeAll(JsonElement value, RecordSink sink)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
                TakeOne(element, sink);
            return;
        }
        var isRecord = true;
        foreach (var name in Lists)
        {
            var list = At(value, name);
            isRecord &= list.ValueKind != JsonValueKind.Array;
            foreach (var record in JsonText.Each(list))
                TakeOne(record, sink);
        }
        if (isRecord)
            TakeOne(value, sink);
    }

    private void TakeOne(JsonElement record, RecordSink sink)
    {
        sink.Record = record;
        if (record.ValueKind == JsonValueKind.Object)
            Take(record, sink);
        else
            sink.Reject(RejectionReason.BrokenRecord);
    }

    private static bool IsInside(string list, string path) =>
        list.StartsWith(path, StringComparison.Ordinal)
        && list.Length > path.Length
        && list[path.Length] == '/';

    private static JsonElement At(JsonElement value, string path)
    {
        foreach (var name in path.Split('/'))
            value = JsonText.Get(value, name);
        return value;
    }
}
