using System.Text.Json;
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
        JsonSerializer.Serialize(new Windowed(windows), Options);

    /// <summary>What the logs show of an outage.</summary>
    public static string Of(OutageProposal proposal) => JsonSerializer.Serialize(proposal, Options);

    /// <summary>The windows of <see cref="Of(IReadOnlyList{ProposedWindow})"/>; none where the row came from the logs.</summary>
    public static IReadOnlyList<ProposedWindow> WindowsOf(string evidence) =>
        JsonSerializer.Deserialize<Windowed>(evidence, Options)?.Windows ?? [];

    /// <summary>The evidence as part of a JSON answer.</summary>
    public static JsonElement Shown(string evidence) => JsonSerializer.Deserialize<JsonElement>(evidence);

    private sealed record Windowed(IReadOnlyList<ProposedWindow>? Windows);
}
