using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace RiskLens.Engine.Messages;

/// <summary>
/// One cell of the current row as characters, in a buffer that is used again for every row. A cell that is not UTF-8 is
/// taken as Windows-1252: files joined by hand are in both, and a single accent can come after megabytes without one.
/// </summary>
internal sealed class CellText
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private char[] _buffer = new char[256];
    private int _length;

    public ReadOnlySpan<char> Span => _buffer.AsSpan(0, _length);

    /// <summary>Takes the cell of a column; a column that is not there (-1, or a short row) is an empty cell.</summary>
    public ReadOnlySpan<char> Take(CsvReader reader, int column)
    {
        _length = 0;
        if (column >= 0 && column < reader.FieldCount)
            Append(reader.GetSpan(column));
        return Span;
    }

    /// <summary>Takes two cells with a space between them.</summary>
    public ReadOnlySpan<char> TakeBoth(CsvReader reader, int first, int second)
    {
        Take(reader, first);
        Append(" "u8);
        if (second < reader.FieldCount)
            Append(reader.GetSpan(second));
        return Span;
    }

    /// <summary>Takes the row as it stands in the file.</summary>
    public ReadOnlySpan<char> TakeRow(CsvReader reader)
    {
        _length = 0;
        Append(reader.RawRecord);
        return Span;
    }

    /// <summary>Takes a contact, normalised.</summary>
    public ReadOnlySpan<char> TakeContact(ReadOnlySpan<char> raw)
    {
        Grow(raw.Length);
        _length = ContactName.Normalise(raw, _buffer);
        return Span;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Grow(_length + bytes.Length);
        var free = _buffer.AsSpan(_length);
        var length = Encoding.UTF8.GetChars(bytes, free);
        if (free[..length].Contains('\uFFFD') && !Utf8.IsValid(bytes))
            length = Windows1252.GetChars(bytes, free);
        _length += length;
    }

    private void Grow(int length)
    {
        if (length > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(length, _buffer.Length * 2));
    }
}
