using System.Globalization;

namespace RiskLens.Engine.Units;

/// <summary>A currency by its ISO 4217 code, with the digits of its minor unit (XAF has none).</summary>
public sealed record Currency
{
    private static readonly Dictionary<string, int> MinorDigitsByCode = new(StringComparer.Ordinal)
    {
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["CDF"] = 2,
        ["EUR"] = 2,
        ["USD"] = 2,
        ["GBP"] = 2,
        ["NGN"] = 2,
        ["KES"] = 2,
        ["ZAR"] = 2,
        ["GHS"] = 2,
        ["MAD"] = 2,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["TZS"] = 2,
    };

    private Currency(string code, int minorDigits)
    {
        Code = code;
        MinorDigits = minorDigits;
    }

    /// <summary>The ISO 4217 code, such as XAF.</summary>
    public string Code { get; }

    /// <summary>Digits after the decimal mark: 0 for XAF, 2 for EUR (ISO 4217).</summary>
    public int MinorDigits { get; }

    /// <summary>An amount with the digits of its minor unit and its code, such as 52,300 XAF or 12.50 EUR.</summary>
    public string Text(decimal amount) =>
        amount.ToString(
            $"N{MinorDigits.ToString(CultureInfo.InvariantCulture)}",
            CultureInfo.InvariantCulture
        )
        + " "
        + Code;

    /// <summary>All currencies known here, by code.</summary>
    public static IReadOnlyCollection<string> Codes => MinorDigitsByCode.Keys;

    /// <summary>Finds a currency by its code; an unknown code is refused with the list of known ones.</summary>
    public static Currency Of(string code) =>
        MinorDigitsByCode.TryGetValue(code.ToUpperInvariant(), out var digits)
            ? new Currency(code.ToUpperInvariant(), digits)
            : throw new RiskLensException(
                $"The currency '{code}' is not known.",
                $"Use one of {string.Join(", ", MinorDigitsByCode.Keys)}."
            );
}
