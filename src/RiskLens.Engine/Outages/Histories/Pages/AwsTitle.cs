namespace RiskLens.Engine.Outages;

/// <summary>
/// A title of the AWS status page, "Service impact: Increased error rates": how bad, what, and whether it is over.
/// </summary>
/// <param name="Impact">The words before the colon; empty where there are none.</param>
/// <param name="Subject">What is told, without "[RESOLVED]".</param>
internal readonly record struct AwsTitle(string Impact, string Subject, bool IsResolved)
{
    private const string Resolved = "[RESOLVED]";
    private const string Normal = "Service is operating normally";

    /// <summary>"Informational message" was the word for small faults as well, so it alone makes no notice.</summary>
    public bool IsInformational => Impact.Equals("Informational message", StringComparison.OrdinalIgnoreCase);

    /// <summary>The share that stopped: AWS has three degrees, of which disruption is the highest.</summary>
    public ShareRange FunctionStopped =>
        Impact.ToUpperInvariant() switch
        {
            "SERVICE DISRUPTION" => ReportedSeverity.Major,
            "SERVICE IMPACT" or "SERVICE DEGRADATION" => ReportedSeverity.Partial,
            _ => ReportedSeverity.Of(Impact) ?? ReportedSeverity.Unknown,
        };

    /// <summary>Reads a title.</summary>
    public static AwsTitle Of(string? title)
    {
        var line = PublicText.Line(title, PublicText.LongestTitle);
        var isResolved =
            line.Contains(Resolved, StringComparison.OrdinalIgnoreCase)
            || line.StartsWith(Normal, StringComparison.OrdinalIgnoreCase);
        line = line.Replace(Resolved, "", StringComparison.OrdinalIgnoreCase);
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var front = colon > 0 ? line[..colon].Trim() : "";
        var isWord =
            front.StartsWith("Service ", StringComparison.OrdinalIgnoreCase)
            || front.StartsWith("Informational", StringComparison.OrdinalIgnoreCase)
            || front.StartsWith("Performance issues", StringComparison.OrdinalIgnoreCase);
        var impact = isWord && !front.StartsWith(Normal, StringComparison.OrdinalIgnoreCase) ? front : "";
        return new AwsTitle(impact, (isWord ? line[(colon + 1)..] : line).Trim(), isResolved);
    }
}
