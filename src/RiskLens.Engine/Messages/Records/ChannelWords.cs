using System.Collections.Frozen;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The words by which providers and helpdesks name a channel, and the channel of the catalogue that each means. What
/// names no messaging service ("api", "web form") leaves the channel to the file.
/// </summary>
internal sealed class ChannelWords
{
    private static readonly FrozenDictionary<string, string> Meanings = Pairs(
        """
        whatsapp:whatsappbusiness whatsappbusiness:whatsappbusiness whatsappcloud:whatsappbusiness
        channelwhatsapp:whatsappbusiness
        sms:sms mms:sms channelsms:sms channeltwiliosms:sms twiliosms:sms text:sms textmessage:sms
        email:email mail:email channelemail:email
        messenger:messenger facebook:messenger facebookmessenger:messenger facebookmessage:messenger
        channelfacebookpage:messenger fb:messenger
        facebookpost:facebook facebookcomment:facebook
        instagram:instagram instagramdm:instagram instagramdirect:instagram channelinstagram:instagram
        telegram:telegram channeltelegram:telegram
        chat:webchat webchat:webchat livechat:webchat widget:webchat webwidget:webchat nativemessaging:webchat
        messaging:webchat chattranscript:webchat channelwebwidget:webchat socketio:webchat conversation:webchat
        rcs:rcs ussd:ussd signal:signal
        """
    );

    /// <summary>No channel of its own: the way in was a form, a program or a rule.</summary>
    private static readonly FrozenSet<string> Unspecific = Words(
        """
        null none api web webform webservice rule system mobile mobilesdk sharing closedticket ticketsharing helpcenter
        portal rest cmdline callback channelapi push inapp admininitiated batch import
        """
    );

    private static readonly FrozenSet<string> Calls = Words(
        "voice phone phonecall phonecallinbound phonecalloutbound voicemail call"
    );

    private readonly Dictionary<string, string> _catalogue;

    /// <summary>The words that mean channels of a catalogue, given by their ids.</summary>
    public ChannelWords(IReadOnlySet<string> channels)
    {
        _catalogue = channels.GroupBy(Folded.Of).ToDictionary(group => group.Key, group => group.First());
    }

    /// <summary>Whether the word means a telephone call, which is no message.</summary>
    public static bool IsCall(string? word) => word is not null && Calls.Contains(Folded.Of(word));

    /// <summary>
    /// The channel that a word means: an id of the catalogue, empty where the word names no service; false where it
    /// names one that the catalogue does not have.
    /// </summary>
    public bool TryFind(string? word, out string channel)
    {
        channel = "";
        var folded = Folded.Of(word ?? "");
        if (folded.Length == 0 || Unspecific.Contains(folded))
            return true;
        if (Meanings.TryGetValue(folded, out var meaning))
            folded = meaning;
        if (_catalogue.TryGetValue(folded, out channel!))
            return true;
        // Providers reach WhatsApp through the Business API only; a catalogue may not tell the two apart.
        channel = folded == "whatsappbusiness" ? _catalogue.GetValueOrDefault("whatsapp", "") : "";
        return channel.Length > 0;
    }

    private static string[] Split(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static FrozenSet<string> Words(string words) => Split(words).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Pairs(string pairs) =>
        Split(pairs)
            .Select(pair => pair.Split(':'))
            .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
