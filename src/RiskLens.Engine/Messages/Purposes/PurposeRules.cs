namespace RiskLens.Engine.Messages;

/// <summary>
/// Gives messages a purpose where their log gives none: the first rule that takes a message decides. Text, account
/// and sender are looked at in passing and never kept. Keeps buffers: not for two threads at once.
/// </summary>
public sealed class PurposeRules
{
    /// <summary>No rule takes the message.</summary>
    public const int None = -1;

    private const int LongestAddress = 256;
    private readonly PurposeRuleKeywords _keywords;
    private readonly PhoneNumbers _numbers;
    private readonly bool[] _found;
    private readonly bool _looksAtAccounts;
    private readonly bool _looksAtCategories;
    private readonly char[] _account = new char[LongestAddress];
    private (string Raw, string Folded) _category = ("", "");

    internal PurposeRules(IReadOnlyList<PurposeRule> rules, PhoneNumbers numbers)
    {
        Rules = rules;
        _numbers = numbers;
        _found = new bool[rules.Count];
        _keywords = new PurposeRuleKeywords([
            .. rules.SelectMany((rule, i) => rule.Keywords.Select(keyword => (keyword, i))),
        ]);
        _looksAtAccounts = rules.Any(rule => rule.Accounts.Count + rule.Senders.Count > 0);
        _looksAtCategories = rules.Any(rule => rule.Categories.Count > 0);
    }

    /// <summary>The rules, in the order in which they are tried.</summary>
    public IReadOnlyList<PurposeRule> Rules { get; }

    /// <summary>Reads a rule file; see <see cref="PurposeRuleFile"/>.</summary>
    /// <inheritdoc cref="PurposeRuleFile.Read"/>
    public static PurposeRules Parse(string text, IReadOnlySet<string> channels, PhoneNumbers numbers) =>
        new(PurposeRuleFile.Read(text, channels, numbers), numbers);

    /// <summary>The place of the first rule that takes a message, or <see cref="None"/>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="channel">Its channel, which the message itself may not name.</param>
    /// <param name="contact">Its contact, written as by <see cref="PhoneNumbers"/> on channels that have numbers.</param>
    public int Take(in Message message, ReadOnlySpan<char> channel, ReadOnlySpan<char> contact)
    {
        var account = _looksAtAccounts ? AddressOf(message.Account) : [];
        var sender = message.Direction == Direction.In ? contact : account;
        var category = _looksAtCategories ? FoldedCategory(message.Category) : "";
        var searched = false;
        for (var i = 0; i < Rules.Count; i++)
        {
            var rule = Rules[i];
            if (
                (rule.Direction is { } direction && direction != message.Direction)
                || !rule.TakesChannel(channel)
                || !PurposeRule.OneFits(rule.Accounts, account)
                || !PurposeRule.OneFits(rule.Senders, sender)
                || !PurposeRule.OneFits(rule.Categories, category)
            )
            {
                continue;
            }

            if (rule.Keywords.Count == 0)
                return i;
            if (!searched)
                _keywords.Find(message.Body, _found);
            searched = true;
            if (_found[i])
                return i;
        }

        return None;
    }

    /// <summary>The same for messages that a log only counts: rules on account, sender or keyword cannot take them.</summary>
    public int Take(in CountedMessages counted, ReadOnlySpan<char> channel) =>
        Take(
            new Message
            {
                UnixMilliseconds = counted.UnixMilliseconds,
                Direction = counted.Direction,
                Contact = [],
                Category = counted.Category,
            },
            channel,
            []
        );

    /// <summary>A log has few categories, and the next message's is mostly the last one's.</summary>
    private string FoldedCategory(ReadOnlySpan<char> category)
    {
        if (category.SequenceEqual(_category.Raw))
            return _category.Folded;
        _category = (category.ToString(), PurposeRuleText.Of(category));
        return _category.Folded;
    }

    private ReadOnlySpan<char> AddressOf(ReadOnlySpan<char> account) =>
        account.Length > LongestAddress
            ? []
            : _numbers.ToE164(_account.AsSpan(0, ContactName.Normalise(account, _account)), out _);
}
