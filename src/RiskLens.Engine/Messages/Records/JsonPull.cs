using System.Globalization;
using System.Text.Json;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Reads JSON from a stream piece by piece, so that a file of any length takes the memory of one record. The caller
/// walks down to the records (<see cref="EnterObject"/>, <see cref="NextProperty"/>, <see cref="EnterArray"/>,
/// <see cref="NextElement"/>) and takes each as a document of its own (<see cref="Value"/>). What it does not want it
/// leaves: the next step passes over it. Several values may follow one another at the top level. JSON that is broken,
/// cut short or nested without end is refused with a <see cref="RiskLensException"/>.
/// </summary>
public sealed class JsonPull(Stream bytes) : IDisposable
{
    private const int DeepestNesting = 64;
    private const int LongestValue = 16 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;
    private JsonReaderState _state = new(
        new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = DeepestNesting }
    );
    private long _offset;
    private int _depth;
    private bool _begun;
    private int _valueStart;
    private int _valueLength;

    /// <summary>Kind of the value at which the reader stands: its first token, once taken its last.</summary>
    public JsonTokenType Token { get; private set; }

    /// <summary>Name of the property whose value the reader stands at.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Goes to the next value at the top level; false at the end of the file.</summary>
    public bool NextDocument()
    {
        while (_depth > 0)
            Step();
        return TryStep();
    }

    /// <summary>Steps into the object at which the reader stands; false, and nothing done, where it is none.</summary>
    public bool EnterObject() => Token == JsonTokenType.StartObject;

    /// <summary>Steps into the array at which the reader stands; false, and nothing done, where it is none.</summary>
    public bool EnterArray() => Token == JsonTokenType.StartArray;

    /// <summary>Goes to the value of the next property of the object entered last at <paramref name="depth"/>.</summary>
    /// <param name="depth">What <see cref="Depth"/> was just after the object was entered.</param>
    public bool NextProperty(int depth)
    {
        if (!NextIn(depth))
            return false;
        Step();
        return true;
    }

    /// <summary>Goes to the next element of the array entered last at <paramref name="depth"/>.</summary>
    /// <param name="depth">What <see cref="Depth"/> was just after the array was entered.</param>
    public bool NextElement(int depth) => NextIn(depth);

    /// <summary>How deep the reader stands: the number of objects and arrays round its place.</summary>
    public int Depth => _depth;

    /// <summary>
    /// The value at which the reader stands as a document of its own, which the caller disposes of. A value of more
    /// than 16 MB is no record of a log and is refused.
    /// </summary>
    public JsonDocument Value()
    {
        if (Token is JsonTokenType.StartObject or JsonTokenType.StartArray)
            return Container();
        var reader = new Utf8JsonReader(_buffer.AsSpan(_valueStart, _valueLength));
        return Parse(ref reader);
    }

    /// <summary>The text of the string or number at which the reader stands; null for anything else.</summary>
    public string? Text()
    {
        if (Token is not (JsonTokenType.String or JsonTokenType.Number))
            return null;
        using var value = Value();
        return JsonText.Of(value.RootElement);
    }

    private JsonDocument Container()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_valueStart, _end - _valueStart), _ended, default);
            try
            {
                if (JsonDocument.TryParseValue(ref reader, out var document))
                {
                    Leave((int)reader.BytesConsumed);
                    return document;
                }
            }
            catch (JsonException fault)
            {
                throw Broken(fault);
            }
            Fill(_valueStart);
        }
    }

    /// <summary>Goes on behind a container that was read as a whole, as if its tokens had been read one by one.</summary>
    private void Leave(int length)
    {
        var end = Token == JsonTokenType.StartObject ? "}"u8 : "]"u8;
        var reader = new Utf8JsonReader(end, isFinalBlock: false, _state);
        reader.Read();
        _state = reader.CurrentState;
        _depth--;
        Token = reader.TokenType;
        _offset += _valueStart + length - _start;
        _start = _valueStart + length;
    }

    private static JsonDocument Parse(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException fault)
        {
            throw Broken(fault);
        }
    }

    /// <summary>The next token directly inside the container at a depth; false once that container has ended.</summary>
    private bool NextIn(int depth)
    {
        while (_depth > depth)
            Step();
        if (_depth < depth)
            return false;
        Step();
        return _depth >= depth;
    }

    private void Step()
    {
        if (!TryStep())
            throw Broken(cause: null);
    }

    private bool TryStep()
    {
        while (true)
        {
            SkipMark();
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _ended, _state);
            try
            {
                if (reader.Read())
                {
                    Take(ref reader);
                    return true;
                }
            }
            catch (JsonException fault)
            {
                throw Broken(fault);
            }
            if (_ended)
                return _depth > 0 ? throw Broken(cause: null) : false;
            Fill(_start);
        }
    }

    private void Take(ref Utf8JsonReader reader)
    {
        _state = reader.CurrentState;
        Token = reader.TokenType;
        _valueStart = _start + (int)reader.TokenStartIndex;
        var consumed = (int)reader.BytesConsumed;
        _valueLength = _start + consumed - _valueStart;
        if (Token is JsonTokenType.StartObject or JsonTokenType.StartArray)
            _depth++;
        else if (Token is JsonTokenType.EndObject or JsonTokenType.EndArray)
            _depth--;
        else if (Token == JsonTokenType.PropertyName)
            Name = JsonText.Unescape(reader.ValueSpan);
        _start += consumed;
        _offset += consumed;
        _begun = true;
    }

    /// <summary>Passes over a byte order mark at the start of the file.</summary>
    private void SkipMark()
    {
        if (_begun || _offset > 0 || !_buffer.AsSpan(_start, _end - _start).StartsWith(ByteOrderMark))
            return;
        _start += 3;
        _offset += 3;
    }

    /// <summary>Reads on, keeping what stands from <paramref name="from"/>.</summary>
    private void Fill(int from)
    {
        var kept = _end - from;
        if (kept == _buffer.Length)
        {
            if (kept >= LongestValue)
            {
                throw new RiskLensException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"One record of the file is longer than {LongestValue >> 20} MB."
                    ),
                    "Export the log again as the messages alone, without attachments inside."
                );
            }
            Array.Resize(ref _buffer, kept * 2);
        }
        Buffer.BlockCopy(_buffer, from, _buffer, 0, kept);
        _start -= from;
        _valueStart -= from;
        _end = kept;
        var count = bytes.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        _ended = count == 0;
    }

    private static RiskLensException Broken(Exception? cause) =>
        new(
            "The JSON file is damaged, cut short, or nested without end.",
            "Export or copy it again and give the new file.",
            cause
        );

    public void Dispose() => bytes.Dispose();
}
