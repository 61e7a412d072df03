namespace RiskLens.Engine.Outages;

/// <summary>
/// What a history holds. Every entry of the file is exactly one of: outage, maintenance, notice, repeated, rejected.
/// </summary>
/// <param name="Format">Name of the format.</param>
/// <param name="Outages">By start, then by page and id.</param>
/// <param name="Maintenance">Entries that are announced work, which is no outage.</param>
/// <param name="Notices">
/// Entries that say that nothing failed: what the source calls information, and posts of impact "none" that name no
/// component, no length and no time span. "None" alone does not make a notice: on many pages it only means that nobody
/// set a component's colour.
/// </param>
/// <param name="Repeated">Entries that stand in the file already; of two the one with an end is kept.</param>
/// <param name="Repaired">Outages whose end lay before the start or in the future: their end counts as unknown.</param>
/// <param name="Pages">Pages and monitors that the file is about, also those without an outage.</param>
/// <param name="FirstSeen">The earliest time in the file; null where it has none.</param>
/// <param name="LastSeen">The latest time in the file, not after the import.</param>
/// <param name="Watched">Time that the file says was watched, for monitors that state it.</param>
public sealed record HistoryReading(
    string Format,
    IReadOnlyList<ReportedOutage> Outages,
    int Maintenance,
    int Notices,
    int Repeated,
    int Repaired,
    IReadOnlyList<RejectedEntry> Rejected,
    IReadOnlyList<string> Pages,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen,
    IReadOnlyList<WatchedSpan> Watched
);

/// <summary>An entry that could not be read.</summary>
/// <param name="Position">
/// Its number in the file, from 1, among all that the format takes for entries; of a table, its row below the header.
/// </param>
/// <param name="Reason">One of <see cref="HistoryRejection.All"/>.</param>
public sealed record RejectedEntry(int Position, string Reason);

/// <summary>Time in which a monitor was watching.</summary>
public sealed record WatchedSpan(string Page, DateTimeOffset From, DateTimeOffset To);
