namespace RiskLens.Engine.Messages;

/// <summary>Whose mailbox it is: the addresses and domains by which a mail is the company's own.</summary>
internal sealed class MailOwner
{
    private readonly IReadOnlySet<string> _own;

    public MailOwner(IReadOnlySet<string> own) => _own = own;

    /// <summary>The owner as the user named it; null where no mail address and no domain is among the names.</summary>
    public static MailOwner? Given(IReadOnlySet<string> ownAddresses) =>
        ownAddresses.Any(IsOfMail) ? new MailOwner(ownAddresses) : null;

    /// <summary>Whether an address, its domain, or a domain above that is the company's.</summary>
    public bool Owns(string address)
    {
        if (_own.Contains(address))
            return true;
        for (var domain = MailAddresses.Domain(address); domain.Length > 0; domain = Above(domain))
        {
            if (_own.Contains(domain) || _own.Contains("@" + domain))
                return true;
        }
        return false;
    }

    /// <summary>Whether a name is a mail address or a domain: names of people have points too ("dr. desk").</summary>
    private static bool IsOfMail(string own) =>
        !own.Any(char.IsWhiteSpace) && (own.Contains('@', StringComparison.Ordinal) || IsDomain(own));

    private static bool IsDomain(string text) =>
        text.LastIndexOf('.') is var dot and > 0 && dot < text.Length - 1 && text.Any(char.IsLetter);

    private static string Above(string domain)
    {
        var dot = domain.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : domain[(dot + 1)..];
    }
}
