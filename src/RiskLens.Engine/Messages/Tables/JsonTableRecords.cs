using System.Text;
using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The records of a JSON table one by one, each with its number: the elements of an array, or the lines of a file with
/// one object a line.
/// </summary>
internal sealed class JsonTableRecords : IDisposable
{
    private readonly JsonPull? _array;
    private readonly LogLines? _lines;
    private readonly int _depth;

    /// <summary>Begins at the file's start.</summary>
    /// <param name="bytes">The file, opened.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="isArray">Whether it is one array.</param>
    public JsonTableRecords(Stream bytes, Encoding encoding, bool isArray)
    {
        if (!isArray)
        {
            _lines = new LogLines(bytes, encoding);
            return;
        }
        _array = new JsonPull(
            encoding.CodePage == Encoding.UTF8.CodePage
                ? bytes
                : Encoding.CreateTranscodingStream(bytes, encoding, Encoding.UTF8)
        );
        if (_array.NextDocument() && _array.EnterArray())
            _depth = _array.Depth;
    }

    /// <summary>Number of the record: its line, or its place in the array, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line of a record that could not be read; its letters are for nobody to see.</summary>
    public ReadOnlySpan<char> Broken => _lines is null ? [] : _lines.Current;

    /// <summary>
    /// Goes to the next record; false at the end. The record is null where it is no object or cannot be read, and the
    /// caller's to dispose of.
    /// </summary>
    public bool Next(out JsonDocument? record)
    {
        record = null;
        if (_lines is not null)
            return NextLine(_lines, out record);
        if (_depth == 0 || !_array!.NextElement(_depth))
            return false;
        Number++;
        if (_array.Token == JsonTokenType.StartObject)
            record = _array.Value();
        return true;
    }

    public void Dispose()
    {
        _array?.Dispose();
        _lines?.Dispose();
    }

    private bool NextLine(LogLines lines, out JsonDocument? record)
    {
        record = null;
        do
        {
            if (!lines.Next())
                return false;
        } while (lines.Current.Trim("\uFEFF \t").IsEmpty);
        Number = lines.Number;
        record = Parse(lines.Current);
        return true;
    }

    private static JsonDocument? Parse(ReadOnlySpan<char> line)
    {
        try
        {
            var bytes = new byte[Encoding.UTF8.GetMaxByteCount(line.Length)];
            var document = JsonDocument.Parse(
                bytes.AsMemory(0, Encoding.UTF8.GetBytes(line.Trim('\uFEFF'), bytes))
            );
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
