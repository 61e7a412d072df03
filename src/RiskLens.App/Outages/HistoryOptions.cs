namespace RiskLens.App.Outages;

/// <summary>How histories are to be read.</summary>
/// <param name="Node">What every entry is about; null to tell it from the page and its components.</param>
/// <param name="Zone">IANA zone of times that carry none; null for the company's.</param>
/// <param name="WatchedFrom">The source told every outage from here on, outage or none.</param>
/// <param name="WatchedTo">And until here.</param>
public sealed record HistoryOptions(
    string? Node = null,
    string? Zone = null,
    DateTimeOffset? WatchedFrom = null,
    DateTimeOffset? WatchedTo = null
);
