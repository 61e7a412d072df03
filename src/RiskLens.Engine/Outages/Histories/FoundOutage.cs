namespace RiskLens.Engine.Outages;

/// <summary>An outage as a format found it, before it is checked; times in Unix milliseconds.</summary>
internal sealed record FoundOutage
{
    public required string Id { get; init; }
    public required string Page { get; init; }
    public required long Start { get; init; }
    public long? End { get; init; }
    public string Precision { get; init; } = "minute";
    public IReadOnlyList<string> Components { get; init; } = [];
    public string? Title { get; init; }
    public ShareRange FunctionStopped { get; init; } = ReportedSeverity.Unknown;
    public string Impact { get; init; } = "";
    public string? Url { get; init; }

    /// <summary>Its updates, each with the moment at which it was written.</summary>
    public IReadOnlyList<WrittenText> Texts { get; init; } = [];

    /// <summary>
    /// Whether people post it: then less than a minute from start to end is no length but a post written after the fact.
    /// </summary>
    public bool IsPosted { get; init; }

    /// <summary>Whether it counts as a notice unless it has a length or its text states a time span.</summary>
    public bool MayBeNotice { get; init; }

    /// <summary>The last word of it: where it has no end, it lasted until then.</summary>
    public long? LastWord { get; init; }

    /// <summary>Shortest and longest length in hours, where the source states them apart from its times.</summary>
    public (double Shortest, double Longest)? Hours { get; init; }

    public string Node { get; init; } = "";
    public IReadOnlyList<string> Places { get; init; } = [];
    public IReadOnlyDictionary<string, ShareRange>? FunctionStoppedByChannel { get; init; }
    public ShareRange? CustomersStruck { get; init; }
}

/// <summary>A text of a source and when it was written, in Unix milliseconds; null where the source does not say.</summary>
internal readonly record struct WrittenText(string? Body, long? Written);
