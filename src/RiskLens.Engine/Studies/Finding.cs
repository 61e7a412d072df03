namespace RiskLens.Engine.Studies;

/// <summary>
/// An outage that the company's own logs showed by themselves. Those that a person rejected are no findings.
/// </summary>
/// <param name="StartUtc">ISO 8601, UTC.</param>
/// <param name="EndUtc">ISO 8601, UTC; null where a person confirmed it without an end.</param>
/// <param name="MissingShare">
/// Share (0 to 1) of the usual messages that did not come; null where the failures that were reported speak, not a count
/// that is missing.
/// </param>
/// <param name="Confirmed">Whether a person has confirmed it; what waits to be judged counts neither way.</param>
public sealed record Finding(
    string Channel,
    string StartUtc,
    string? EndUtc,
    double? MissingShare,
    bool Confirmed
);
