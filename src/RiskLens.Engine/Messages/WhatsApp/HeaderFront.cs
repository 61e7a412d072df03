using System.Runtime.InteropServices;

namespace RiskLens.Engine.Messages;

/// <summary>What stands at the front of a line before the first word or number of a header.</summary>
/// <param name="End">Where the header's first word or number may begin.</param>
/// <param name="Marked">Whether U+200E is among it: iOS so begins a line with a file, there or left out.</param>
/// <param name="ByteOrderMark">Whether a byte order mark is among it: there a file began.</param>
/// <param name="Quoted">Whether a spreadsheet has quoted the whole line.</param>
/// <param name="Brackets">Whether a square bracket is open.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeaderFront(
    int End,
    bool Marked,
    bool ByteOrderMark,
    bool Quoted,
    bool Brackets
)
{
    public static HeaderFront Of(ReadOnlySpan<char> line)
    {
        var marks = Marks.Skip(line, 0, spaces: false);
        var (marked, byteOrderMark) = (false, false);
        for (var i = 0; i < marks; i++)
        {
            marked |= Marks.LeftToRight(line[i..]);
            byteOrderMark |= Marks.ByteOrder(line[i..]);
        }
        var at = marks;
        var quoted = at < line.Length && line[at] == '"';
        if (quoted)
            at = Marks.Skip(line, at + 1, spaces: false);
        var brackets = at < line.Length && line[at] == '[';
        if (brackets)
            at = Marks.Skip(line, at + 1, spaces: true);
        return new HeaderFront(at, marked, byteOrderMark, quoted, brackets);
    }

    /// <summary>A cheap look that spares most lines of bodies a closer one.</summary>
    public bool MayBeginHeader(ReadOnlySpan<char> line)
    {
        if (End >= line.Length)
            return false;
        var letter = line[End];
        return letter >= '\u0080'
            || char.IsAsciiDigit(letter)
            // An era before the date: AP 1403, R6.
            || (letter == 'A' && line[End..].StartsWith("AP ", StringComparison.Ordinal))
            || (letter == 'R' && Digits.At(line, End + 1));
    }
}
