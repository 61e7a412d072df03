using RiskLens.Engine.Units;

namespace RiskLens.Engine.Ledgers;

/// <summary>Hourly activity of one channel and purpose; all arrays have one element per hour of the ledger.</summary>
/// <param name="Channel">Channel id.</param>
/// <param name="Purpose">Purpose id.</param>
/// <param name="MessagesIn">Messages from customers.</param>
/// <param name="MessagesOut">Messages from the company.</param>
/// <param name="ConversationsIn">Conversations begun by customers (the unit of demand).</param>
/// <param name="ConversationsOut">Conversations begun by the company.</param>
/// <param name="Contacts">Distinct contacts active in the hour.</param>
/// <param name="Failed">Messages that the provider reports as not delivered.</param>
/// <param name="Value">Amounts moved, in the company's currency, major units.</param>
public sealed record Activity(
    string Channel,
    string Purpose,
    int[] MessagesIn,
    int[] MessagesOut,
    int[] ConversationsIn,
    int[] ConversationsOut,
    int[] Contacts,
    int[] Failed,
    decimal[] Value
)
{
    /// <summary>
    /// Of <see cref="ConversationsIn"/>, those whose contact had begun another within the day before
    /// (<see cref="RepeatCount"/>); null where that is not known.
    /// </summary>
    public int[]? RepeatsIn { get; init; }

    /// <summary>
    /// Seconds for which conversations were open in the hour, from their first message to their last, begun by customers;
    /// an hour with two that are open throughout has 7200. Null where the log does not tell.
    /// </summary>
    public long[]? OpenSecondsIn { get; init; }

    /// <summary>The same of conversations that the company began.</summary>
    public long[]? OpenSecondsOut { get; init; }
}

/// <summary>
/// The company's activity by UTC hour, channel and purpose, and the reach sets of its contacts. Hours in which no
/// log was watching a channel are unobserved, never zero.
/// </summary>
/// <param name="Start">First hour.</param>
/// <param name="Hours">Number of hours.</param>
/// <param name="Channels">Channel ids, ordinal order; a reach set's bit i is channel i.</param>
/// <param name="Activities">By channel, then purpose, ordinal order.</param>
/// <param name="Observed">For each channel, for each hour: whether a log was watching for the whole hour.</param>
/// <param name="Reach">Contacts by the set of channels on which each was seen.</param>
public sealed record Ledger(
    Hour Start,
    int Hours,
    IReadOnlyList<string> Channels,
    IReadOnlyList<Activity> Activities,
    IReadOnlyList<bool[]> Observed,
    ReachSets Reach
)
{
    /// <summary>One past the last hour.</summary>
    public Hour End => Start + Hours;

    /// <summary>Place of a channel of the ledger: its bit in reach sets.</summary>
    public int IndexOf(string channel) =>
        Enumerable
            .Range(0, Channels.Count)
            .First(i => string.Equals(Channels[i], channel, StringComparison.Ordinal));

    /// <summary>
    /// Only the hours before a moment. Reach sets stay as the logs showed them, and how long ago a contact was seen counts
    /// from that moment.
    /// </summary>
    public Ledger Until(Hour end)
    {
        if (end >= End)
            return this;
        var hours = Math.Max(0, end - Start);
        return this with
        {
            Hours = hours,
            Activities =
            [
                .. Activities.Select(a =>
                    a with
                    {
                        MessagesIn = a.MessagesIn[..hours],
                        MessagesOut = a.MessagesOut[..hours],
                        ConversationsIn = a.ConversationsIn[..hours],
                        ConversationsOut = a.ConversationsOut[..hours],
                        Contacts = a.Contacts[..hours],
                        Failed = a.Failed[..hours],
                        Value = a.Value[..hours],
                        RepeatsIn = a.RepeatsIn?[..hours],
                        OpenSecondsIn = a.OpenSecondsIn?[..hours],
                        OpenSecondsOut = a.OpenSecondsOut?[..hours],
                    }
                ),
            ],
            Observed = [.. Observed.Select(o => o[..hours])],
            Reach = Reach with { DaysLeftOut = Reach.DaysLeftOut + ((Hours - hours) / 24) },
        };
    }
}
