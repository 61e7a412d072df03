using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Finds a mailbox's owner by its own evidence, where the user named none: the mail domain, or else the address, that
/// takes part (From, To, Cc, Delivered-To, X-Original-To) in more than half of the mails and in more than any other. A
/// domain of a public mail provider is no company's; nor is one that leaves no customers. What is delivered to an
/// address weighs double. Memory grows with the addresses.
/// </summary>
internal sealed class MailOwnerEvidence
{
    private static readonly HashSet<string> PublicDomains = new(
        """
        gmail.com googlemail.com yahoo.com yahoo.fr yahoo.co.uk ymail.com hotmail.com hotmail.fr outlook.com outlook.fr
        live.com live.fr msn.com icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net web.de t-online.de orange.fr
        wanadoo.fr free.fr sfr.fr laposte.net proton.me protonmail.com yandex.ru yandex.com mail.ru qq.com 163.com
        126.com zoho.com mail.com
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal
    );

    private readonly Dictionary<string, int> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _amongThemselves = new(StringComparer.Ordinal);
    private int _mails;

    /// <summary>Takes a mail into account.</summary>
    public void Add(Mail mail)
    {
        var delivered = Addresses(mail, "delivered-to", "x-original-to");
        var writing = Addresses(mail, "from", "to", "cc");
        var all = delivered.Union(writing, StringComparer.Ordinal).ToList();
        if (all.Count == 0)
            return;
        _mails++;
        var domains = all.Select(MailAddresses.Domain).Distinct(StringComparer.Ordinal).ToList();
        foreach (var address in all)
            Count(_addresses, address, delivered.Contains(address));
        foreach (var domain in domains)
            Count(_domains, domain, delivered.Any(address => MailAddresses.Domain(address) == domain));
        if (domains.Count == 1)
            Count(_amongThemselves, domains[0], twice: false);
    }

    /// <summary>The owner; where the mails do not tell, a refusal that asks for it.</summary>
    public MailOwner Decide()
    {
        if (Most(_domains) is { } domain && !PublicDomains.Contains(domain) && HasCustomers(domain))
            return new MailOwner(new HashSet<string>([domain], StringComparer.Ordinal));
        if (Most(_addresses) is { } address)
            return new MailOwner(new HashSet<string>([address], StringComparer.Ordinal));
        throw new RiskLensException(
            "The mails do not tell which of their addresses is the company's.",
            "Name the company's own mail addresses or domains (company set --own) and import the file again."
        );
    }

    private bool HasCustomers(string domain) => _amongThemselves.GetValueOrDefault(domain) < _mails;

    /// <summary>What is in more than half of the mails and in more than anything else.</summary>
    private string? Most(Dictionary<string, int> counts)
    {
        var (most, name, tie) = (_mails / 2, (string?)null, false);
        foreach (var (candidate, count) in counts)
        {
            if (count < most || (count == most && name is null))
                continue;
            tie = count == most;
            (most, name) = (count, candidate);
        }
        return tie ? null : name;
    }

    private static void Count(Dictionary<string, int> counts, string name, bool twice) =>
        counts[name] = counts.GetValueOrDefault(name) + (twice ? 2 : 1);

    private static HashSet<string> Addresses(Mail mail, params ReadOnlySpan<string> fields)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
            all.UnionWith(MailAddresses.Of(mail[field]));
        return all;
    }
}
