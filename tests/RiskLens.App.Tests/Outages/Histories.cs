using System.Text;
using RiskLens.App.Outages;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Outages;

/// <summary>Invented outage histories, and a workspace's own as tests ask for it; the clock stands at 1 June 2026.</summary>
internal static class Histories
{
    /// <summary>Two outages of the company's hosting and one of its SMS provider, which is not over.</summary>
    public const string Table = """
        id,node,start,end,severity,title
        1,own-host,2026-03-01T10:00Z,2026-03-01T12:30Z,,Power cut
        2,own-host,2026-04-02T08:00Z,2026-04-02T09:00Z,0.4,"Line down, says Müller"
        3,sms-aggregator,2026-05-30T06:00Z,,,Messages wait

        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Catalogue Catalogue => BankLog.Catalogue;

    /// <summary>One incident of a Statuspage; without an end it still lasts.</summary>
    public static string Incident(
        string id,
        string name,
        string start,
        string? end,
        string impact = "critical",
        string component = "Messages",
        string body = "We are looking into it."
    ) =>
        $$"""
            {
              "id": "{{id}}", "name": "{{name}}", "impact": "{{impact}}", "shortlink": "https://stspg.example/{{id}}",
              "status": "{{(end is null ? "investigating" : "resolved")}}",
              "created_at": "{{start}}", "started_at": "{{start}}", "updated_at": "{{end ?? start}}",
              "resolved_at": {{(end is null ? "null" : $"\"{end}\"")}},
              "components": [{ "id": "c1", "name": "{{component}}" }],
              "incident_updates": [
                { "id": "u{{id}}", "status": "investigating", "created_at": "{{start}}", "display_at": "{{start}}", "body": "{{body}}" }
              ]
            }
            """;

    /// <summary>A Statuspage's list of incidents.</summary>
    public static string Page(string name, params ReadOnlySpan<string> incidents) =>
        $$"""
            {
              "page": { "id": "p1", "name": "{{name}}", "url": "https://status.example.org", "updated_at": "2026-05-30T00:00:00Z" },
              "incidents": [{{string.Join(',', incidents)}}]
            }
            """;

    /// <summary>Imports one file that is to be taken.</summary>
    public static async Task<ImportedHistory> ImportAsync(
        TempWorkspace temp,
        string name,
        string text,
        HistoryOptions? options = null
    )
    {
        var file = Assert.Single(await RunAsync(temp, options, Write(temp, name, text)));
        Assert.Null(file.Refused);
        return file;
    }

    /// <summary>Imports one file that is to be refused.</summary>
    public static async Task<RiskLensException> RefusedAsync(
        TempWorkspace temp,
        string name,
        string text,
        HistoryOptions? options = null
    )
    {
        var file = Assert.Single(await RunAsync(temp, options, Write(temp, name, text)));
        Assert.NotNull(file.Refused);
        Assert.EndsWith(".", file.Refused.Problem, StringComparison.Ordinal);
        Assert.EndsWith(".", file.Refused.Remedy, StringComparison.Ordinal);
        return file.Refused;
    }

    public static Task<IReadOnlyList<ImportedHistory>> RunAsync(
        TempWorkspace temp,
        HistoryOptions? options,
        params IReadOnlyList<string> paths
    ) => new ImportHistory(temp.Workspace, Catalogue).RunAsync(paths, options ?? new HistoryOptions(), Stop);

    public static string Write(TempWorkspace temp, string name, string text)
    {
        var path = Path.Combine(temp.Root, name);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        return path;
    }

    public static Task<IReadOnlyList<OwnOutageRow>> ListAsync(TempWorkspace temp) =>
        new OwnOutages(temp.Workspace, Catalogue).ListAsync(Stop);

    /// <summary>All rows as one text, to compare.</summary>
    public static async Task<string> TextAsync(TempWorkspace temp) =>
        string.Join(
            '\n',
            (await ListAsync(temp)).Select(o =>
                $"{o.Id} {o.Status} {o.Node} {o.Start:O} {o.End:O} {o.Title} {o.Note} {o.Evidence}"
            )
        );

    /// <summary>What counts.</summary>
    public static Task<OwnHistory> LoadAsync(TempWorkspace temp) =>
        new LoadHistory(temp.Workspace, Catalogue).RunAsync(Stop);

    public static Task<OwnOutageRow> ConfirmAsync(TempWorkspace temp, string id, Judgement judgement) =>
        new OwnOutages(temp.Workspace, Catalogue).ConfirmAsync(id, judgement, Stop);

    public static Task<OwnOutageRow> RejectAsync(TempWorkspace temp, string id, string? note = null) =>
        new OwnOutages(temp.Workspace, Catalogue).RejectAsync(id, note, Stop);

    public static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
