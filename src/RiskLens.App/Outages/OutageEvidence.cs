using System.Text.Json;
using System.Text.Json.Serialization;
using RiskLens.Engine.Outages;

namespace RiskLens.App.Outages;

/// <summary>What speaks for an outage or its times, as JSON in its row: an object with one list of windows, or one proposal.</summary>
internal static class OutageEvidence
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>Windows that a source's text gives.</summary>
    public static string Of(IReadOnlyList<ProposedWindow> windows) =>
        JsonSerializer.Serialize(new Told(windows, null), Options);

    /// <summary>What the logs show of an outage.</summary>
    public static string Of(OutageProposal proposal) => JsonSerializer.Serialize(proposal, Options);

    /// <summary>The windows of <see cref="Of(IReadOnlyList{ProposedWindow})"/>; none where the row came from the logs.</summary>
    public static IReadOnlyList<ProposedWindow> WindowsOf(string evidence) => Read(evidence)?.Windows ?? [];

    /// <summary>
    /// The evidence of a row of a file of which a person says that another node failed: with the node that the source
    /// tells, by which a second import finds its row again.
    /// </summary>
    public static string WithToldNode(string evidence, string node) =>
        JsonSerializer.Serialize(new Told(WindowsOf(evidence), ToldNodeOf(evidence) ?? node), Options);

    /// <summary>The node that the source tells, where a person has put another in its place.</summary>
    public static string? ToldNodeOf(string evidence) => Read(evidence)?.ToldNode;

    private static Told? Read(string evidence) => JsonSerializer.Deserialize<Told>(evidence, Options);

    private sealed record Told(
        IReadOnlyList<ProposedWindow>? Windows,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ToldNode
    );
}
