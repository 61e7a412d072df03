using System.Globalization;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Reads an amount as tables print it: "1,250.00", "1 250,00", "-500", "500 XAF", "(500.00)" for less than nothing. Where points and commas both occur,
/// the last is the decimal mark; a single comma before exactly three digits groups thousands.
/// </summary>
internal static class AmountText
{
    private const int Longest = 64;
    private const int DigitsOfLong = 19;

    /// <summary>Reads a cell; an empty one is zero.</summary>
    public static bool TryRead(ReadOnlySpan<char> cell, out decimal amount)
    {
        amount = 0;
        if (cell.Length > Longest)
            return false;
        if (cell.Length < DigitsOfLong && !cell.ContainsAnyExceptInRange('0', '9'))
        {
            var number = 0L;
            foreach (var digit in cell)
                number = (number * 10) + (digit - '0');
            amount = number;
            return true;
        }

        Span<char> plain = stackalloc char[Longest];
        var length = 0;
        foreach (var letter in cell)
        {
            var currency =
                char.IsLetter(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.CurrencySymbol;
            if (!currency && !Marks.IsSpace(letter) && !Marks.IsInvisible(letter) && letter != '\'')
                plain[length++] = letter == '\u2212' ? '-' : letter;
        }
        var digits = plain[..length];
        if (digits.IsEmpty)
            return cell.Trim().IsEmpty || TableWords.IsNothing(cell.Trim());
        // A dash stands where accounts have no amount.
        if (digits is ['-' or '\u2013'])
            return true;
        if (digits is ['(', .., ')'])
        {
            digits[0] = '-';
            length--;
        }
        var mark = DecimalMark(digits);
        var kept = 0;
        for (var i = 0; i < length; i++)
        {
            if (i == mark)
                digits[kept++] = '.';
            else if (digits[i] is not ('.' or ','))
                digits[kept++] = digits[i];
        }
        return decimal.TryParse(
            digits[..kept],
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out amount
        );
    }

    private static int DecimalMark(ReadOnlySpan<char> digits)
    {
        var last = digits.LastIndexOfAny('.', ',');
        if (last < 0)
            return -1;
        var other = digits[last] == '.' ? ',' : '.';
        if (digits.Contains(other))
            return last;
        // The same mark twice can only group: 1.250.000.
        if (digits[..last].Contains(digits[last]))
            return -1;
        return digits[last] == ',' && digits.Length - last == 4 ? -1 : last;
    }
}
