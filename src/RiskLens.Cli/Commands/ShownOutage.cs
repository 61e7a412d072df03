using System.Globalization;
using System.Text.Json;
using RiskLens.App.Outages;
using RiskLens.Engine.Outages;

namespace RiskLens.Cli.Commands;

/// <summary>One outage as the command line shows it.</summary>
/// <param name="Status">catalogue, or proposed, confirmed or rejected of the company's own.</param>
/// <param name="FunctionStopped">Share of the function that stopped, of the channels that are not told to have stopped wholly.</param>
/// <param name="Evidence">Windows in the source's text, or what the logs show.</param>
internal sealed record ShownOutage(
    string Id,
    string Status,
    string Node,
    IReadOnlyList<string> Channels,
    string StartUtc,
    string? EndUtc,
    string Precision,
    string Severity,
    IReadOnlyDictionary<string, ShareRange> FunctionStopped,
    ShareRange CustomersStruck,
    IReadOnlyList<string> Places,
    string Title,
    string Source,
    string Note,
    JsonElement? Evidence
)
{
    /// <summary>A row of the company's own history.</summary>
    public static ShownOutage Of(OwnOutageRow row, Catalogue catalogue) =>
        new(
            row.Id,
            row.Status,
            row.Node,
            ChannelsOf(row, catalogue),
            Minute(row.Start),
            row.End is { } end ? Minute(end) : null,
            row.Precision,
            row.CustomersStruck.Low >= 1 && ChannelsOf(row, catalogue).All(c => ShareOf(row, c).Low >= 1)
                ? "full"
                : "partial",
            ChannelsOf(row, catalogue)
                .Where(c => ShareOf(row, c).Low < 1)
                .ToDictionary(c => c, c => ShareOf(row, c), StringComparer.Ordinal),
            row.CustomersStruck,
            [],
            row.Title,
            row.Url.Length > 0 ? row.Url : row.Page,
            row.Note,
            JsonSerializer.Deserialize<JsonElement>(row.Evidence)
        );

    // Those that went on are none of it.
    private static IReadOnlyList<string> ChannelsOf(OwnOutageRow row, Catalogue catalogue) =>
        row.Channel.Length > 0
            ? [row.Channel]
            :
            [
                .. (catalogue.Nodes.FirstOrDefault(n => n.Id == row.Node)?.Channels ?? []).Where(c =>
                    ShareOf(row, c).High > 0
                ),
            ];

    private static ShareRange ShareOf(OwnOutageRow row, string channel) =>
        row.FunctionByChannel.TryGetValue(channel, out var share) ? share : row.FunctionStopped;

    /// <summary>A moment to the minute, UTC.</summary>
    public static string Minute(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
