using System.Globalization;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>How a country's telephone numbers are written at home and abroad (ITU-T E.164 and national plans).</summary>
public sealed class CallingCode
{
    private readonly int _shortest;
    private readonly int[] _lengths;

    /// <summary>One row of the table data/calling-codes.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="code">Country code of E.164, digits alone.</param>
    /// <param name="trunkPrefixes">What is dialled before a national number at home; several separated by ";", or none.</param>
    /// <param name="nationalDigits">Lengths of a national number ("8;9"), a range for an open plan ("7-11"), or nothing.</param>
    /// <exception cref="RiskLensException">The code or a length is not one.</exception>
    public CallingCode(string country, string code, string trunkPrefixes, string nationalDigits)
    {
        (Country, Code) = (country, code);
        TrunkPrefixes = trunkPrefixes.Split(';', StringSplitOptions.RemoveEmptyEntries);
        IsOpen = nationalDigits.Contains('-', StringComparison.Ordinal);
        _lengths =
        [
            .. nationalDigits
                .Split(IsOpen ? '-' : ';', StringSplitOptions.RemoveEmptyEntries)
                .Select(text =>
                    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
                        ? digits
                        : throw Wrong(country)
                ),
        ];
        if (code.Length is < 1 or > 3 || !code.All(char.IsAsciiDigit) || (IsOpen && _lengths.Length != 2))
            throw Wrong(country);
        (_shortest, Longest) = _lengths is [] ? (int.MaxValue, 0) : (_lengths.Min(), _lengths.Max());
    }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; }

    /// <summary>Country code of E.164, digits alone.</summary>
    public string Code { get; }

    /// <summary>What is dialled before a national number at home.</summary>
    public IReadOnlyList<string> TrunkPrefixes { get; }

    /// <summary>Whether national numbers are of many lengths, so that only a trunk prefix tells one from a part of one.</summary>
    public bool IsOpen { get; }

    /// <summary>Digits of the longest national number; 0 where nothing is known.</summary>
    public int Longest { get; }

    /// <summary>Digits of the longest number as it is dialled at home; 0 where nothing is known.</summary>
    public int LongestAtHome =>
        Longest == 0 ? 0 : Longest + TrunkPrefixes.Select(trunk => trunk.Length).DefaultIfEmpty().Max();

    /// <summary>Whether a national number has so many digits.</summary>
    public bool Has(int digits) =>
        IsOpen ? digits >= _shortest && digits <= Longest : _lengths.Contains(digits);

    /// <summary>The digits of a number behind the trunk prefix that it begins with, or nothing.</summary>
    public ReadOnlySpan<char> BehindTrunk(ReadOnlySpan<char> digits)
    {
        foreach (var trunk in TrunkPrefixes)
        {
            if (digits.StartsWith(trunk, StringComparison.Ordinal) && Has(digits.Length - trunk.Length))
                return digits[trunk.Length..];
        }

        return [];
    }

    /// <summary>
    /// The digits behind a zero that belongs to calls at home and was left in an international number, as in
    /// "+33 (0)6 12 34 56 78"; nothing where there is none.
    /// </summary>
    public ReadOnlySpan<char> BehindStrayZero(ReadOnlySpan<char> digits) =>
        digits is ['0', ..] && TrunkPrefixes is ["0", ..] ? BehindTrunk(digits) : [];

    private static RiskLensException Wrong(string country) =>
        new($"The calling code of {country} cannot be read.", "Correct the table data/calling-codes.");
}
