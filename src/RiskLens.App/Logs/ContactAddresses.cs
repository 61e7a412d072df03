using RiskLens.Engine.Messages;

namespace RiskLens.App.Logs;

/// <summary>Contacts as they are told apart: on channels numbered by telephone, by the international number.</summary>
/// <param name="country">The company's country, or empty.</param>
/// <param name="numbers">Writes numbers of the company's country.</param>
/// <param name="phoneNumbered">Channels whose contacts are telephone numbers.</param>
internal sealed class ContactAddresses(
    string country,
    PhoneNumbers numbers,
    IReadOnlySet<string> phoneNumbered
)
{
    /// <summary>The company's country, or empty.</summary>
    public string Country => country;

    /// <summary>Whether a channel's contacts are telephone numbers.</summary>
    public bool HasNumbers(string channel) => phoneNumbered.Contains(channel);

    /// <summary>The contact of a message, written in one way; valid until the next call or as long as the message.</summary>
    /// <param name="contact">The contact as the log's reader gave it.</param>
    /// <param name="channel">The message's channel.</param>
    /// <param name="form">Whether it is a number, and could be written internationally.</param>
    public ReadOnlySpan<char> Of(ReadOnlySpan<char> contact, string channel, out NumberForm form)
    {
        form = NumberForm.NoNumber;
        var mayBeNumber = !contact.IsEmpty && (char.IsAsciiDigit(contact[0]) || contact[0] == '+');
        return mayBeNumber && HasNumbers(channel) ? numbers.ToE164(contact, out form) : contact;
    }

    /// <summary>The same for an address of which no channel is known: what looks like a telephone number is one.</summary>
    public ReadOnlySpan<char> OfNumber(ReadOnlySpan<char> contact, out NumberForm form) =>
        numbers.ToE164(contact, out form);

    /// <summary>Other ways in which a log may write the number, each of which is understood as the same.</summary>
    public IReadOnlyList<string> OtherForms(string address) => numbers.OtherForms(address);
}
