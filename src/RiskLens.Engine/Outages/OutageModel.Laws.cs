namespace RiskLens.Engine.Outages;

/// <content>The laws beside the rates: when shocks begin, how much they stop, what they overload.</content>
public sealed partial record OutageModel
{
    /// <summary>At which hours shocks begin, by regime; a regime that is not there begins at any hour.</summary>
    public IReadOnlyDictionary<Regime, StartLaw> Starts { get; init; } = new Dictionary<Regime, StartLaw>();

    /// <summary>How much a shock stops, by node id; a node that is not there stops wholly.</summary>
    public IReadOnlyDictionary<string, SeverityLaw> Severities { get; init; } =
        new Dictionary<string, SeverityLaw>(StringComparer.Ordinal);

    /// <summary>
    /// Hours from which on outages of a node are reported, by node id: its rate counts these, its lengths begin there.
    /// </summary>
    public IReadOnlyDictionary<string, double> ReportedFrom { get; init; } =
        new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Chance that a shock on a node, of those that its rate counts, lasts at least so many hours.</summary>
    public double ChanceOver(Node node, double hours) =>
        Durations[node.Regime].ChanceOver(hours, ReportedFrom.GetValueOrDefault(node.Id));

    /// <summary>Mean hours of a shock on a node, of those that its rate counts.</summary>
    public double MeanHours(Node node) =>
        Durations[node.Regime].MeanHours(ReportedFrom.GetValueOrDefault(node.Id));

    /// <summary>The longest outage observed on a node, or on any of its regime where none was on it (hours).</summary>
    public double LongestHours(NodeRate node) =>
        node.LongestHours > 0 ? node.LongestHours : Durations[node.Node.Regime].LongestHours;

    /// <summary>What shocks do to substitutes; null where nothing.</summary>
    public Overload? Overload { get; init; }

    /// <summary>Channels that each node's displaced users turn to, by node id; bit i for channel i.</summary>
    public IReadOnlyDictionary<string, int> Substitutes { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal);
}
