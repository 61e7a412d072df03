using RiskLens.Engine.Outages;

namespace RiskLens.App.Outages;

/// <summary>An entry of a history and a node that it is about; an entry about several nodes stands once for each.</summary>
/// <param name="FunctionStopped">Channels of which another share stopped than of the rest of the node's.</param>
internal sealed record PlacedOutage(
    ReportedOutage Outage,
    string Node,
    IReadOnlyDictionary<string, ShareRange> FunctionStopped
);

/// <summary>A history whose entries are told by what failed.</summary>
/// <param name="Unplaced">Entries about what is no node of the catalogue.</param>
internal sealed record PlacedHistory(
    HistoryReading Reading,
    IReadOnlyList<PlacedOutage> Placed,
    IReadOnlyList<ReportedOutage> Unplaced
);
