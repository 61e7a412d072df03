using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>What the company is known by in logs: telephone numbers, mail addresses, mail domains, and names of authors.</summary>
internal static class OwnAddresses
{
    private const int Most = 500;
    private const int Longest = 254;

    /// <summary>What was given, without blanks and repetitions.</summary>
    /// <exception cref="RiskLensException">One is too long or nothing that can be written, or there are too many.</exception>
    public static IReadOnlyList<string> Checked(IEnumerable<string> addresses)
    {
        var own = addresses
            .Select(address => address.Trim())
            .Where(address => address.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return own.Count <= Most && own.TrueForAll(CanBe)
            ? own
            : throw new RiskLensException(
                "The company's own names and addresses are too many, or one of them cannot be one.",
                $"Give at most {Most}, separated by commas, of at most {Longest} letters each: telephone numbers, mail addresses, mail domains and names as authors, such as +237600000000,bank.example,Support Desk."
            );
    }

    /// <summary>The addresses as log formats compare them: each number in every form that a log may give it.</summary>
    public static IReadOnlySet<string> Of(CompanyProfile company, Catalogue catalogue)
    {
        var numbers = new PhoneNumbers(catalogue.CallingCodes, company.Country);
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in company.OwnAddresses)
        {
            var written = Written(address);
            var international = numbers.ToE164(written, out _).ToString();
            own.Add(written);
            own.Add(international);
            own.UnionWith(numbers.OtherForms(international));
        }

        return own;
    }

    private static string Written(string address) => ContactName.Normalised(address.TrimStart('@'));

    /// <summary>Whether it is short, in one line, and more than signs and marks that nobody sees.</summary>
    private static bool CanBe(string address) =>
        address.Length <= Longest
        && !address.Any(char.IsControl)
        && Written(address).Any(letter => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter));
}
