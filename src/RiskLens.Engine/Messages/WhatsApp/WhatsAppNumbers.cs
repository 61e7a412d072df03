using System.Runtime.InteropServices;

namespace RiskLens.Engine.Messages;

/// <summary>A number of a header: its value, how it is written, and its place in the line.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeaderNumber(int Value, int Digits, int Start, int End);

/// <summary>
/// The numbers of a header, in the order written: three of the date, two or three of the time. One is used for line
/// after line.
/// </summary>
internal sealed class WhatsAppNumbers
{
    public const int Most = 6;
    private const int Fewest = 5;
    private const int MostDigits = 4;

    /// <summary>Longest stretch without a digit inside a header: era, words, signs.</summary>
    private const int LongestGap = 28;

    /// <summary>Between header and text; the en dash is seen in some languages on Android.</summary>
    private static readonly (string Sign, HeaderJoint Joint)[] Joints =
    [
        (" - ", HeaderJoint.Dash),
        (" – ", HeaderJoint.Dash),
        (": ", HeaderJoint.Colon),
        ("; ", HeaderJoint.Semicolon),
    ];

    private readonly HeaderNumber[] _list = new HeaderNumber[Most];

    public int Count { get; private set; }

    public HeaderJoint Joint { get; private set; }

    /// <summary>Where the words after the last number end.</summary>
    public int TailEnd { get; private set; }

    /// <summary>Where the text begins.</summary>
    public int TextStart { get; private set; }

    public HeaderNumber this[int index] => _list[index];

    /// <summary>What stands between a number and the next.</summary>
    public ReadOnlySpan<char> Gap(ReadOnlySpan<char> line, int index) =>
        line[_list[index].End.._list[index + 1].Start];

    /// <summary>Finds the numbers from a place of the line on, and the joint after them.</summary>
    public bool TryFind(ReadOnlySpan<char> line, HeaderFront front)
    {
        Count = 0;
        var at = front.End;
        while (true)
        {
            var gapEnd = NextDigit(line, at);
            var gap = line[at..gapEnd];
            if (Count >= Fewest && EndsIn(line, gap, at, front.Brackets))
                return true;
            if (gapEnd == line.Length || gap.Length > LongestGap || Count == Most)
                return false;
            // A bracket that closes early is not a header's.
            if (gap.Contains(']') || !TryNumber(line, gapEnd, out at))
                return false;
        }
    }

    private static int NextDigit(ReadOnlySpan<char> line, int at)
    {
        var end = Math.Min(line.Length, at + LongestGap + 1);
        while (at < end && !Digits.At(line, at))
            at++;
        return at;
    }

    private bool TryNumber(ReadOnlySpan<char> line, int start, out int end)
    {
        var (value, digits) = (0, 0);
        end = start;
        while (Digits.Read(line, end, out var digit) is var length and > 0)
        {
            if (++digits > MostDigits)
                return false;
            value = (value * 10) + digit;
            end += length;
        }
        _list[Count++] = new HeaderNumber(value, digits, start, end);
        return true;
    }

    /// <summary>Whether the header ends in the gap that begins at a place.</summary>
    private bool EndsIn(ReadOnlySpan<char> line, ReadOnlySpan<char> gap, int at, bool brackets)
    {
        if (brackets)
        {
            var bracket = gap.IndexOf(']');
            var after = at + bracket + 1;
            return bracket >= 0
                && Ends(
                    HeaderJoint.Brackets,
                    at + bracket,
                    after < line.Length && line[after] == ' ' ? after + 1 : after
                );
        }
        var earliest = -1;
        foreach (var (sign, joint) in Joints)
        {
            var found = gap.IndexOf(sign, StringComparison.Ordinal);
            if (found < 0 || (earliest >= 0 && found > earliest))
                continue;
            earliest = found;
            Ends(joint, at + found, at + found + sign.Length);
        }
        if (earliest >= 0)
            return true;
        // An empty text whose last space an editor has cut off.
        return at + gap.Length == line.Length
            && (gap.EndsWith(" -", StringComparison.Ordinal) || gap.EndsWith(" –", StringComparison.Ordinal))
            && Ends(HeaderJoint.Dash, line.Length - 2, line.Length);
    }

    private bool Ends(HeaderJoint joint, int tailEnd, int textStart)
    {
        (Joint, TailEnd, TextStart) = (joint, tailEnd, textStart);
        return true;
    }
}
