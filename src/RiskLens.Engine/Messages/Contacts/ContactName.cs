using System.Buffers;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Writes a contact's address or name in one way, so that one person is one contact: phone numbers as digits
/// (with a leading + where the number is international), everything else in lower case without invisible marks, with
/// each accent joined to its letter (Unicode's form C) where a log keeps them apart.
/// </summary>
public static class ContactName
{
    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    /// <summary>Where the accents begin that stand behind their letter; all before is in form C.</summary>
    private const char FirstAccent = '\u0300';

    private static readonly string[] Schemes = ["whatsapp:", "tel:", "mailto:"];

    /// <summary>
    /// Normalises <paramref name="raw"/> into <paramref name="into"/>, which must be at least as long, and returns
    /// the length written; 0 means that nothing is left. What looks like a phone number (7 to 15 digits, E.164,
    /// with an optional +, spaces, brackets, points and dashes) becomes "+" and its digits where it began with +
    /// or 00, and its digits alone otherwise. Of "Name &lt;address&gt;" the address is kept.
    /// </summary>
    public static int Normalise(ReadOnlySpan<char> raw, Span<char> into)
    {
        if (into.Length < raw.Length)
            throw new ArgumentException("The buffer must be at least as long as the name.", nameof(into));
        if (IsInternational(raw))
        {
            raw.CopyTo(into);
            return raw.Length;
        }

        var length = CopyVisible(raw, into);
        var name = into[..length];
        foreach (var scheme in Schemes)
        {
            if (!name.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                continue;
            length = CopyVisible(name[scheme.Length..], into);
            name = into[..length];
        }
        if (MailAddress(name) is { Length: > 0 } address)
        {
            length = CopyVisible(address, into);
            name = into[..length];
        }
        var digits = PhoneNumber(name);
        return digits > 0 ? digits : LowerCase(into[..Compose(name)]);
    }

    /// <summary>The address of "Name &lt;address&gt;", as mail programs write people; empty where it is none.</summary>
    private static ReadOnlySpan<char> MailAddress(ReadOnlySpan<char> name)
    {
        if (name is not [.., '>'])
            return [];
        var address = name[(name.LastIndexOf('<') + 1)..^1];
        return address.Length < name.Length - 1 && address.Contains('@') ? address : [];
    }

    /// <summary>The name or address written in that way; empty where nothing is left.</summary>
    public static string Normalised(string raw)
    {
        var buffer = new char[raw.Length];
        return new string(buffer, 0, Normalise(raw, buffer));
    }

    /// <summary>Whether a name is a + and the digits of a number: most are, and are written already.</summary>
    private static bool IsInternational(ReadOnlySpan<char> name) =>
        name.Length is > FewestDigits and <= MostDigits + 1
        && name[0] == '+'
        && !name[1..].ContainsAnyExceptInRange('0', '9');

    /// <summary>Joins accents to their letters in place, and returns the length left.</summary>
    private static int Compose(Span<char> name)
    {
        if (!name.ContainsAnyInRange(FirstAccent, char.MaxValue))
            return name.Length;
        if (!IsWellFormed(name) || ((ReadOnlySpan<char>)name).IsNormalized())
            return name.Length;
        Span<char> composed = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        // Of the few letters that grow by it, one fills the buffer; the name then stays as it is in every log.
        if (!((ReadOnlySpan<char>)name).TryNormalize(composed, out var length))
            return name.Length;
        composed[..length].CopyTo(name);
        return length;
    }

    /// <summary>Whether every half of a surrogate pair has its other half: what has not cannot be normalised.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty)
        {
            if (System.Text.Rune.DecodeFromUtf16(name, out _, out var used) != OperationStatus.Done)
                return false;
            name = name[used..];
        }

        return true;
    }

    /// <summary>Copies without marks, with plain spaces, trimmed; source and target may be the same memory.</summary>
    private static int CopyVisible(ReadOnlySpan<char> raw, Span<char> into)
    {
        var length = 0;
        foreach (var letter in raw)
        {
            if (letter is > ' ' and < '\u0080')
            {
                into[length++] = letter;
                continue;
            }
            if (Marks.IsInvisible(letter))
                continue;
            var space = Marks.IsSpace(letter) || char.IsWhiteSpace(letter);
            if (space && length == 0)
                continue;
            into[length++] = space ? ' ' : letter;
        }
        while (length > 0 && into[length - 1] == ' ')
            length--;
        return length;
    }

    /// <summary>Turns a phone number into its digits in place; 0, and nothing changed, when it is not one.</summary>
    private static int PhoneNumber(Span<char> name)
    {
        var digits = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsAsciiDigit(name[i]))
                digits++;
            else if (name[i] == '+' ? digits > 0 : !IsNumberSign(name[i]))
                return 0;
        }
        var plus = name.IndexOf('+');
        if (plus >= 0 && name[(plus + 1)..].Contains('+'))
            return 0;
        var zeros = plus < 0 && name is ['0', '0', ..];
        digits -= zeros ? 2 : 0;
        if (digits is < FewestDigits or > MostDigits)
            return 0;
        Span<char> number = stackalloc char[MostDigits + 1];
        var length = 0;
        if (plus >= 0 || zeros)
            number[length++] = '+';
        foreach (var letter in name[(zeros ? 2 : 0)..])
        {
            if (char.IsAsciiDigit(letter))
                number[length++] = letter;
        }
        number[..length].CopyTo(name);
        return length;
    }

    private static bool IsNumberSign(char letter) =>
        letter is ' ' or '(' or ')' or '.' or '-' or '\u2010' or '\u2011';

    private static int LowerCase(Span<char> name)
    {
        for (var i = 0; i < name.Length; i++)
            name[i] = char.ToLowerInvariant(name[i]);
        return name.Length;
    }
}
