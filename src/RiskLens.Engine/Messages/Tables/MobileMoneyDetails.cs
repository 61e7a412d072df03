using System.Buffers;

namespace RiskLens.Engine.Messages;

/// <summary>
/// What the details of an M-PESA row say: "Customer Transfer to - 07******00 PERSON ONE", "Pay Bill to 888880 - POWER
/// Acc. 12", "Withdrawal Charge".
/// </summary>
internal static class MobileMoneyDetails
{
    private const int FewestPhoneDigits = 9;

    /// <summary>Words behind which the other party stands.</summary>
    private static readonly string[] PartyWords = [" agent till ", " to ", " from ", " by "];

    /// <summary>Words before what is different in each transfer of the same party.</summary>
    private static readonly string[] EndWords = [" Acc.", " via "];

    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("+0123456789*");

    private static readonly string[] Charges =
    [
        "charge",
        "charges",
        "fee",
        "fees",
        "tariff",
        "excise",
        "overdraft",
        "od",
    ];

    /// <summary>
    /// Whether the row is made by the operator beside a transfer, on its receipt: a charge, a tax, the overdraft that
    /// covers it and its repayment. What is said of the other party does not count: schools are paid fees.
    /// </summary>
    public static bool IsCharge(ReadOnlySpan<char> details)
    {
        var kind =
            PartyStart(details, out var length) is var at and >= 0 && length > 0 ? details[..at] : details;
        foreach (var word in kind.SplitAny(' ', '-', '.'))
        {
            foreach (var charge in Charges)
            {
                if (kind[word].Equals(charge, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }
        return false;
    }

    /// <summary>
    /// The other party in the details: its whole telephone number alone, since names are spelt in many ways; a masked
    /// number or a till with the name, since neither tells people apart; the name where there is no number. Empty
    /// where the row has no other party.
    /// </summary>
    public static ReadOnlySpan<char> Party(ReadOnlySpan<char> details)
    {
        var at = PartyStart(details, out var length);
        return at < 0 ? [] : Address(details[(at + length)..]);
    }

    /// <summary>The address in "0700000000 - PERSON" or "- 07******00 PERSON Acc. 5".</summary>
    public static ReadOnlySpan<char> Address(ReadOnlySpan<char> party)
    {
        party = party.TrimStart(" -").TrimEnd();
        foreach (var word in EndWords)
        {
            if (party.IndexOf(word, StringComparison.OrdinalIgnoreCase) is var end and > 0)
                party = party[..end].TrimEnd();
        }
        var number = party.IndexOfAnyExcept(NumberSigns);
        if (number < 0)
            number = party.Length;
        var first = party[..number];
        return first.Length >= FewestPhoneDigits && !first.Contains('*') ? first : party;
    }

    /// <summary>Where the first of the words before the other party stands; -1 without any.</summary>
    private static int PartyStart(ReadOnlySpan<char> details, out int length)
    {
        var (start, found) = (-1, 0);
        foreach (var word in PartyWords)
        {
            var at = details.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (start < 0 || at < start))
                (start, found) = (at, word.Length);
        }
        length = found;
        return start;
    }
}
