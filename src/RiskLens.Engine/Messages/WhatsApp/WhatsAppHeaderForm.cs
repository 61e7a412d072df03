namespace RiskLens.Engine.Messages;

/// <summary>
/// What one header of a file has around its numbers: another line that has the same, and numbers of the same lengths,
/// has a header that reads in the same way.
/// </summary>
internal sealed class WhatsAppHeaderForm
{
    private const int LongestDay = 40;
    private const int DateNumbers = 3;

    private readonly string _front;
    private readonly string[] _gaps;
    private readonly int[] _fewestDigits;
    private readonly int[] _mostDigits;
    private readonly char _zero;
    private readonly int _date;
    private readonly int _hour;
    private readonly int _period;
    private readonly bool _seconds;
    private readonly bool _brackets;
    private readonly int _style;
    private readonly HeaderFront _header;

    // Line after line tells the same day: where the date stands first, its text is compared before it is read.
    private readonly char[] _sameDay = new char[LongestDay];
    private int _sameDayLength;
    private ChatDate _day;

    /// <summary>The form of a header; null where it cannot be read or its digits take two characters each.</summary>
    public static WhatsAppHeaderForm? Of(ReadOnlySpan<char> line, WhatsAppHeaderText text, int style) =>
        !text.IsReadable || char.IsHighSurrogate(line[text.Numbers[0].Start])
            ? null
            : new WhatsAppHeaderForm(line, text, style);

    private WhatsAppHeaderForm(ReadOnlySpan<char> line, WhatsAppHeaderText text, int style)
    {
        var numbers = text.Numbers;
        _front = line[..numbers[0].Start].ToString();
        _gaps = new string[numbers.Count];
        _fewestDigits = new int[numbers.Count];
        _mostDigits = new int[numbers.Count];
        for (var i = 0; i < numbers.Count; i++)
        {
            var digits = numbers[i].Digits;
            _gaps[i] = i + 1 < numbers.Count ? numbers.Gap(line, i).ToString() : Joint(line, numbers);
            (_fewestDigits[i], _mostDigits[i]) = digits > 2 ? (digits, digits) : (1, 2);
        }
        Digits.Read(line, numbers[0].Start, out var first);
        _zero = (char)(line[numbers[0].Start] - first);
        (_date, _hour, _period, _style, _header) = (text.Date, text.Hour, text.Period, style, text.Front);
        _seconds = text.Style.Seconds;
        _brackets = text.Style.Joint == HeaderJoint.Brackets;
    }

    /// <summary>Up to the text; of a closing bracket without the space that may follow.</summary>
    private static string Joint(ReadOnlySpan<char> line, WhatsAppNumbers numbers)
    {
        var from = numbers[numbers.Count - 1].End;
        return numbers.Joint == HeaderJoint.Brackets
            ? line[from..(numbers.TailEnd + 1)].ToString()
            : line[from..numbers.TextStart].ToString();
    }

    /// <summary>Reads the header of a line that has this form.</summary>
    public bool TryRead(ReadOnlySpan<char> line, out WhatsAppHeader header)
    {
        header = default;
        Span<int> values = stackalloc int[WhatsAppNumbers.Most];
        var (number, at, thirdDigits, third) = (0, _front.Length, 0, _date + 2);
        var sameDay = _sameDayLength > 0 && line.StartsWith(_sameDay.AsSpan(0, _sameDayLength));
        if (sameDay)
            (number, at) = (DateNumbers, _sameDayLength);
        else if (_front.Length > 0 && !line.StartsWith(_front, StringComparison.Ordinal))
            return false;
        var afterDate = 0;
        for (var i = number; i < _gaps.Length; i++)
        {
            var (value, start) = (0, at);
            while (at < line.Length && line[at] - _zero is >= 0 and <= 9 && at - start <= 4)
                value = (value * 10) + (line[at++] - _zero);
            if (at - start < _fewestDigits[i] || at - start > _mostDigits[i])
                return false;
            values[i] = value;
            if (i == third)
                thirdDigits = at - start;
            if (!Follows(line, at, _gaps[i]))
                return false;
            at += _gaps[i].Length;
            if (i == third)
                afterDate = at;
        }
        var millisecond = WhatsAppHeaderText.OfDay(
            values[_hour],
            values[_hour + 1],
            _seconds ? values[_hour + 2] : 0,
            _period
        );
        if (millisecond < 0)
            return false;
        if (!sameDay)
            Remember(
                line[..afterDate],
                new ChatDate(values[_date], values[_date + 1], values[third], thirdDigits)
            );
        if (_brackets && at < line.Length && line[at] == ' ')
            at++;
        header = new WhatsAppHeader
        {
            Style = _style,
            Date = _day,
            MillisecondOfDay = millisecond,
            HasWord = _period != 0,
            Front = _header,
            Text = line[at..],
        };
        return true;
    }

    private void Remember(ReadOnlySpan<char> text, ChatDate day)
    {
        _day = day;
        _sameDayLength = _date == 0 && text.Length <= LongestDay ? text.Length : 0;
        text[.._sameDayLength].CopyTo(_sameDay);
    }

    private static bool Follows(ReadOnlySpan<char> line, int at, string gap) =>
        gap.Length == 1
            ? at < line.Length && line[at] == gap[0]
            : line[at..].StartsWith(gap, StringComparison.Ordinal);
}
