namespace RiskLens.Engine.Messages;

/// <summary>
/// One line of a rule file: the purpose of the messages for which all its conditions hold. A condition holds when
/// one of its values does; one that is not given always holds.
/// </summary>
public sealed class PurposeRule
{
    internal PurposeRule(int line, string purpose, string text) =>
        (Line, Purpose, Text) = (line, purpose, text);

    /// <summary>Number of the line in the file, from 1.</summary>
    public int Line { get; }

    /// <summary>Purpose id.</summary>
    public string Purpose { get; }

    /// <summary>The line as it was written.</summary>
    public string Text { get; }

    internal IReadOnlyList<string> Channels { get; set; } = [];
    internal Direction? Direction { get; set; }
    internal IReadOnlyList<PurposeRulePattern> Accounts { get; set; } = [];
    internal IReadOnlyList<PurposeRulePattern> Categories { get; set; } = [];
    internal IReadOnlyList<PurposeRulePattern> Senders { get; set; } = [];

    /// <summary>Folded, with a space where a word must begin or end.</summary>
    internal IReadOnlyList<string> Keywords { get; set; } = [];

    internal static bool OneFits(IReadOnlyList<PurposeRulePattern> patterns, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (patterns[i].Fits(text))
                return true;
        }

        return patterns.Count == 0;
    }

    internal bool TakesChannel(ReadOnlySpan<char> channel)
    {
        for (var i = 0; i < Channels.Count; i++)
        {
            if (channel.SequenceEqual(Channels[i]))
                return true;
        }

        return Channels.Count == 0;
    }
}
