namespace RiskLens.App.Demo;

/// <summary>
/// The bundled company: a bank in Douala that does not exist. Whatever shows it says that it is fictional.
/// </summary>
public static class FictionalBank
{
    /// <summary>Its name, in both languages; also the author of the bank's own lines in the chat export.</summary>
    public const string Name = "Banque Fictive du Wouri";

    /// <summary>A merchant who writes to the bank, in the chat export.</summary>
    public const string Merchant = "Épicerie Fictive Ndokoti";

    public const string Currency = "XAF";

    public const string Zone = "Africa/Douala";

    public const string Country = "CM";

    /// <summary>Who reviewed its assumptions.</summary>
    public const string Reviewer = "Comité des risques (fictif)";

    /// <summary>When, as yyyy-MM-dd.</summary>
    public const string ReviewedOn = "2022-12-31";

    /// <summary>The sentence that goes wherever a file has room for one.</summary>
    public const string Notice =
        "FICTIONAL / FICTIF: an invented bank; no person, number, message or amount here is real.";
}
