using RiskLens.Engine.Messages;

namespace RiskLens.App.Logs;

/// <summary>What a rule did in a file.</summary>
/// <param name="Rule">The rule as it was written.</param>
/// <param name="Messages">Messages that it took.</param>
public sealed record RuleTaken(string Rule, long Messages);

/// <summary>
/// The purpose of each message of a file: the log's own word where it has one, else that of the first rule that takes
/// the message; and how many messages each rule took.
/// </summary>
internal sealed class GivenPurposes(PurposeRules? rules)
{
    private readonly long[] _taken = new long[rules?.Rules.Count ?? 0];

    /// <summary>What each rule took, in their order; empty where there are none.</summary>
    public IReadOnlyList<RuleTaken> Rules =>
        rules is null ? [] : [.. rules.Rules.Select((rule, i) => new RuleTaken(rule.Text, _taken[i]))];

    /// <summary>Messages without a purpose of their own that no rule took.</summary>
    public long WithoutRule { get; private set; }

    /// <summary>The purpose of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="contact">Its contact, written as by <see cref="ContactAddresses"/>.</param>
    public ReadOnlySpan<char> Of(in Message message, string channel, ReadOnlySpan<char> contact) =>
        rules is null || !message.Purpose.IsWhiteSpace()
            ? message.Purpose
            : Taken(rules.Take(message, channel, contact), 1);

    /// <summary>The purpose of messages that a log only counts.</summary>
    public ReadOnlySpan<char> Of(in CountedMessages counted, string channel) =>
        rules is null || !counted.Purpose.IsWhiteSpace()
            ? counted.Purpose
            : Taken(rules.Take(counted, channel), counted.Messages);

    private string Taken(int rule, long messages)
    {
        if (rule == PurposeRules.None)
        {
            WithoutRule += messages;
            return "";
        }

        _taken[rule] += messages;
        return rules!.Rules[rule].Purpose;
    }
}
