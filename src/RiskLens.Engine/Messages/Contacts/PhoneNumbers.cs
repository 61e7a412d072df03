namespace RiskLens.Engine.Messages;

/// <summary>What became of a contact that may be a telephone number.</summary>
public enum NumberForm
{
    /// <summary>It is none: a name, a mail address, a handle.</summary>
    NoNumber,

    /// <summary>It is written internationally now (E.164).</summary>
    International,

    /// <summary>It looks like a number that only the people of one country can dial; kept as it came.</summary>
    Local,
}

/// <summary>
/// Writes the telephone numbers of a company's contacts internationally (E.164: + and up to 15 digits), so that a
/// number is one contact whichever way a log writes it. Numbers without + are taken as numbers of the company's
/// country. Keeps a buffer: not for two threads at once.
/// </summary>
public sealed class PhoneNumbers
{
    private const int MostDigits = 15;
    private const int FewestDigits = 5;
    private const int FewestForeignDigits = 11;

    /// <summary>What is shorter and belongs to no plan is a short code or a number of another kind.</summary>
    private const int FewestLocalDigits = 7;

    private readonly Dictionary<string, List<CallingCode>>.AlternateLookup<ReadOnlySpan<char>> _byCode;
    private readonly CallingCode? _home;
    private readonly char[] _number = new char[MostDigits + 1];

    /// <summary>Numbers as they are written in a country.</summary>
    /// <param name="codes">The calling codes of all countries.</param>
    /// <param name="country">The company's country, ISO 3166-1 alpha-2; empty where it is not known.</param>
    public PhoneNumbers(IEnumerable<CallingCode> codes, string country)
    {
        var byCode = new Dictionary<string, List<CallingCode>>(StringComparer.Ordinal);
        foreach (var one in codes)
        {
            if (!byCode.TryGetValue(one.Code, out var sharers))
                byCode.Add(one.Code, sharers = []);
            sharers.Add(one);
            if (one.Country == country)
                _home = one;
        }

        _byCode = byCode.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The contact's number written internationally; what cannot be comes back as it came.</summary>
    /// <param name="contact">A contact normalised by <see cref="ContactName"/>.</param>
    /// <param name="form">What it is.</param>
    /// <returns>Valid until the next call, or as long as the contact.</returns>
    public ReadOnlySpan<char> ToE164(ReadOnlySpan<char> contact, out NumberForm form) =>
        ToE164(contact, _number, out form);

    private ReadOnlySpan<char> ToE164(ReadOnlySpan<char> contact, Span<char> into, out NumberForm form)
    {
        form = NumberForm.NoNumber;
        if (contact.IsEmpty || !(contact[0] == '+' || char.IsAsciiDigit(contact[0])))
            return contact;
        var digits = contact[0] == '+' ? contact[1..] : contact;
        if (digits.Length is < FewestDigits or > MostDigits || digits.ContainsAnyExceptInRange('0', '9'))
            return contact;
        form = NumberForm.International;
        if (contact[0] == '+')
            return WithoutStrayZero(contact, into);
        if (AtHome(digits) is { IsEmpty: false } national)
            return Written(_home!.Code, national, into);
        if (IsForeign(digits))
            return Written("", digits, into);
        form = digits.Length < FewestLocalDigits ? NumberForm.NoNumber : NumberForm.Local;
        return contact;
    }

    /// <summary>
    /// The other ways in which a number of the company's country may stand in a log: without + or code, and behind
    /// the trunk prefix. Each comes back as the same number from <see cref="ToE164(ReadOnlySpan{char}, out NumberForm)"/>;
    /// another thread may be in that meanwhile.
    /// </summary>
    /// <param name="international">A number that begins with +.</param>
    public IReadOnlyList<string> OtherForms(string international)
    {
        if (_home is null || !international.StartsWith('+'))
            return [];
        var national = international.StartsWith("+" + _home.Code, StringComparison.Ordinal)
            ? international[(1 + _home.Code.Length)..]
            : "";
        return
        [
            .. _home
                .TrunkPrefixes.Select(trunk => trunk + national)
                .Append(national)
                .Append(international[1..])
                .Where(form => ToE164(form, new char[MostDigits + 1], out _).SequenceEqual(international)),
        ];
    }

    /// <summary>The national number, where the digits are a number of the company's country; else nothing.</summary>
    private ReadOnlySpan<char> AtHome(ReadOnlySpan<char> digits)
    {
        if (_home is null)
            return [];
        var behindTrunk = _home.BehindTrunk(digits);
        if (!behindTrunk.IsEmpty)
            return behindTrunk;
        if (!_home.IsOpen && _home.Has(digits.Length))
            return digits;
        return
            digits.StartsWith(_home.Code, StringComparison.Ordinal)
            && (!_home.IsOpen || digits.Length > _home.Longest)
            && _home.Has(digits.Length - _home.Code.Length)
            ? digits[_home.Code.Length..]
            : [];
    }

    /// <summary>Whether the digits are too many for a number at home and are one of another country, its + left out.</summary>
    private bool IsForeign(ReadOnlySpan<char> digits)
    {
        if (_home is null || _home.LongestAtHome is 0 || digits.Length < FewestForeignDigits)
            return false;
        var length = digits.Length;
        return length > _home.LongestAtHome
            && SharersOf(digits) is { } sharers
            && sharers.Exists(code => !code.IsOpen && code.Has(length - code.Code.Length));
    }

    private ReadOnlySpan<char> WithoutStrayZero(ReadOnlySpan<char> contact, Span<char> into)
    {
        var digits = contact[1..];
        if (SharersOf(digits) is not { } sharers)
            return contact;
        var code = sharers[0];
        var national = code.BehindStrayZero(digits[code.Code.Length..]);
        return national.IsEmpty ? contact : Written(code.Code, national, into);
    }

    /// <summary>The countries of the code that a number begins with; no code is the beginning of another.</summary>
    private List<CallingCode>? SharersOf(ReadOnlySpan<char> digits)
    {
        for (var length = 1; length <= 3 && length < digits.Length; length++)
        {
            if (_byCode.TryGetValue(digits[..length], out var sharers))
                return sharers;
        }

        return null;
    }

    private static ReadOnlySpan<char> Written(
        ReadOnlySpan<char> code,
        ReadOnlySpan<char> digits,
        Span<char> into
    )
    {
        var length = 1 + code.Length + digits.Length;
        if (length > into.Length)
            return digits;
        into[0] = '+';
        code.CopyTo(into[1..]);
        digits.CopyTo(into[(1 + code.Length)..]);
        return into[..length];
    }
}
