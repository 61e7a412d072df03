using System.Globalization;
using System.Text;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>The lines of a text log, one at a time, in a buffer that is used again: nothing is allocated a line.</summary>
internal sealed class LogLines : IDisposable
{
    private const int LongestLine = 16 << 20;

    private const int BytesAtOnce = 64 * 1024;

    /// <summary>Each byte gives at most one character; a few may be left over from the bytes before.</summary>
    private const int MostCharacters = BytesAtOnce + 16;

    private readonly Stream _bytes;
    private readonly Decoder _decoder;
    private readonly byte[] _read = new byte[BytesAtOnce];
    private char[] _buffer = new char[2 * BytesAtOnce];
    private bool _begun;
    private bool _done;
    private int _start;
    private int _end;
    private int _lineStart;
    private int _lineLength;

    public LogLines(Stream bytes, Encoding encoding) => (_bytes, _decoder) = (bytes, encoding.GetDecoder());

    /// <summary>The line without its end, valid until the next.</summary>
    public ReadOnlySpan<char> Current => _buffer.AsSpan(_lineStart, _lineLength).TrimEnd('\r');

    /// <summary>Whether the line ends with CR LF.</summary>
    public bool EndsWithReturn { get; private set; }

    /// <summary>Its number, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Goes to the next line; false at the end.</summary>
    public bool Next()
    {
        var searched = _start;
        while (true)
        {
            var at = _buffer.AsSpan(searched, _end - searched).IndexOf('\n');
            if (at >= 0)
            {
                return Take(searched + at - _start, lineEnd: 1);
            }
            var unfinished = _end - _start;
            if (!Fill())
                return unfinished > 0 && Take(unfinished, lineEnd: 0);
            searched = unfinished;
        }
    }

    private bool Take(int length, int lineEnd)
    {
        (_lineStart, _lineLength) = (_start, length);
        _start += length + lineEnd;
        EndsWithReturn = lineEnd > 0 && length > 0 && _buffer[_lineStart + length - 1] == '\r';
        Number++;
        return true;
    }

    /// <summary>Moves the unfinished line to the front and reads on behind it.</summary>
    private bool Fill()
    {
        var rest = _end - _start;
        if (_buffer.Length - rest < MostCharacters)
        {
            if (rest >= LongestLine)
            {
                throw new RiskLensException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Line {Number + 1} is longer than {LongestLine >> 20} million characters."
                    ),
                    "Export the log again as text with one message a line."
                );
            }
            Array.Resize(ref _buffer, Math.Max(rest * 2, rest + MostCharacters));
        }
        Buffer.BlockCopy(_buffer, _start * sizeof(char), _buffer, 0, rest * sizeof(char));
        (_start, _end) = (0, rest);
        var count = Decode(rest);
        if (!_begun && count > 0)
        {
            _begun = true;
            _start = _buffer[rest] == '\uFEFF' ? 1 : 0;
        }
        _end += count;
        return count > 0;
    }

    /// <summary>Decodes what the next bytes hold to the buffer's free end; 0 at the end of the log.</summary>
    private int Decode(int at)
    {
        var count = 0;
        while (count == 0 && !_done)
        {
            var bytes = _bytes.Read(_read);
            _done = bytes == 0;
            count = _decoder.GetChars(_read.AsSpan(0, bytes), _buffer.AsSpan(at), flush: _done);
        }
        return count;
    }

    public void Dispose() => _bytes.Dispose();
}
