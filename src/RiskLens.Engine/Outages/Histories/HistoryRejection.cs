namespace RiskLens.Engine.Outages;

/// <summary>Why an entry of a history was refused: a closed set of sentences. None quotes the entry.</summary>
public static class HistoryRejection
{
    public const string NoStart = "The start is missing.";
    public const string UnreadableStart = "The start cannot be read.";
    public const string UnreadableEnd = "The end cannot be read.";
    public const string TooEarly = "The start is before 1990.";
    public const string InTheFuture = "The start is in the future.";
    public const string EndBeforeStart = "The end is before the start.";
    public const string UnreadableLength = "The length cannot be read, or is longer than its time allows.";
    public const string UnreadableShare =
        "The severity or the share of customers is neither a word nor a share.";
    public const string UnknownPrecision = "The precision is not minute, hour or day.";
    public const string UnknownEntry = "The entry is of no kind that this format has.";
    public const string UnknownState = "The state is not one that is known.";
    public const string NotUpOrDown = "The series holds other values than 0 and 1.";
    public const string BrokenLine = "The line is not complete JSON.";

    /// <summary>All reasons.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        NoStart,
        UnreadableStart,
        UnreadableEnd,
        TooEarly,
        InTheFuture,
        EndBeforeStart,
        UnreadableLength,
        UnreadableShare,
        UnknownPrecision,
        UnknownEntry,
        UnknownState,
        NotUpOrDown,
        BrokenLine,
    ];
}
