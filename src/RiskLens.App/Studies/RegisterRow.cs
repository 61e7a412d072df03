using System.Globalization;

namespace RiskLens.App.Studies;

/// <summary>
/// A provider and the channel that the company uses of it, as registers of concentration risk ask for it (the fields of
/// table B_07.01 of Commission Implementing Regulation (EU) 2024/2956, and what they rest on). Empty is what only the
/// company knows.
/// </summary>
/// <param name="Functions">Purposes of the conversations on it, the most frequent first.</param>
/// <param name="InUse">Whether the logs hold it; else the recommended mix adds it.</param>
/// <param name="ReachableElsewhere">
/// Share of its contacts seen on a channel of another provider that could take over; null without contacts.
/// </param>
/// <param name="Substitutability">
/// Easily substitutable, medium complexity, highly complex or not substitutable; empty where nothing tells.
/// </param>
/// <param name="ImpactOfDiscontinuing">Low, medium, high or assessment not performed.</param>
/// <param name="Alternatives">Channels of other providers that could take over.</param>
/// <param name="SharedFailures">What fails together with it: nodes that take further channels of the company.</param>
public sealed record RegisterRow(
    string Provider,
    string Channel,
    string Name,
    bool InUse,
    IReadOnlyList<string> Functions,
    long Contacts,
    double? ReachableElsewhere,
    string Substitutability,
    string SubstitutabilityReason,
    string ImpactOfDiscontinuing,
    string ImpactReason,
    IReadOnlyList<string> Alternatives,
    IReadOnlyList<string> SharedFailures
)
{
    /// <summary>Names of the columns of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "provider",
        "channel",
        "name",
        "in_use",
        "functions",
        "contacts",
        "reachable_elsewhere",
        "substitutability",
        "substitutability_reason",
        "last_audit_date",
        "exit_plan",
        "reintegration",
        "impact_of_discontinuing",
        "impact_reason",
        "alternatives_identified",
        "alternatives",
        "shared_failures",
        "study",
    ];

    /// <summary>The row as cells; audit date, exit plan and reintegration are for the company to fill in.</summary>
    public IReadOnlyList<string> Cells(string study) =>
        [
            Provider,
            Channel,
            Name,
            InUse ? "yes" : "no",
            string.Join("; ", Functions),
            Contacts.ToString(CultureInfo.InvariantCulture),
            ReachableElsewhere?.ToString("0.###", CultureInfo.InvariantCulture) ?? "",
            Substitutability,
            SubstitutabilityReason,
            "",
            "",
            "",
            ImpactOfDiscontinuing,
            ImpactReason,
            Alternatives.Count > 0 ? "yes" : "no",
            string.Join("; ", Alternatives),
            string.Join("; ", SharedFailures),
            study,
        ];
}
