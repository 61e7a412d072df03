using System.Buffers;
using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>Cells written as one line of CSV (RFC 4180) in UTF-8; line breaks inside cells become blanks.</summary>
internal sealed class CsvText
{
    private const int LongestCell = 1 << 18;

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly StringBuilder _line = new();
    private bool _begun;

    /// <summary>Adds a cell to the line; of a cell longer than any field needs the beginning.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (_begun)
            _line.Append(',');
        _begun = true;
        cell = cell[..Math.Min(cell.Length, LongestCell)];
        if (!cell.ContainsAny(Special))
        {
            _line.Append(cell);
            return;
        }
        _line.Append('"');
        foreach (var letter in cell)
        {
            if (letter == '"')
                _line.Append('"');
            _line.Append(letter is '\r' or '\n' ? ' ' : letter);
        }
        _line.Append('"');
    }

    /// <summary>Ends the line and gives its bytes.</summary>
    public byte[] End()
    {
        _line.Append('\n');
        var bytes = Encoding.UTF8.GetBytes(_line.ToString());
        _line.Clear();
        _begun = false;
        return bytes;
    }
}
