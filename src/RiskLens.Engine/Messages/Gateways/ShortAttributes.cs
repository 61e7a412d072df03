using System.Globalization;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// XML text with its long attribute values cut: a picture of 90 MB inside a tag would otherwise stand in memory
/// whole, as an XML reader keeps the tag it is at. What is cut is past the first 64 Ki characters of a value; a tag that is
/// still too long is refused. A cut never falls inside a character or a reference (&amp;#128512;).
/// </summary>
internal sealed class ShortAttributes(TextReader text) : TextReader
{
    private const int LongestValue = 64 * 1024;
    private const int LongestTag = 512 * 1024;
    private const int LongestReference = 12;

    private enum Place
    {
        Text,
        Tag,
        Value,
        Comment,
        Instruction,
    }

    private readonly char[] _raw = new char[16 * 1024];
    private int _start;
    private int _end;
    private Place _place;
    private char _quote;
    private int _tagLength;
    private int _valueLength;
    private int _reference;
    private char _before;
    private char _beforeThat;

    public override int Read(char[] buffer, int index, int count)
    {
        var written = 0;
        while (written == 0)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, text.Read(_raw, 0, _raw.Length));
                if (_end == 0)
                    return 0;
            }
            while (_start < _end && written < count)
            {
                var letter = _raw[_start++];
                if (Keeps(letter))
                    buffer[index + written++] = letter;
            }
            if (count == 0)
                return 0;
        }
        return written;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    public override int Peek() => -1;

    private bool Keeps(char letter)
    {
        var keeps = _place != Place.Value || KeepsInValue(letter);
        if (_place != Place.Value || letter == _quote)
            Move(letter);
        (_beforeThat, _before) = (_before, letter);
        if (!keeps || _place == Place.Text)
            return keeps;
        if (++_tagLength <= LongestTag || _place is Place.Comment or Place.Instruction)
            return true;
        throw new RiskLensException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"A tag of the XML file is longer than {LongestTag / 1024} thousand characters."
            ),
            "Export the messages again and give the new file."
        );
    }

    /// <summary>The end of a value always stays; past the limit only a reference that has begun is still finished.</summary>
    private bool KeepsInValue(char letter)
    {
        if (letter == _quote)
            return true;
        _valueLength++;
        if (_reference > 0)
        {
            _reference = letter == ';' ? 0 : _reference - 1;
            return true;
        }
        if (_valueLength > LongestValue && !char.IsLowSurrogate(letter))
            return false;
        if (_valueLength > LongestValue + 1)
            return false;
        if (letter == '&')
            _reference = LongestReference;
        return true;
    }

    private void Move(char letter)
    {
        _place = (_place, letter) switch
        {
            (Place.Text, '<') => Place.Tag,
            (Place.Tag, '>') => Place.Text,
            (Place.Tag, '?') when _before == '<' => Place.Instruction,
            (Place.Tag, '-') when _before == '-' && _beforeThat == '!' => Place.Comment,
            (Place.Tag, '"' or '\'') => Place.Value,
            (Place.Value, _) => Place.Tag,
            (Place.Comment, '>') when _before == '-' && _beforeThat == '-' => Place.Text,
            (Place.Instruction, '>') when _before == '?' => Place.Text,
            _ => _place,
        };
        if (_place == Place.Value)
            (_quote, _valueLength, _reference) = (letter, 0, 0);
        else if (_place == Place.Text)
            _tagLength = 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }
}
