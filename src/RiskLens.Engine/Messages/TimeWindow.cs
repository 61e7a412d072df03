namespace RiskLens.Engine.Messages;

/// <summary>The span in which a message can have been sent: from 1990, when SMS was not yet, to the moment of import.</summary>
internal sealed class TimeWindow(long latestUnixMilliseconds)
{
    /// <summary>1990-01-01T00:00Z.</summary>
    private const long Earliest = 631_152_000_000;

    /// <summary>Why a time is refused, or null where it stands.</summary>
    public string? Refusal(TimeOutcome outcome, long unixMilliseconds) =>
        outcome switch
        {
            TimeOutcome.Missing => RejectionReason.NoTime,
            TimeOutcome.Unreadable => RejectionReason.UnreadableTime,
            TimeOutcome.NoHour => RejectionReason.NoHour,
            _ when unixMilliseconds < Earliest => RejectionReason.TooEarly,
            _ when unixMilliseconds > latestUnixMilliseconds => RejectionReason.InTheFuture,
            _ => null,
        };
}
