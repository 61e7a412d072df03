namespace RiskLens.App.Storage;

/// <summary>
/// One outage of the company's own history as one source tells it, or as it was found in the company's logs. Sources
/// of one outage keep a row each; what they tell together is worked out when it is asked for.
/// </summary>
public sealed class OutageRow
{
    /// <summary>Shown as OWN-1, OWN-2 ...</summary>
    public int Id { get; set; }

    /// <summary>proposed, confirmed or rejected; only confirmed rows count.</summary>
    public required string Status { get; set; }

    /// <summary>Id of the node that failed.</summary>
    public required string Node { get; set; }

    /// <summary>The channel on which it was found; empty for rows of a file.</summary>
    public required string Channel { get; set; }
    public long StartUnixSeconds { get; set; }

    /// <summary>Null while no source gives an end.</summary>
    public long? EndUnixSeconds { get; set; }

    /// <summary>Bounds of the length that the source allows, in hours; the longest is null while the end is not known.</summary>
    public double ShortestHours { get; set; }
    public double? LongestHours { get; set; }

    /// <summary>minute, hour or day.</summary>
    public required string Precision { get; set; }

    /// <summary>Share of the function that stopped, lower and upper bound.</summary>
    public double FunctionLow { get; set; }
    public double FunctionHigh { get; set; }

    /// <summary>Channels for which another share stopped, such as "whatsapp|0.4|0.6"; separated by semicolons.</summary>
    public required string FunctionByChannel { get; set; }

    /// <summary>Share of the customers struck, lower and upper bound.</summary>
    public double CustomersLow { get; set; }
    public double CustomersHigh { get; set; }

    /// <summary>The history's format, or "ledger" for what was found in the logs.</summary>
    public required string Format { get; set; }

    /// <summary>Name of the status page or monitor.</summary>
    public required string Page { get; set; }

    /// <summary>Its id there: a second import of the same entry renews its row.</summary>
    public required string SourceId { get; set; }
    public required string Title { get; set; }
    public required string Impact { get; set; }
    public required string Url { get; set; }

    /// <summary>JSON: windows that the text gives, or the evidence of what was found.</summary>
    public required string Evidence { get; set; }

    /// <summary>Whether a person has judged or changed it: imports leave it alone from then on.</summary>
    public bool Judged { get; set; }
    public required string Note { get; set; }
    public long ChangedUnixSeconds { get; set; }
}

/// <summary>Time in which a source would have told an outage of a node, outage or none.</summary>
public sealed class OutageWatchRow
{
    public int Id { get; set; }
    public required string Node { get; set; }
    public long FromUnixSeconds { get; set; }
    public long ToUnixSeconds { get; set; }
    public required string Format { get; set; }
    public required string Page { get; set; }
}
