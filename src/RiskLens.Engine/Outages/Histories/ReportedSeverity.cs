using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// The share of the function that stopped, from the words of status pages. They are vague, and so the ranges are wide
/// and overlap: a page's "major" says more than its "minor", not how much. The analyst may narrow them.
/// </summary>
public static class ReportedSeverity
{
    /// <summary>A monitor that got no answer, or a person who says so: nothing worked.</summary>
    public static readonly ShareRange Whole = new(1, 1);

    /// <summary>Statuspage defines critical and "major outage" as most or all of a service; operators use it for half as well.</summary>
    public static readonly ShareRange Major = new(0.5, 1);

    /// <summary>"Partial outage", "disruption": some of it failed and some did not.</summary>
    public static readonly ShareRange Partial = new(0.1, 0.9);

    /// <summary>"Minor", "degraded": it worked, slowly or not for everybody; rarely more than half failed.</summary>
    public static readonly ShareRange Minor = new(0, 0.5);

    /// <summary>Nobody said: anything is possible.</summary>
    public static readonly ShareRange Unknown = new(0, 1);

    /// <summary>Keys are folded: lower case, letters and digits only.</summary>
    private static readonly Dictionary<string, ShareRange> Words = new(StringComparer.Ordinal)
    {
        ["down"] = Whole,
        ["downtime"] = Whole,
        ["whole"] = Whole,
        ["full"] = Whole,
        ["total"] = Whole,
        ["complete"] = Whole,
        ["critical"] = Major,
        ["majoroutage"] = Major,
        ["fulloutage"] = Major,
        ["outage"] = Major,
        ["serviceoutage"] = Major,
        ["servicedisruption"] = Partial,
        ["highdisruptions"] = Major,
        ["majordisruptions"] = Major,
        ["high"] = Major,
        ["major"] = Partial,
        ["partial"] = Partial,
        ["partialoutage"] = Partial,
        ["disruption"] = Partial,
        ["serviceimpact"] = Partial,
        ["mediumdisruptions"] = Partial,
        ["somedisruptions"] = Partial,
        ["medium"] = Partial,
        ["incident"] = Partial,
        ["minor"] = Minor,
        ["minoroutage"] = Minor,
        ["degraded"] = Minor,
        ["degradedperformance"] = Minor,
        ["performanceissues"] = Minor,
        ["servicedegradation"] = Minor,
        ["informationalmessage"] = Minor,
        ["lowdisruptions"] = Minor,
        ["low"] = Minor,
        ["none"] = Unknown,
        ["unknown"] = Unknown,
    };

    /// <summary>Statuses of a component, from the least; what is not among them says nothing.</summary>
    private static readonly string[] ComponentStatuses =
    [
        "degradedperformance",
        "partialoutage",
        "majoroutage",
    ];

    /// <summary>The share that a word stands for; null for a word that is not known.</summary>
    public static ShareRange? Of(string? word) =>
        word is not null && Words.TryGetValue(Folded.Of(word), out var share) ? share : null;

    /// <summary>The worst of a component's statuses, or null where none says that something failed.</summary>
    internal static string? WorstOf(IEnumerable<string> statuses)
    {
        var (worst, rank) = ((string?)null, -1);
        foreach (var status in statuses)
        {
            var at = Array.IndexOf(ComponentStatuses, Folded.Of(status));
            if (at > rank)
                (worst, rank) = (status, at);
        }
        return worst;
    }
}
