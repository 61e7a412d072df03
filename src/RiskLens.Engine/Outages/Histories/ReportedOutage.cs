namespace RiskLens.Engine.Outages;

/// <summary>
/// One outage as one source reports it: evidence, not yet a fact of the company. Times stay as the source has them;
/// what its text says otherwise stands beside them in <see cref="Windows"/>.
/// </summary>
/// <param name="SourceId">Stable id in its source: the same outage in a later export has it again.</param>
/// <param name="Page">Name of the status page or monitor.</param>
/// <param name="Components">What the source says was struck, in its words; of RiskLens's own table, channel ids.</param>
/// <param name="Title">At most 200 characters, without markup.</param>
/// <param name="End">
/// Null while it lasts, and where the source does not know: a post written after the fact has the moment of writing as
/// start and end, which is no length. So of posts less than a minute, of monitors nothing at all, is an unknown end.
/// </param>
/// <param name="Precision">minute, hour or day: of the worse of start and end.</param>
/// <param name="FunctionStopped">Share of the function that stopped, from the source's own word (<see cref="ReportedSeverity"/>).</param>
/// <param name="Impact">How bad it was in the source's own word, such as "major"; empty where it has none.</param>
/// <param name="Url">Page of the outage or address watched, without query; null where there is none.</param>
/// <param name="Windows">Other times that the source's text states, by start.</param>
public sealed record ReportedOutage(
    string SourceId,
    string Page,
    IReadOnlyList<string> Components,
    string Title,
    DateTimeOffset Start,
    DateTimeOffset? End,
    string Precision,
    ShareRange FunctionStopped,
    string Impact,
    string? Url,
    IReadOnlyList<ProposedWindow> Windows
)
{
    /// <summary>
    /// Shortest length in hours that the source allows. Of one that still lasts, the time from its start to the last
    /// word of it: the length is censored there.
    /// </summary>
    public double ShortestHours { get; init; }

    /// <summary>Longest length in hours that the source allows; infinite while the end is not known.</summary>
    public double LongestHours { get; init; } = double.PositiveInfinity;

    /// <summary>Id of the node that failed, where the source is RiskLens's own table; else empty.</summary>
    public string Node { get; init; } = "";

    /// <summary>Country codes struck, where the source is RiskLens's own table; else none.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Channels for which another share stopped than <see cref="FunctionStopped"/> (own table only).</summary>
    public IReadOnlyDictionary<string, ShareRange> FunctionStoppedByChannel { get; init; } =
        new Dictionary<string, ShareRange>(StringComparer.Ordinal);

    /// <summary>Share of the customers that were struck; null where the source does not say.</summary>
    public ShareRange? CustomersStruck { get; init; }
}

/// <summary>A time span that the source's text states: proposed, for the analyst to take or leave.</summary>
/// <param name="Start">As the text says it; the reported start where the text states an end alone.</param>
/// <param name="End">Null where the text states a start alone.</param>
/// <param name="Precision">
/// minute; hour where the text names no minutes, or a zone that its date does not have (PST in July): it is taken as written.
/// </param>
/// <param name="Quote">At most 200 characters of the words that say it.</param>
public sealed record ProposedWindow(
    DateTimeOffset Start,
    DateTimeOffset? End,
    string Precision,
    string Quote
);
