namespace RiskLens.Engine.Outages;

/// <summary>
/// Hours of the company's ledger that look like an outage of a channel, for an analyst to confirm or reject.
/// </summary>
/// <param name="Channel">Channel id.</param>
/// <param name="Start">When it began, UTC; to the minute where the messages tell.</param>
/// <param name="End">When it ended, UTC.</param>
/// <param name="StartWithinHours">How far off the start may be.</param>
/// <param name="EndWithinHours">How far off the end may be.</param>
/// <param name="Kind">silence, low (a part of the function, or of the customers), or failures.</param>
/// <param name="Series">in, all or failed: the messages that are out of the usual.</param>
/// <param name="Reading">
/// outage; recording_gap (it could be the recording that failed); unclear (the data do not tell).
/// </param>
/// <param name="Signs">What the reading rests on, see <see cref="ReadingSigns"/>.</param>
/// <param name="Expected">Messages of the series to be expected of these hours.</param>
/// <param name="Actual">Messages of the series.</param>
/// <param name="ChanceInYear">Chance that a year without an outage shows anything as surprising.</param>
/// <param name="WiderStart">Start of the whole unusual stretch: beside a silence there may be low hours.</param>
/// <param name="WiderEnd">End of it.</param>
/// <param name="In">Messages from customers.</param>
/// <param name="Out">Messages from the company, those that failed left out.</param>
/// <param name="Failed">Messages that were reported as not delivered.</param>
/// <param name="OtherChannels">What the other channels showed meanwhile.</param>
public sealed record OutageProposal(
    string Channel,
    DateTimeOffset Start,
    DateTimeOffset End,
    double StartWithinHours,
    double EndWithinHours,
    string Kind,
    string Series,
    string Reading,
    IReadOnlyList<string> Signs,
    double Expected,
    long Actual,
    double ChanceInYear,
    DateTimeOffset WiderStart,
    DateTimeOffset WiderEnd,
    SeenAndExpected In,
    SeenAndExpected Out,
    SeenAndExpected Failed,
    IReadOnlyList<OtherChannel> OtherChannels
);

/// <summary>A count and what was to be expected: the mean of the same hours of up to eight neighbouring weeks.</summary>
/// <param name="Expected">Null where none of these weeks was observed.</param>
public sealed record SeenAndExpected(long Actual, double? Expected);

/// <summary>What another channel showed during a proposal.</summary>
/// <param name="State">
/// alive (messages as usual or nearly so), silent (next to none where many were to be expected), or untold (not
/// observed, or too quiet).
/// </param>
public sealed record OtherChannel(string Channel, string State, SeenAndExpected Messages);

/// <summary>Signs by which an outage is told from a gap in the recording.</summary>
public static class ReadingSigns
{
    /// <summary>The channel reported failures: its log was written. For an outage.</summary>
    public const string FailuresReported = "failures_reported";

    /// <summary>The other direction of the channel went on: its log was written. For an outage.</summary>
    public const string OtherDirectionAlive = "other_direction_alive";

    /// <summary>Another channel of the same log went on. For an outage.</summary>
    public const string SameLogAlive = "same_log_alive";

    /// <summary>Messages came back in larger numbers than usual. For an outage.</summary>
    public const string CameBackStronger = "came_back_stronger";

    /// <summary>Another channel carried more than usual meanwhile. For an outage.</summary>
    public const string OtherChannelStronger = "other_channel_stronger";

    /// <summary>All channels of the same log that can tell were silent too. For a gap.</summary>
    public const string SameLogSilent = "same_log_silent";

    /// <summary>All channels of the company that can tell were silent too. For a gap.</summary>
    public const string AllChannelsSilent = "all_channels_silent";

    /// <summary>It began and ended at midnight: whole days are missing, as files of a day do. For a gap.</summary>
    public const string WholeDays = "whole_days";

    /// <summary>It lasts to the end of what was observed, or from its beginning. Neither.</summary>
    public const string AtTheEdge = "at_the_edge";
}
