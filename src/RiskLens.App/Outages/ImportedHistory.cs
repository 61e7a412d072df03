using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>What became of one file.</summary>
/// <param name="Format">Names of its formats, joined by commas: an archive may hold several histories.</param>
/// <param name="Outages">Outages that were not known before.</param>
/// <param name="Renewed">Outages known before whose source now says something else.</param>
/// <param name="Unchanged">Outages known before, or judged by a person: left as they were.</param>
/// <param name="Maintenance">Planned work: no outage.</param>
/// <param name="Notices">Entries that tell of no failure.</param>
/// <param name="OtherWindows">Outages whose text gives times that differ from the entry's.</param>
/// <param name="Unplaced">Entries about pages or components that are no node of ours; not taken.</param>
/// <param name="Rejected">Entries that could not be read, with the reason.</param>
public sealed record ImportedHistory(
    string File,
    string? Format,
    int Outages,
    int Renewed,
    int Unchanged,
    int Maintenance,
    int Notices,
    int OtherWindows,
    IReadOnlyList<string> Unplaced,
    int UnplacedEntries,
    IReadOnlyList<string> Rejected,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    RiskLensException? Refused
)
{
    internal static ImportedHistory OfRefused(string path, RiskLensException refused) =>
        new(path, null, 0, 0, 0, 0, 0, 0, [], 0, [], null, null, refused);
}
