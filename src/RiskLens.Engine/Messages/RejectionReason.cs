namespace RiskLens.Engine.Messages;

/// <summary>
/// Why a line was refused: a closed set of sentences, so that they can be counted and translated. None quotes the line.
/// </summary>
public static class RejectionReason
{
    public const string NoTime = "The time is missing.";
    public const string UnreadableTime = "The time cannot be read.";
    public const string NoHour = "The time has a day but no hour.";
    public const string TooEarly = "The time is before 1990.";
    public const string InTheFuture = "The time is in the future.";
    public const string NoContact = "The contact is missing.";
    public const string UnknownChannel = "The channel is not in the catalogue.";
    public const string UnknownDirection = "The direction is neither in nor out.";
    public const string UnreadableAmount = "The amount cannot be read.";
    public const string TooLargeAmount = "The amount is too large.";
    public const string ImpossibleCount = "The number of messages is negative or too large.";
    public const string OpenQuote = "A quotation mark is never closed, so nothing after it can be read.";
    public const string BeforeFirstHeader = "The line stands before the first dated message.";
    public const string BrokenJson = "The line is not complete JSON.";
    public const string UnknownRecord = "The record is of no kind that this format has.";
    public const string UnknownStatus = "The status is not one that is known.";
    public const string LongerThanHour = "The count is of a time that does not lie within one hour.";
    public const string BrokenRecord = "The record is damaged or cut short.";

    /// <summary>All reasons.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        NoTime,
        UnreadableTime,
        NoHour,
        TooEarly,
        InTheFuture,
        NoContact,
        UnknownChannel,
        UnknownDirection,
        UnreadableAmount,
        TooLargeAmount,
        ImpossibleCount,
        OpenQuote,
        BeforeFirstHeader,
        BrokenJson,
        UnknownRecord,
        UnknownStatus,
        LongerThanHour,
        BrokenRecord,
    ];
}
