using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>The company's own telephone numbers, mail addresses and mail domains.</summary>
internal static class OwnAddresses
{
    private const int Most = 500;
    private const int Longest = 254;

    /// <summary>The addresses without blanks and repetitions.</summary>
    /// <exception cref="RiskLensException">One is too long or no address, or there are too many.</exception>
    public static IReadOnlyList<string> Checked(IEnumerable<string> addresses)
    {
        var own = addresses
            .Select(address => address.Trim())
            .Where(address => address.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return own.Count <= Most && own.TrueForAll(IsAddress)
            ? own
            : throw new RiskLensException(
                "The company's own addresses are too many, or one of them is none.",
                $"Give at most {Most}: telephone numbers, mail addresses and mail domains, separated by commas, such as +237600000000,bank.example."
            );
    }

    /// <summary>The addresses as log formats compare them: each number in every form that a log may give it.</summary>
    public static IReadOnlySet<string> Of(CompanyProfile company, Catalogue catalogue)
    {
        var numbers = new PhoneNumbers(catalogue.CallingCodes, company.Country);
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in company.OwnAddresses)
        {
            var buffer = new char[address.Length];
            var length = ContactName.Normalise(address.TrimStart('@'), buffer);
            var written = new string(buffer, 0, length);
            var international = numbers.ToE164(written, out _).ToString();
            own.Add(written);
            own.Add(international);
            own.UnionWith(numbers.OtherForms(international));
        }

        return own;
    }

    private static bool IsAddress(string address) =>
        address.Length <= Longest
        && !address.Any(char.IsControl)
        && (address.Contains('.', StringComparison.Ordinal) || address.Any(char.IsAsciiDigit));
}
